import type { Weights } from "../../device/index.ts";
import type { Features } from "../../feature/index.ts";
import type { PictureShape } from "../../model/index.ts";

/**
 * The ways in which a picture can be odd. `whole`: as a whole it resembles no normal picture (nearest neighbour in the
 * feature space). `patches`: a part of it resembles no part of any normal picture (PatchCore, Roth et al. 2022).
 * `residual`: an autoencoder that learned normal pictures cannot draw a part of it again. `flaws`: a part of it looks
 * like the artificial flaws that a small network learned to find in normal pictures (CutPaste, Li et al. 2021; DRÆM,
 * Zavrtanik et al. 2021).
 */
export const outlierParts = ["whole", "patches", "residual", "flaws"] as const;
export type OutlierPart = (typeof outlierParts)[number];

/** What a part's numbers are for normal pictures that it did not learn from. */
export interface PartScale {
  readonly mean: number;
  /** Standard deviation, above 0. */
  readonly deviation: number;
}

/** What is known of normal pictures. Plain data. */
export interface OutlierModel {
  /** How it sees pictures. */
  readonly picture: PictureShape;
  /** The feature space; see `FeatureNetwork.name`. */
  readonly space: string;
  /** Features of the autoencoder and of the finder of flaws at half the full size; see {@link networksOf}. */
  readonly features: number;
  /** How many pictures were learned from, and how many set the scales. */
  readonly counts: { readonly training: number; readonly scale: number };
  /** Which parts count. */
  readonly parts: readonly OutlierPart[];
  /** Of the networks: names begin with `residual.` or `flaws.`. */
  readonly weights: Weights;
  /** Normal pictures in the feature space. */
  readonly wholes: Features;
  /** Parts of normal pictures in the feature space. */
  readonly patches: Features;
  readonly scales: Readonly<Record<OutlierPart, PartScale>>;
  /** For each calibration picture its score. */
  readonly calibration: Float32Array;
}
