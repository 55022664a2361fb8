export {
  modelNames,
  pictureSizes,
  runSchema,
  type ModelConfig,
  type ModelName,
  type RunConfig,
  type RunWishes,
} from "./config.ts";
export { createModel, resolveConfig, settingsOf } from "./preset.ts";
export { openRun, trainedRun, type OpenedRun } from "./open-run.ts";
export { trainRun, type RunEvent, type RunPlace, type RunSummary, type TrainPlan } from "./train-run.ts";
export { drawFigures, type FigureData } from "./figures.ts";
