export type { Checkpoint, MetricSums } from "./checkpoint.ts";
export { saveCheckpoint, type SaveCheckpointOptions } from "./save-checkpoint.ts";
export { loadCheckpoint, type LoadCheckpointOptions, type LoadedCheckpoint } from "./load-checkpoint.ts";
export { listCheckpoints, type CheckpointEntry } from "./list-checkpoints.ts";
export { modelHash } from "./canonical-weights.ts";
export { readSafetensors, type Safetensors } from "./read-safetensors.ts";
export { writeSafetensors, type SafetensorsOptions } from "./write-safetensors.ts";
export type { WrittenType } from "./number-type.ts";
export { largestHalf } from "./half.ts";
export { appendLog, readLog, readLogFrom, trimLog, type LogRecord } from "./log.ts";
export { readRunConfig, writeRunConfig } from "./run-config.ts";
export { writeCard, type CardFacts } from "./card.ts";
export type { Family, FamilyMember } from "./family.ts";
export {
  partsSchema,
  readRecipe,
  readRecipeText,
  recipeText,
  requireModel,
  type Recipe,
  type TranslationRecipe,
} from "./recipe.ts";
export { exportOnnx, type ExportOptions } from "./export-onnx.ts";
export { sha256 } from "./sha256.ts";
export { findNotFinite } from "./not-finite.ts";
export { readSealed, writeSealed } from "./sealed.ts";
export { parseJson } from "./parse-json.ts";
export { omakaseVersion } from "./version.ts";
