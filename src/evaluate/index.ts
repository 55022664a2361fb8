export { planeEmbedding, type PlaneEmbeddingMethod, type PlaneEmbeddingOptions } from "./plane-embedding.ts";

export {
  attributeAccuracy,
  type SingleAttributeAccuracy,
  type AttributeAccuracy,
  type AttributeAccuracyOptions,
  type RareCombinationAccuracy,
  type RareCombinationResult,
} from "./attribute-accuracy.ts";
export { attributeAccuracyLines } from "./attribute-accuracy-lines.ts";
export { type PredictorReliability, type ReliabilityByChoice } from "./predictor-reliability.ts";
export { classifierAccuracy, type TagAccuracy } from "./classifier-accuracy.ts";
export { meanSimilarity, similarity, type MeanSimilarity, type Similarity } from "./similarity.ts";

export {
  compareFeatures,
  metricNames,
  type CompareFeaturesOptions,
  type Comparison,
  type Estimate,
} from "./compare-features.ts";
export { evaluate, type Evaluation, type EvaluateOptions, type NearDuplicate } from "./evaluate.ts";
