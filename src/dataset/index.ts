export type { Dataset, ProgressListener, SkippedFile } from "./dataset.ts";
export type { TagChoice, Tag, TagColumn } from "./tag.ts";
export {
  attributeMask,
  attributesFromTags,
  attributesSchema,
  encodedWidth,
  encodedTagWidth,
  decodeAttributes,
  decodeTagValue,
  encodeAttributes,
  encodeTagValue,
  periodicDistance,
  type Attribute,
  type Attributes,
} from "./attributes.ts";
export { attributeColumns, selectAttributes } from "./attribute-columns.ts";
export { samplingWeights } from "./sampling-weights.ts";
export { isPicturePath } from "./picture-tree-source.ts";
export { zipTree } from "./zip-tree.ts";
export { openDataset, type OpenDatasetOptions } from "./open-dataset.ts";
export { builtinDatasets, isBuiltinDataset } from "./builtin/builtin-source.ts";
export { datasetFromPictures, type DatasetFromPicturesOptions } from "./dataset-from-pictures.ts";
export { batchAt, batchChoiceAt, type Batch, type BatchAtOptions } from "./batch-at.ts";
export { baseName } from "./base-name.ts";
export { splitByName } from "./split-by-name.ts";
export { splitDataset, subset } from "./subset.ts";
export { reportDataset, type DatasetReport, type ReportDatasetOptions } from "./report/report-dataset.ts";
export type { Duplicates, NearDuplicatePair } from "./report/find-duplicates.ts";
export type { LabelCounts, RareCombination } from "./report/count-labels.ts";

export { sampleSheet, type SampleSheetOptions } from "./report/sample-sheet.ts";
