export type { Figure, FigureOptions } from "./figure.ts";
export { figurePng, rasterise, type RasteriseOptions } from "./rasterise.ts";
export { smooth as smoothCurve, type Curve, type CurvePoint } from "./curve.ts";
export { lossCurves, type LossCurvesOptions } from "./loss-curves.ts";
export { forgettingCurves, type ForgettingRecord } from "./forgetting-curves.ts";
export { healthCurves, type HealthRecord } from "./health-curves.ts";
export { balanceCurves, type BalanceOptions, type BalanceRecord } from "./balance-curves.ts";
export { sampleGrid, type SampleGridOptions } from "./sample-grid.ts";
export { samplesOverTime, type Moment, type SamplesOverTimeOptions } from "./samples-over-time.ts";
export { attributeRows, type AttributeRow } from "./attribute-rows.ts";
export { directionRows, type DirectionRow } from "./direction-rows.ts";
export { reconstructionPairs, type Pair, type ReconstructionPairsOptions } from "./reconstruction-pairs.ts";
export { pictureSum, type SumPart } from "./picture-sum.ts";
export { translations, type Translated, type TranslationsOptions } from "./translations.ts";
export { inversions, type FoundPicture, type InversionsOptions } from "./inversions.ts";
export { familyTree } from "./family-tree.ts";
export { familyRows, type FamilySlot } from "./family-rows.ts";
export { latentMap, type LatentMapOptions, type LatentPoint } from "./latent-map.ts";
export { strip, type StripOptions, type Walk } from "./strip.ts";
export { brightnessHistogram, sizeHistogram } from "./histogram.ts";
export { labelCounts, type LabelCount, type LabelCountsOptions } from "./label-counts.ts";
export { duplicatePairs, type DuplicatePair, type DuplicatePairsOptions } from "./duplicate-pairs.ts";
export { nearestPictures, type NearestPair, type NearestPicturesOptions } from "./nearest-pictures.ts";
export { curveNames } from "./words.ts";
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
export { misfitSheet, outlierSheet, type CheckedPicture, type OutlierSheetOptions } from "./outlier-sheet.ts";
export { scoreHistogram, type ScoreHistogramOptions } from "./score-histogram.ts";
export { outlierWords } from "./outlier-words.ts";
export { beliefBars, type BeliefBarsOptions } from "./belief-bars.ts";
export { guessPoints } from "./guess-points.ts";
export { raterFigure, type RaterFigureData } from "./rater-figure.ts";
export { tasteCurves } from "./taste-curves.ts";
