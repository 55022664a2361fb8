export type { Device, Handle, Program, State, Values, Weights } from "./device.ts";
export { referenceDevice } from "./reference/reference-device.ts";
export { onnxDevice, type OnnxDeviceOptions } from "./onnx/onnx-device.ts";
export { lowerGraph, type LoweredGraph, type LowerOptions } from "./onnx/lower-graph.ts";
export type { Ort, OrtSessionOptions } from "./onnx/ort.ts";
export { webgpuDevice, type WebgpuDevice, type WebgpuDeviceOptions } from "./webgpu/webgpu-device.ts";
export { countGpuWork, type GpuWork } from "./webgpu/count-work.ts";
export type { GpuRemedies } from "./webgpu/remedies.ts";
export type { KernelTime } from "./webgpu/stopwatch.ts";
