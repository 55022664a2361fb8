export type { Device, Handle, Program, State, Values, Weights } from "./device.ts";
export { referenceDevice } from "./reference/reference-device.ts";
export { onnxDevice, type OnnxDeviceOptions } from "./onnx/onnx-device.ts";
export { lowerGraph, type LoweredGraph, type LowerOptions } from "./onnx/lower-graph.ts";
export type { Ort, OrtSessionOptions } from "./onnx/ort.ts";
export { webgpuDevice, type WebgpuDevice, type WebgpuDeviceOptions } from "./webgpu/webgpu-device.ts";
export { countGraphWork, type GpuWork } from "./webgpu/count-graph-work.ts";
export type { GpuErrorHints } from "./webgpu/gpu-error-hints.ts";
export type { KernelTime } from "./webgpu/kernel-timer.ts";
