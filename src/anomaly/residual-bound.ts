import { conformalThreshold } from "./conformal-threshold.ts";

/** Bound of the inversion residual of in-distribution images; see {@link residualBound}. */
export interface ResidualBound {
  /** Share of in-distribution images with at most this `residual`, 0–1. */
  readonly share: number;
  readonly residual: number;
  /** Number of images behind the bound. */
  readonly count: number;
}

/** Share of in-distribution images that may exceed the bound, 0–1. */
const rate = 0.01;
/** Smallest number of images for a bound. */
const minCount = 19;

/**
 * Bounds the inversion residual of in-distribution images: 99 % of them lie within, or the largest share that so few
 * images can guarantee (see `conformalThreshold`).
 *
 * @param known - residuals of in-distribution images: see `Inversion.residual`.
 * @returns undefined for fewer than 19 images, which guarantee 95 %.
 */
export function residualBound(known: ArrayLike<number>): ResidualBound | undefined {
  if (known.length < minCount) return undefined;
  const promised = Math.max(rate, 1 / (known.length + 1));
  const { threshold } = conformalThreshold(known, promised);
  return { share: 1 - promised, residual: threshold, count: known.length };
}
