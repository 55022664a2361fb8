import type { Attributes } from "../dataset/index.ts";

/**
 * One picture, as a taste sees it: by what it shows, never by its pixels. From the same numbers the model draws the
 * picture again.
 */
export interface Candidate {
  /** Names the picture: a repeat has the name of the first. */
  readonly id: string;
  /** For each attribute of the model its value, as in `attributeColumns`; NaN: not known. Empty without attributes. */
  readonly values: readonly number[];
  /** The random numbers that it was drawn from, about N(0, 1): `[latent]`. */
  readonly latent: ArrayLike<number>;
}

/** What cards of a model are made of. */
export interface DesignSpace {
  /** Undefined for models without attributes, which leave a taste the latent alone. */
  readonly attributes?: Attributes;
  /** For each attribute its value in many pictures of the model: how often things are, and what goes with what. */
  readonly examples?: readonly ArrayLike<number>[];
  /** How many random numbers a picture is drawn from, ≥ 0. */
  readonly latent: number;
}
