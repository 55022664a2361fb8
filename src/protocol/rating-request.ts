import type { Rating, RatingRecord } from "../preference/index.ts";
import type { RatingRequest } from "./stored-rating.ts";

/** Returns the key of a rating without a server id: a rater gives one rating at a time. */
export function ratingKey({ rater, time, candidates }: Pick<RatingRequest, "rater" | "time" | "candidates">): string {
  return `${time} ${candidates.map(({ id }) => id).join(" ")} ${rater}`;
}

/** Converts a rating into the form that a preference model learns from. */
export function ratingRecord({ time, rater, candidates, rating, best, expected }: RatingRequest): RatingRecord {
  return {
    time,
    rater,
    candidates: candidates.map(({ id, values, latent }) => ({
      id,
      values: values.map((value) => value ?? NaN),
      latent,
    })),
    ...(rating !== undefined && { rating: rating as Rating }),
    ...(best !== undefined && { best }),
    ...(expected && { expected }),
  };
}

/** Converts a learned rating back into a request. */
export function ratingRequest(
  { time, rater, candidates, rating, best, expected }: RatingRecord,
  modelHash: string,
): RatingRequest {
  return {
    modelHash,
    rater,
    time,
    candidates: candidates.map(({ id, values, latent }) => ({
      id,
      values: values.map((value) => (Number.isNaN(value) ? null : value)),
      latent: Array.from(latent),
    })),
    ...(rating !== undefined && { rating }),
    ...(best !== undefined && { best }),
    ...(expected && { expected: { mean: expected.mean, std: expected.std } }),
  };
}
