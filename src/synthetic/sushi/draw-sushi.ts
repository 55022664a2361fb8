import { checkInteger } from "../../error.ts";
import type { Picture } from "../../image/index.ts";
import { random, type Random } from "../../tensor/index.ts";
import { compositeDefect } from "./composite-defect.ts";
import { sampleDefect, applyDefect, type SushiDefect } from "./sushi-defect.ts";
import { sushiGarnish } from "./sushi-garnish.ts";
import { sampleSushiLabels, type SushiCameraRange, type SushiLabels } from "./sushi-labels.ts";
import { sushiLight } from "./sushi-light.ts";
import { sushiCamera } from "./sushi-camera.ts";
import { sushiPiece } from "./sushi-piece.ts";
import { sushiPlate } from "./sushi-plate.ts";
import { renderScene } from "./render-scene.ts";
import { mergeScenes } from "../render3d/scene.ts";
import { sushiTable } from "./sushi-table.ts";

/** Options of {@link drawSushi}. */
export interface SushiOptions {
  /** Seed of the set, 0 … 2^53 − 1. Default 0. */
  readonly seed?: number;
  /** Width and height in pixels, 32 … 256. Default 64. The scene is independent of it. */
  readonly size?: number;
  /** Fixed labels; the others are sampled as if none were fixed. Default: none. */
  readonly labels?: Partial<SushiLabels>;
  /** Camera range; `"calm"`: near its mean position; `"free"`: anywhere in its ranges. Default `"calm"`. */
  readonly camera?: SushiCameraRange;
  /** Whether to return the label map. Default false. */
  readonly labelMap?: boolean;
  /** Defect of the piece, or `"any"` for a random applicable one. Default: none. */
  readonly defect?: SushiDefect | "any";
}

/** Picture of sushi with its true labels. */
export interface Sushi {
  /** RGB, `size × size`. */
  readonly picture: Picture;
  readonly labels: SushiLabels;
  /** Class of each pixel, an index into `sushiClasses`, rows from the top; only on request. */
  readonly labelMap?: Uint8Array;
  /** Defect; only on request. The label map shows the piece without it. */
  readonly defect?: SushiDefect;
  /** 1 where the defect is visible, else 0; outside, the picture equals the one without the defect, byte for byte. */
  readonly defectMask?: Uint8Array;
}

/**
 * Draws picture `index` of the built-in set: seed and index alone determine the scene, at any size.
 *
 * @param index - 0 … 2^53 − 1.
 * @throws OmakaseError `option` for a size or index out of range, invalid labels, or torn nori on a piece without nori.
 *
 * @example
 * ```ts
 * const { picture, labels } = drawSushi(0, { size: 64 });
 * labels.topping; // such as "tuna"
 * ```
 */
export function drawSushi(index: number, options: SushiOptions = {}): Sushi {
  const { seed = 0, size = 64 } = options;
  checkInteger("sushi size", size, 32, 256);
  checkInteger("sushi index", index, 0, Number.MAX_SAFE_INTEGER);
  const labels = sampleSushiLabels(random(seed, "sushi", index), options.labels, options.camera);
  const streams = (part: string): Random => random(seed, `sushi ${part}`, index);
  const { scene, cameraHeight } = sushiPiece(labels, streams);
  const standing = sushiPlate(labels.plate, streams("plate"));
  const view = sushiCamera(labels, cameraHeight, streams("camera"));
  // Front to back, so that hidden surfaces are skipped.
  const all = mergeScenes(scene, sushiGarnish(labels.garnish, streams("garnish")), standing.scene);
  const setting = {
    camera: view,
    light: sushiLight(view, streams("light")),
    table: sushiTable(labels.pitch, standing.tableDepth, streams("table")),
    size,
  };
  const rendered = renderScene(all, setting);
  const result = { labels, ...(options.labelMap === true ? { labelMap: rendered.labelMap() } : {}) };
  if (options.defect === undefined) return { picture: rendered.picture, ...result };
  const chance = streams("defect");
  const drawn = sampleDefect(labels, chance);
  const defect = options.defect === "any" ? drawn : options.defect;
  const { picture, mask } = compositeDefect(
    rendered,
    renderScene(applyDefect(all, defect, labels, view, chance), setting),
  );
  return { picture, ...result, defect, defectMask: mask };
}
