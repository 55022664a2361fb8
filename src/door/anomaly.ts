/** Outliers: images that do not belong to a learned distribution. */
export {
  anomalyDetectors,
  conformalPValue,
  conformalThreshold,
  findDatasetAnomalies,
  fitAnomalyModel,
  patchAnomalyScores,
  residualBound,
  scoreAnomalies,
  type AnomalyDetector,
  type AnomalyModel,
  type AnomalyScore,
  type ConformalThreshold,
  type DetectorScale,
  type FitAnomalyModelOptions,
  type ResidualBound,
  type ScoreAnomaliesOptions,
} from "../anomaly/index.ts";
