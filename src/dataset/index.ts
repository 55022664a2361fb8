export type { Dataset, ProgressListener, Skipped } from "./dataset.ts";
export type { Choice, Tag, TagColumn } from "./tag.ts";
export {
  attributeMask,
  attributesOf,
  attributesSchema,
  attributesWidth,
  attributeWidth,
  decodeAttributes,
  decodeValue,
  encodeAttributes,
  encodeValue,
  numberDistance,
  type Attribute,
  type Attributes,
} from "./attributes.ts";
export { attributeValues, chooseAttributes } from "./attribute-values.ts";
export { balanceChances } from "./balance-chances.ts";
export { isPicturePath } from "./picture-tree.ts";
export { zipTree } from "./zip-tree.ts";
export { openDataset, type OpenDatasetOptions } from "./open-dataset.ts";
export { builtinNames } from "./builtin.ts";
export { fromPictures, type FromPicturesOptions } from "./from-pictures.ts";
export { batchAt, type Batch, type BatchAtOptions } from "./batch-at.ts";
export { lastPart } from "./last-part.ts";
export { splitByName } from "./split-by-name.ts";
export { splitDataset, subset } from "./subset.ts";
export { reportDataset, type DatasetReport, type ReportDatasetOptions } from "./report/report-dataset.ts";
export type { Duplicates, NearPair } from "./report/duplicates.ts";
export type { LabelCounts, RareCombination } from "./report/label-statistics.ts";
export { principalDirections } from "./report/principal-directions.ts";
export { sampleSheet, type SampleSheetOptions } from "./report/sample-sheet.ts";
export {
  drawLabels,
  drawSushi,
  showLabelMap,
  sushiClasses,
  sushiDefects,
  sushiSchema,
  type Sushi,
  type SushiClass,
  type SushiDefect,
  type SushiLabels,
  type SushiOptions,
} from "./sushi/index.ts";
export {
  charactersSchema,
  drawCharacter,
  drawCharacterLabels,
  type Character,
  type CharacterLabels,
  type CharacterOptions,
} from "./characters/index.ts";
export { credits } from "./credits.ts";
