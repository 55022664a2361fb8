import type { Weights } from "../device/index.ts";
import type { Features } from "../feature/index.ts";
import { type ImageShape } from "../model/index.ts";

/** Detectors that store features of normal images and score by the distance to the nearest. */
export const memoryDetectors = ["layout", "edges", "colours", "patches"] as const;
export type MemoryDetector = (typeof memoryDetectors)[number];

/**
 * Anomaly detectors. `layout`, `edges`, `colours`: distance of the whole image to the nearest normal one in
 * low-resolution pixels, edge orientations, or a colour histogram. `patches`: distance of each patch to the nearest
 * normal patch (PatchCore, Roth et al. 2022, on features of the defect network). `residual`: reconstruction error of an
 * autoencoder of normal images. `defects`: logits of a small network that segments synthetic defects in normal images
 * (CutPaste, Li et al. 2021; DRÆM, Zavrtanik et al. 2021).
 */
export const anomalyDetectors = [...memoryDetectors, "residual", "defects"] as const;
export type AnomalyDetector = (typeof anomalyDetectors)[number];

/** Main target of the detection: small defects in objects of the same kind, or objects of another kind. */
export const anomalyKinds = ["defects", "novelty"] as const;
export type AnomalyKind = (typeof anomalyKinds)[number];

/** Distribution of a detector's raw scores on held-out normal images. */
export interface DetectorScale {
  readonly mean: number;
  /** Standard deviation, above 0. */
  readonly std: number;
}

/** Anomaly detector fitted to normal images. Plain data. */
export interface AnomalyModel {
  /** Input shape. */
  readonly picture: ImageShape;
  /** Channels of the autoencoder and of the defect network at half resolution; see `anomalyNetworks`. */
  readonly features: number;
  /** Number of images for training, and for the scales. */
  readonly counts: { readonly training: number; readonly scale: number };
  /** Detectors that contribute to the score. */
  readonly detectors: readonly AnomalyDetector[];
  readonly target: AnomalyKind;
  /** Weights of the networks; names begin with `residual.` or `defects.`. */
  readonly weights: Weights;
  /** Features of normal images or patches, per detector. */
  readonly memory: Readonly<Partial<Record<MemoryDetector, Features>>>;
  readonly scales: Readonly<Record<AnomalyDetector, DetectorScale>>;
  /** Scores of the calibration images. */
  readonly calibration: Float32Array;
}
