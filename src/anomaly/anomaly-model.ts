import type { Weights } from "../device/index.ts";
import type { Features } from "../feature/index.ts";
import { type ImageShape } from "../model/index.ts";
import type { BackboneSettings } from "./backbone.ts";
import type { ImageEvidence } from "./image-evidence.ts";

/** Detectors that store features of normal images and score by the distance to the nearest. */
export const memoryDetectors = ["layout", "edges", "colours", "patches", "tiles"] as const;
export type MemoryDetector = (typeof memoryDetectors)[number];

/**
 * Anomaly detectors. `layout`, `edges`, `colours`: distance of the whole image to the nearest normal one in
 * low-resolution pixels, edge orientations, or a colour histogram. `patches`: distance of each patch to the nearest
 * normal patch (PatchCore, Roth et al. 2022, on `textureFeatures`). `tiles`: the same at the picture's own size and shape,
 * in tiles of 128 px. A network of one's own may take the place of `textureFeatures` in both (`Backbone`). `residual`: reconstruction error of an
 * autoencoder of normal images. `defects`: logits of a small network that segments synthetic defects in normal images
 * (CutPaste, Li et al. 2021; DRÆM, Zavrtanik et al. 2021).
 */
export const anomalyDetectors = [...memoryDetectors, "residual", "defects"] as const;
export type AnomalyDetector = (typeof anomalyDetectors)[number];

/** Kind of an anomaly: a small defect in an object of the same kind, or an object of another kind. */
export const anomalyKinds = ["defects", "novelty"] as const;
export type AnomalyKind = (typeof anomalyKinds)[number];

/** Target of the detection: one kind of anomaly, or any. */
export const anomalyTargets = ["any", ...anomalyKinds] as const;
export type AnomalyTarget = (typeof anomalyTargets)[number];

/** Upper tail of a detector's raw scores on held-out normal images. */
export interface DetectorScale {
  readonly median: number;
  /** Standard deviation, above 0, of a normal distribution with the same mean excess over the median. */
  readonly std: number;
}

/** Test of a model on synthetic defects of similar size in held-out normal images, px of {@link SelfTest.side}. */
export interface DefectTest {
  /** Smallest size of these defects, px: the square root of the number of visibly changed pixels. */
  readonly size: number;
  /** Number of images, each with one defect. */
  readonly count: number;
  /** Number of them that score above the threshold. */
  readonly found: number;
}

/** Result of testing a model on synthetic defects; see {@link DefectTest}. */
export interface SelfTest {
  /** False-alarm rate of the threshold of the test, 0–1. */
  readonly rate: number;
  /** Longer side of the pictures in which the defects are measured, px. */
  readonly side: number;
  /** Tests by size, the smallest first. */
  readonly defects: readonly DefectTest[];
}

/** Verdicts of the owner of a model: "this is fine", or "you missed this". */
export const feedbackVerdicts = ["accepted", "missed"] as const;
export type FeedbackVerdict = (typeof feedbackVerdicts)[number];

/** Verdict of the owner of a model about one image. */
export interface PictureFeedback {
  readonly verdict: FeedbackVerdict;
  /** Name of the image, such as its file name. */
  readonly name: string;
  /** Time of the verdict, ISO 8601. */
  readonly date: string;
  /** SHA-256 of the pixels, in hexadecimal digits: the same image is recognised by it. */
  readonly hash: string;
  /** Features and maps of the image; its pixels are not kept. */
  readonly evidence: ImageEvidence;
}

/** Anomaly detector fitted to normal images. Plain data. */
export interface AnomalyModel {
  /** Shape in which all detectors but `tiles` see images; pictures of other shapes are stretched to it. */
  readonly picture: ImageShape;
  /** Longest side at which pictures are cut into tiles, or shown to a network of one's own, px; larger ones are reduced. */
  readonly fullSide: number;
  /** Network whose features take the place of textures in `patches` and `tiles`. Default: none. */
  readonly backbone?: BackboneSettings;
  /** Channels of the autoencoder and of the defect network at half resolution; see `anomalyNetworks`. */
  readonly features: number;
  /** Number of images for training, and for the scales. */
  readonly counts: { readonly training: number; readonly scale: number };
  /** Detectors that contribute to the score. */
  readonly detectors: readonly AnomalyDetector[];
  /** Detectors that found too few synthetic defects to contribute. */
  readonly rejected: readonly AnomalyDetector[];
  readonly target: AnomalyTarget;
  /** Weights of the networks; names begin with `residual.` or `defects.`. */
  readonly weights: Weights;
  /** Features of normal images or patches, per detector. */
  readonly memory: Readonly<Partial<Record<MemoryDetector, Features>>>;
  readonly scales: Readonly<Record<AnomalyDetector, DetectorScale>>;
  /** Scores of the calibration images. */
  readonly calibration: Float32Array;
  /** Number of the group of each calibration image; undefined where each is its own group. */
  readonly calibrationGroups?: Float32Array;
  /** Test on synthetic defects; undefined without a detector of defects. */
  readonly selfTest?: SelfTest;
  /** Verdicts of the owner about single images; see `withFeedback`. All other fields are as they were fitted. */
  readonly feedback?: readonly PictureFeedback[];
}
