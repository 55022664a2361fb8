import { conformalThreshold } from "./conformal-threshold.ts";

/** How near a model comes to pictures that it knows; see {@link residualBound}. */
export interface ResidualBound {
  /** Of so many of the pictures that it knows at most `residual` is left over, 0 … 1. */
  readonly share: number;
  readonly residual: number;
  /** How many pictures say so. */
  readonly count: number;
}

/** What may be called unknown by mistake. */
const rate = 0.01;
/** Fewer pictures say nothing. */
const minCount = 19;

/**
 * Where what a model knows ends: what is left over at most of 99 % of the pictures that it knows, or as many
 * as so few pictures can promise (see `conformalThreshold`). Undefined for fewer than 19 pictures, which is 95 %.
 *
 * @param known - what was left over of pictures that the model knows: see `Inversion.residual`.
 */
export function residualBound(known: ArrayLike<number>): ResidualBound | undefined {
  if (known.length < minCount) return undefined;
  const promised = Math.max(rate, 1 / (known.length + 1));
  const { threshold } = conformalThreshold(known, promised);
  return { share: 1 - promised, residual: threshold, count: known.length };
}
