export { type Candidate, type DesignSpace } from "./candidate.ts";
export { type KernelWeights } from "./preference-kernel.ts";
export {
  observeChoice,
  removeObservation,
  emptyPreferenceModel,
  predictRatings,
  observeRating,
  type Rating,
  type PreferenceModel,
} from "./preference-model.ts";
export { type NormalEstimate } from "./posterior.ts";
export { sampleDesign, identifyDesign, type Design } from "./sample-design.ts";
export { designDistance, typicalDistance } from "./design-distance.ts";
export { resampleUnusual, usualRanges, type UsualRange } from "./usual-ranges.ts";
export { suggest, type SuggestOptions } from "./suggest.ts";
export { suggestNext, suggestSet, type SuggestNextOptions, type Suggestion } from "./suggest-next.ts";
export { traitEffects, type TraitEffects, type AttributeOption, type TraitEffect } from "./trait-effects.ts";
export { traitEffectSentences, isComplement, optionsText } from "./trait-effect-sentences.ts";
export { observeRecord, observeRecords } from "./observe-records.ts";
export { type RatingRecord } from "./rating-record.ts";
export {
  raterModelsFrom,
  ratingsOfRater,
  candidatesShownTo,
  modelOfRater,
  type RaterModels,
  type RatingEntry,
} from "./rater-models.ts";
export { learningCurve, averagingWindow, type LearningCurve } from "./learning-curve.ts";
export { formatRatingsJson, parseRatingsJson, type RatingsFile } from "./ratings-json.ts";
export { csvCell } from "./csv-cell.ts";
export { formatRatingsCsv, parseRatingsCsv } from "./ratings-csv.ts";
export { weightedKappa, type Agreement } from "./rater/weighted-kappa.ts";
export { findRepeats, selfAgreement, type RepeatedRating } from "./rater/self-agreement.ts";
export { ratingDrift, type RatingDrift, type TrendPoint } from "./rater/rating-drift.ts";
export { preferenceShift, type PreferenceShift } from "./rater/preference-shift.ts";
export { raterSentences, type RaterReliability } from "./rater/rater-sentences.ts";
export { samplerDesignSpace, renderCandidates, type RenderCandidatesOptions } from "./render-candidates.ts";
export { candidatesFromRecipe } from "./candidates-from-recipe.ts";
export { candidateAt, candidatePoints } from "./candidate-at.ts";
