import type { Attributes } from "../dataset/index.ts";

/**
 * Image as the preference model sees it: its attributes and noise, never its pixels. The model renders the image from
 * the same numbers.
 */
export interface Candidate {
  /** Identifier of the image; a repeat has the same one. */
  readonly id: string;
  /** Value of each attribute of the model, as in `attributeColumns`; NaN if unknown. Empty without attributes. */
  readonly values: readonly number[];
  /** Noise of the latent, about N(0, 1): `[latent]`. */
  readonly latent: ArrayLike<number>;
}

/** Space of the candidates of a model. */
export interface DesignSpace {
  /** Attributes of the model. Undefined without attributes; the preference then depends on the noise alone. */
  readonly attributes?: Attributes;
  /** Training values of each attribute, `[attribute][image]`: their joint distribution. */
  readonly examples?: readonly ArrayLike<number>[];
  /** Number of noise dimensions, ≥ 0. */
  readonly latent: number;
}
