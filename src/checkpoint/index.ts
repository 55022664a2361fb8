export type { Checkpoint, MetricSums } from "./checkpoint.ts";
export { saveCheckpoint, type SaveCheckpointOptions } from "./save-checkpoint.ts";
export { loadCheckpoint, type LoadCheckpointOptions, type LoadedCheckpoint } from "./load-checkpoint.ts";
export { removeDrafts } from "./remove-drafts.ts";
export { listCheckpoints, type CheckpointEntry } from "./list-checkpoints.ts";
export { modelHash } from "./canonical-weights.ts";
export { readSafetensors, type Safetensors } from "./read-safetensors.ts";
export { writeSafetensors, type SafetensorsOptions } from "./write-safetensors.ts";
export type { WritableDtype } from "./dtype.ts";
export { maxFloat16 } from "./float16.ts";
export { appendLog, hasEqualSteps, readLog, readLogFrom, trimLog, type LogRecord } from "./log.ts";
export { readRunConfig, writeRunConfig } from "./run-config.ts";
export { writeModelCard, type ModelCardFacts } from "./model-card.ts";
export type { Family, FamilyMember } from "./family.ts";
export {
  localMaskSchema,
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
export { readChecksummed, writeChecksummed } from "./checksummed.ts";
export { parseJson } from "./parse-json.ts";
export { omakaseVersion } from "./version.ts";
