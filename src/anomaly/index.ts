export { resizeMap, type AnomalyMap } from "./anomaly-map.ts";
export {
  anomalyDetectors,
  anomalyTargets,
  feedbackVerdicts,
  memoryDetectors,
  type AnomalyDetector,
  type AnomalyKind,
  type AnomalyModel,
  type AnomalyTarget,
  type DefectTest,
  type DetectorScale,
  type FeedbackVerdict,
  type PictureFeedback,
  type SelfTest,
} from "./anomaly-model.ts";
export { anomalyThreshold, maxMovedRate, type AnomalyThreshold, type MovedThreshold } from "./anomaly-threshold.ts";
export { backboneRanges, type Backbone, type BackboneRange, type BackboneSettings } from "./backbone.ts";
export { createBackbone, type CreateBackboneOptions } from "./create-backbone.ts";
export { conformalPValue, conformalThreshold, type ConformalThreshold } from "./conformal-threshold.ts";
export { judgePictures, scoreEvidence, withFeedback, type JudgePicturesOptions } from "./feedback.ts";
export { evidenceDetectors, isNetworkDetector, type ImageEvidence } from "./image-evidence.ts";
export { findDatasetAnomalies, type DatasetAnomalies } from "./find-dataset-anomalies.ts";
export {
  defaultDefectTrainingPictures,
  fitAnomalyModel,
  minImages,
  type FitAnomalyModelOptions,
  type FitPhase,
} from "./fit-anomaly-model.ts";
export { findNearDuplicates, type FindNearDuplicatesOptions, type NearDuplicates } from "./near-duplicates.ts";
export { patchAnomalyScores } from "./patch-anomaly-scores.ts";
export { residualBound, type ResidualBound } from "./residual-bound.ts";
export { createSampleScorer, type SampleScorer, type SampleScorerOptions } from "./sample-scorer.ts";
export { maxFullSide, reduceToSide } from "./image-tiles.ts";
export { decisiveSize, foundShare, isReady, reliablyFoundDefects, type FoundDefects } from "./self-test.ts";
export { isOutlier, scoreAnomalies, type AnomalyScore, type ScoreAnomaliesOptions } from "./score-anomalies.ts";
