import type { Candidate } from "./candidate.ts";
import type { NormalEstimate } from "./posterior.ts";
import type { Rating } from "./preference-model.ts";

/** Record of one rater: a rating of one candidate, or the best of several. */
export interface RatingRecord {
  /** Time, ms since 1970. */
  readonly time: number;
  /** Name of the rater. */
  readonly rater: string;
  readonly candidates: readonly Candidate[];
  /** Rating of the only candidate. */
  readonly rating?: Rating;
  /** Index of the best among several candidates. */
  readonly best?: number;
  /** Prediction of the rating, from before it was observed. */
  readonly expected?: NormalEstimate;
}
