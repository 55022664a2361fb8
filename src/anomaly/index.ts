export { type AnomalyMap } from "./anomaly-map.ts";
export {
  anomalyDetectors,
  anomalyKinds,
  memoryDetectors,
  type AnomalyDetector,
  type AnomalyKind,
  type AnomalyModel,
  type DetectorScale,
} from "./anomaly-model.ts";
export { conformalPValue, conformalThreshold, type ConformalThreshold } from "./conformal-threshold.ts";
export { findDatasetAnomalies, type DatasetAnomalies } from "./find-dataset-anomalies.ts";
export { defaultDefectTrainingPictures, fitAnomalyModel, type FitAnomalyModelOptions } from "./fit-anomaly-model.ts";
export { patchAnomalyScores } from "./patch-anomaly-scores.ts";
export { residualBound, type ResidualBound } from "./residual-bound.ts";
export { scoreAnomalies, type AnomalyScore, type ScoreAnomaliesOptions } from "./score-anomalies.ts";
