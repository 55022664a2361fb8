export { planeEmbedding, type PlaneEmbeddingMethod, type PlaneEmbeddingOptions } from "./plane-embedding.ts";
export { projectToPrincipalPlane } from "../math/project-to-principal-plane.ts";
export { attributePredictor, type AttributePredictor } from "../feature/attribute-predictor.ts";
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
export { patchTrunk, featureNetwork, type FeatureNetwork } from "../feature/feature-network.ts";
export { generatedPictures, withRandomFlips, translatedPictures, type PictureSet } from "../feature/picture-set.ts";
export {
  compareFeatures,
  metricNames,
  type CompareFeaturesOptions,
  type Comparison,
  type Estimate,
} from "./compare-features.ts";
export { evaluate, type Evaluation, type EvaluateOptions, type NearDuplicate } from "./evaluate.ts";
export { conformalPValue, conformalThreshold, type ConformalThreshold } from "../anomaly/conformal-threshold.ts";
export {
  memoryDetectors,
  anomalyKinds,
  anomalyDetectors,
  type MemoryDetector,
  type AnomalyKind,
  type AnomalyModel,
  type AnomalyDetector,
  type DetectorScale,
} from "../anomaly/anomaly-model.ts";
export { residualBound, type ResidualBound } from "../anomaly/residual-bound.ts";
export {
  fitAnomalyModel,
  defaultDefectTrainingPictures,
  type FitAnomalyModelOptions,
} from "../anomaly/fit-anomaly-model.ts";
export { scoreAnomalies, type ScoreAnomaliesOptions, type AnomalyScore } from "../anomaly/score-anomalies.ts";
export { type AnomalyMap } from "../anomaly/anomaly-map.ts";
export { findDatasetAnomalies, type DatasetAnomalies } from "../anomaly/find-dataset-anomalies.ts";
export { patchAnomalyScores } from "../anomaly/patch-anomaly-scores.ts";
