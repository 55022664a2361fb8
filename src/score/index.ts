export { pictureMap, type MapMethod, type PictureMapOptions } from "./picture-map.ts";
export { principalPlane } from "./principal-plane.ts";
export { classifierReader, type ClassifierReader } from "./classifier-reader.ts";
export {
  obedience,
  type AttributeObedience,
  type Obedience,
  type ObedienceOptions,
  type RareObedience,
  type RareResult,
} from "./obedience.ts";
export { obedienceLines } from "./obedience-lines.ts";
export { type Legibility, type LegibleChoice } from "./legibility.ts";
export { readAttributes, type TagReading } from "./read-attributes.ts";
export { meanSimilarity, similarity, type MeanSimilarity, type Similarity } from "./similarity.ts";
export { closeLayer, featureNetwork, type FeatureNetwork } from "./feature-network.ts";
export { drawnPictures, sometimesMirrored, translatedPictures, type PictureSet } from "./picture-set.ts";
export { compare, measures, type CompareOptions, type Comparison, type Estimate } from "./comparison.ts";
export { evaluate, type Evaluation, type EvaluateOptions, type Suspect } from "./evaluate.ts";
export { conformalChance, conformalThreshold, type ConformalThreshold } from "./outlier/conformal-threshold.ts";
export {
  memoryParts,
  outlierAims,
  outlierParts,
  type MemoryPart,
  type OutlierAim,
  type OutlierModel,
  type OutlierPart,
  type PartScale,
} from "./outlier/outlier-model.ts";
export { knownBound, type KnownBound } from "./known-bound.ts";
export { fitOutliers, usualOutlierPictures, type FitOutlierOptions } from "./outlier/fit-outlier.ts";
export { checkOutliers, type CheckOutlierOptions, type Oddness } from "./outlier/check-outlier.ts";
export { type OddMap } from "./outlier/odd-map.ts";
export { findMisfits, type Misfits } from "./outlier/find-misfits.ts";
export { oddParts } from "./odd-parts.ts";
