import type { Weights } from "../device/index.ts";
import type { Features } from "../feature/index.ts";
import { type ImageShape } from "../model/index.ts";

/** Parts that remember normal pictures, and ask how far the nearest is. */
export const memoryDetectors = ["layout", "edges", "colours", "patches"] as const;
export type MemoryDetector = (typeof memoryDetectors)[number];

/**
 * The ways in which a picture can be odd. `layout`, `edges`, `colours`: as a whole it resembles no normal picture in what
 * is where, in which edges run where, in which colours occur. `patches`: a part of it resembles no part of any normal
 * picture (PatchCore, Roth et al. 2022, on the features of the finder of flaws). `residual`: an autoencoder that learned
 * normal pictures cannot draw a part of it again. `defects`: a part of it looks like the artificial flaws that a small
 * network learned to find in normal pictures (CutPaste, Li et al. 2021; DRÆM, Zavrtanik et al. 2021).
 */
export const anomalyDetectors = [...memoryDetectors, "residual", "defects"] as const;
export type AnomalyDetector = (typeof anomalyDetectors)[number];

/** What is looked for first: small flaws in things of the same kind, or things of another kind. */
export const anomalyKinds = ["defects", "novelty"] as const;
export type AnomalyKind = (typeof anomalyKinds)[number];

/** What a part's numbers are for normal pictures that it did not learn from. */
export interface DetectorScale {
  readonly mean: number;
  /** Standard deviation, above 0. */
  readonly std: number;
}

/** What is known of normal pictures. Plain data. */
export interface AnomalyModel {
  /** How it sees pictures. */
  readonly picture: ImageShape;
  /** Features of the autoencoder and of the finder of flaws at half the full size; see {@link networksOf}. */
  readonly features: number;
  /** How many pictures were learned from, and how many set the scales. */
  readonly counts: { readonly training: number; readonly scale: number };
  /** Which parts count. */
  readonly detectors: readonly AnomalyDetector[];
  readonly target: AnomalyKind;
  /** Of the networks: names begin with `residual.` or `defects.`. */
  readonly weights: Weights;
  /** Normal pictures, or parts of them, as the parts see them. */
  readonly memory: Readonly<Partial<Record<MemoryDetector, Features>>>;
  readonly scales: Readonly<Record<AnomalyDetector, DetectorScale>>;
  /** For each calibration picture its score. */
  readonly calibration: Float32Array;
}
