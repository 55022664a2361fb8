export { buildSite, type BuildSiteOptions, type SiteFile } from "./build-site.ts";
export { cpuDevice, type CpuDeviceOptions } from "./cpu-device.ts";
export { gpuDevice } from "./gpu-device.ts";
export { withRunLock } from "./with-run-lock.ts";
export { isModelFile, loadModelFile, type ModelFile, type ModelFileOptions } from "./model-file/load-model-file.ts";
export { nodeHost, type NodeHostOptions } from "./node-host.ts";
export { openDevice, type OpenDeviceOptions, type OpenedDevice } from "./open-device.ts";
export { startStudio } from "./start-studio.ts";
export type { Studio, StudioOptions } from "./studio.ts";
