export {
  chosenSettingsSchema,
  describeOptionValues,
  hasOption,
  listTrainingOptions,
  offFlag,
  optionChoices,
  parseOptionValue,
  trainingFlag,
  trainingFlagWords,
  type NamedTrainingOption,
} from "./training-options.ts";
export { pictureSizes, runSchema, type ModelConfig, type RunConfig, type RunOverrides } from "./config.ts";
export { createModel, resolveConfig, settingsOf, type CustomModel } from "./resolve-config.ts";
export { hashedRun, openRun, trainedRun, type OpenedRun } from "./open-run.ts";
export { referenceCost } from "./reference-cost.ts";
export { listSampleSheets, sampleSheetPath, readSampleSheet, type SampleSheetName } from "./sample-history.ts";
export { listLayers, readRunLayers, type LearnedLayer, type NetworkLayers } from "./list-layers.ts";
export { packRun, type PackOptions } from "./pack-run.ts";
export { openPackedRun } from "./open-packed-run.ts";
export { trainRun, type TrainPlan } from "./train-run.ts";
export { canOnlyCopy, smallDatasetNotice } from "./small-dataset-notice.ts";
export { plannedSteps } from "./training-length.ts";
export type { RunEvent, RunSummary } from "./run-event.ts";
export type { RunContext } from "./run-context.ts";
export { shellWord } from "./reproduce-command.ts";
export { splitHeldOut } from "./split-held-out.ts";
export { evaluateTranslations, type EvaluatedTranslations } from "./evaluate-translations.ts";
export { drawFigures, type FigureData } from "./figures.ts";
export { readTrainingImageStatistics, type TrainingImageStatistics } from "./training-image-statistics.ts";
export { detectDataDrift, type DataDrift } from "./detect-data-drift.ts";
export { measureThroughput } from "./measure-throughput.ts";
export {
  openOutlierModel,
  readOutlierNetwork,
  saveOutlierModel,
  type OutlierConfig,
  type OutlierOrigin,
} from "./outlier-run.ts";
export { readOutlierFeedback, removeOutlierFeedback, writeOutlierFeedback } from "./outlier-feedback.ts";
export { saveInverter, readInverter, type InverterKey, type SavedInverter } from "./saved-inverter.ts";
export { writeOutlierModelCard } from "./write-outlier-model-card.ts";
export { directionPath, listDirections, openDirection, saveDirection } from "./directions.ts";
