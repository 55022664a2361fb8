import { OmakaseError } from "../error.ts";
import type { Features } from "../feature/index.ts";
import type { Picture } from "../image/index.ts";
import { anomalyText } from "../text/index.ts";
import type { AnomalyDetector } from "./anomaly-model.ts";

/**
 * Numbers that a network expects of pixels. `imagenet`: 0 … 1, less the mean of ImageNet and divided by its standard
 * deviation, as the networks of torchvision and timm expect.
 */
export const backboneRanges = ["imagenet", "0..1", "-1..1", "0..255"] as const;
export type BackboneRange = (typeof backboneRanges)[number];

/** Settings of a network whose features describe textures, in place of `textureFeatures`. Plain data. */
export interface BackboneSettings {
  /** SHA-256 of its file, in hexadecimal digits. */
  readonly hash: string;
  /** Values of its graph that are compared. */
  readonly layers: readonly string[];
  readonly range: BackboneRange;
  /** Side at which it sees a picture, px; the longer one where its file fixes two. */
  readonly size: number;
}

/** Network of one's own on a runtime; see `openBackbone`. */
export interface Backbone extends BackboneSettings {
  /** Its file. */
  readonly bytes: Uint8Array;
  /**
   * Computes the features of the cells of pictures.
   *
   * @param pictures - pictures of any shape, which are stretched.
   * @param side - cells along a side. Default: those of the layer with most, at most 16.
   * @returns one row per cell, rows of cells from the top, picture after picture.
   * @throws OmakaseError `option` when features are not finite.
   */
  cellFeatures(pictures: readonly Picture[], side?: number): Promise<Features>;
  dispose(): Promise<void>;
}

/** Returns whether a detector compares textures, or the features of a network in their place. */
export function isTextureDetector(part: AnomalyDetector): part is "patches" | "tiles" {
  return part === "patches" || part === "tiles";
}

/** Returns the settings alone. */
export function backboneSettings({ hash, layers, range, size }: BackboneSettings): BackboneSettings {
  return { hash, layers, range, size };
}

/**
 * Requires the network that a model was fitted with, and none without one.
 *
 * @throws OmakaseError `option` without that network, or with another.
 */
export function requireBackbone({ backbone: known }: { readonly backbone?: BackboneSettings }, given?: Backbone): void {
  if (known?.hash === given?.hash) return;
  const words = anomalyText.backbone.other({ known: known?.hash ?? "none", given: given?.hash ?? "none" });
  throw new OmakaseError("option", { where: "backbone", ...words });
}
