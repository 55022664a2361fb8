/**
 * The host for Node: disk, codecs, devices, bundled models, the studio's server.
 *
 * @module omakase/node
 */
export { buildSite, type BuildSiteOptions, type SiteFile } from "./build-site.ts";
export { buildClassSite } from "./classroom/build-class-site.ts";
export { draftNodeFolder, nodeSystem } from "./classroom/node-folder.ts";
export { startClassServer, type ClassServer, type ServeClassOptions } from "./classroom/start-class-server.ts";
export { bundledModelIds, isBundledModel, openBundledModel } from "./bundled-models.ts";
export { cpuDevice, type CpuDeviceOptions } from "./cpu-device.ts";
export { gpuDevice } from "./gpu-device.ts";
export { withRunLock } from "./with-run-lock.ts";
export { isModelFile, loadModelFile, type ModelFile, type ModelFileOptions } from "./model-file/load-model-file.ts";
export { chapterFiles, listChapters, loadCheck, readLessonText, readProgramSource } from "./lesson/lesson-library.ts";
export { startLesson, type LessonJob, type RunningLesson } from "./lesson/start-lesson.ts";
export { waitForChange } from "./lesson/watch-text.ts";
export { openBackbone, type OpenBackboneOptions } from "./open-backbone.ts";
export { nodeHost, type NodeHostOptions } from "./node-host.ts";
export { openDevice, type OpenDeviceOptions, type OpenedDevice } from "./open-device.ts";
export { startStudio } from "./start-studio.ts";
export type { Studio, StudioOptions } from "./studio.ts";
