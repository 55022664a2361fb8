export type { Dataset, ProgressListener, Skipped } from "./dataset.ts";
export type { Choice, Tag, TagColumn } from "./tag.ts";
export { openDataset, type OpenDatasetOptions } from "./open-dataset.ts";
export { builtinNames } from "./builtin.ts";
export { fromPictures, type FromPicturesOptions } from "./from-pictures.ts";
export { batchIndices, batchFlips } from "./batch-indices.ts";
export { batchAt, type Batch, type BatchAtOptions } from "./batch-at.ts";
