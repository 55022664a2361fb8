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
export { hashedRun, openRun, trainedRun, type OpenedRun } from "./open-run.ts";
export { listMoments, readMoment } from "./moments.ts";
export { packRun, type PackOptions } from "./pack-run.ts";
export { openPackedRun } from "./open-packed-run.ts";
export { trainRun, type TrainPlan } from "./train-run.ts";
export type { RunEvent, RunSummary } from "./run-event.ts";
export type { RunPlace } from "./run-place.ts";
export { shellWord } from "./remake-command.ts";
export { heldBack } from "./held-back.ts";
export { judgeTranslations, type JudgedTranslations } from "./gather-translations.ts";
export { drawFigures, type FigureData } from "./figures.ts";
export { readRealPictures, type RealPictures } from "./real-pictures.ts";
export { watchPictures, type Watched } from "./watch-pictures.ts";
export { timeSteps } from "./time-steps.ts";
export { openOutlierModel, saveOutlierModel, type OutlierConfig, type OutlierOrigin } from "./outlier-run.ts";
export { keepInverter, readInverter, type InverterPlace, type KeptInverter } from "./kept-inverter.ts";
export { writeOutlierCard } from "./outlier-card.ts";
export { directionPath, listDirections, openDirection, saveDirection } from "./directions.ts";
