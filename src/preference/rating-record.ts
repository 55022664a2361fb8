import type { Candidate } from "./candidate.ts";
import type { NormalEstimate } from "./posterior.ts";
import type { Rating } from "./preference-model.ts";

/** Something that somebody said about pictures: either a rating of one, or which of several is the best. */
export interface RatingRecord {
  /** When, in milliseconds since 1970. */
  readonly time: number;
  /** Who. */
  readonly rater: string;
  readonly candidates: readonly Candidate[];
  /** Of the only card. */
  readonly rating?: Rating;
  /** The place of the best among several cards. */
  readonly best?: number;
  /** What the rater's taste believed about the only card before it learned the rating. */
  readonly expected?: NormalEstimate;
}
