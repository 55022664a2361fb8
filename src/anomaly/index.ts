export { resizeMap, type AnomalyMap } from "./anomaly-map.ts";
export {
  anomalyDetectors,
  anomalyTargets,
  memoryDetectors,
  type AnomalyDetector,
  type AnomalyKind,
  type AnomalyModel,
  type AnomalyTarget,
  type DefectTest,
  type DetectorScale,
  type SelfTest,
} from "./anomaly-model.ts";
export { conformalPValue, conformalThreshold, type ConformalThreshold } from "./conformal-threshold.ts";
export { findDatasetAnomalies, type DatasetAnomalies } from "./find-dataset-anomalies.ts";
export {
  defaultDefectTrainingPictures,
  fitAnomalyModel,
  type FitAnomalyModelOptions,
  type FitPhase,
} from "./fit-anomaly-model.ts";
export { patchAnomalyScores } from "./patch-anomaly-scores.ts";
export { residualBound, type ResidualBound } from "./residual-bound.ts";
export { createSampleScorer, type SampleScorer, type SampleScorerOptions } from "./sample-scorer.ts";
export { maxFullSide, reduceToSide } from "./image-tiles.ts";
export { decisiveSize, foundShare, isReady, reliablyFoundDefects, type FoundDefects } from "./self-test.ts";
export { scoreAnomalies, type AnomalyScore, type ScoreAnomaliesOptions } from "./score-anomalies.ts";
