export { runCard, runIds } from "./run-card.ts";
export { manifestSchema, runCardSchema, type Manifest, type RunCard } from "./manifest.ts";
export {
  importedSchema,
  keptRatingSchema,
  newRatingSchema,
  type Imported,
  type KeptRating,
  type NewRating,
} from "./kept-rating.ts";
export { newRating, ratingKey, ratingRecord } from "./rating-form.ts";
export {
  jobSchema,
  newJobSchema,
  moreTimeSchema,
  leavingRunSchema,
  handedInSchema,
  textSchema,
  type Job,
  type JobState,
  type NewJob,
  type MoreTime,
  type LeavingRun,
  type HandedIn,
} from "./job.ts";
export { newsSchema, type News } from "./news.ts";
