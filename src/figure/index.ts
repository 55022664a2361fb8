export { isReportModel } from "./report/report-run.ts";
export type { Figure, FigureOptions } from "./figure.ts";
export { figurePng, type RasteriseOptions } from "./rasterise.ts";
export { smooth as smoothCurve, type Curve, type CurvePoint } from "./curve.ts";
export { lossCurves, type LossCurvesOptions } from "./loss-curves.ts";
export { forgettingCurves, type ForgettingRecord } from "./forgetting-curves.ts";
export { healthCurves, type HealthRecord } from "./health-curves.ts";
export { balanceCurves, type BalanceOptions, type BalanceRecord } from "./balance-curves.ts";
export { sampleGrid, type SampleGridOptions } from "./sample-grid.ts";
export { samplesOverTime, type SampleSnapshot, type SamplesOverTimeOptions } from "./samples-over-time.ts";
export { attributeRows, type AttributeRow } from "./attribute-rows.ts";
export { directionRows, type DirectionRow } from "./direction-rows.ts";
export {
  reconstructionPairs,
  type ReconstructionPair,
  type ReconstructionPairsOptions,
} from "./reconstruction-pairs.ts";
export { latentSumFigure, type LatentSumImage } from "./latent-sum-figure.ts";
export { translationRows, type TranslatedImage, type TranslationRowsOptions } from "./translation-rows.ts";
export { inversionGrid, type InvertedImage, type InversionGridOptions } from "./inversion-grid.ts";
export { familyTree } from "./family-tree.ts";
export { familyRows, type FamilySlot } from "./family-rows.ts";
export { latentMap, type LatentMapOptions, type MapPoint } from "./latent-map.ts";
export { morphStrips, type MorphStripsOptions, type MorphStrip } from "./morph-strips.ts";
export { brightnessHistogram, sizeHistogram } from "./histogram.ts";
export { labelCounts, type LabelCount, type LabelCountsOptions } from "./label-counts.ts";
export { duplicatePairs, type DuplicatePair, type DuplicatePairsOptions } from "./duplicate-pairs.ts";
export { nearestPictures, type NearestPair, type NearestPicturesOptions } from "./nearest-pictures.ts";
export { modelChapters } from "./report/model-chapter.ts";
export { shortNames } from "./report/comparison.ts";
export { reportPage, type ReportPageOptions } from "./report/report-page.ts";
export type {
  ReportFigure,
  ReportFigureKind,
  ReportMetric,
  ReportModel,
  ReportMorph,
  ReportRun,
} from "./report/report-run.ts";
export { heatMap, type HeatMapOptions } from "./heat-map.ts";
export { datasetOutlierSheet, outlierSheet, type ScoredImage, type OutlierSheetOptions } from "./outlier-sheet.ts";
export { scoreHistogram, type ScoreHistogramOptions } from "./score-histogram.ts";
export { traitEffectBars, type TraitEffectBarsOptions } from "./trait-effect-bars.ts";
export { predictionScatter } from "./prediction-scatter.ts";
export { raterReliabilityFigure, type RaterReliabilityData } from "./rater-reliability-figure.ts";
export { preferenceCurves } from "./preference-curves.ts";
export { escapeMarkup } from "./markup.ts";
