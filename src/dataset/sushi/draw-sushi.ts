import { OmakaseError } from "../../error.ts";
import type { Picture } from "../../image/index.ts";
import { random, type Random } from "../../tensor/index.ts";
import { camera } from "./camera.ts";
import { garnish } from "./garnish.ts";
import { drawLabels, type SushiCameraVariety, type SushiLabels } from "./labels.ts";
import { light } from "./light.ts";
import { piece } from "./piece.ts";
import { plate } from "./plate.ts";
import { render } from "./render.ts";
import { together } from "./scene.ts";
import { table } from "./table.ts";

export interface SushiOptions {
  /** 0 … 2^53 − 1: which set of pictures. Default 0. */
  readonly seed?: number;
  /** Width and height in pixels, 32 … 256. Default 64. The scene does not depend on it. */
  readonly size?: number;
  /** Labels that are given instead of drawn; the others stay as they would have been. Default: none. */
  readonly labels?: Partial<SushiLabels>;
  /** `"calm"`: the camera stays near its usual place; `"free"`: anywhere in its ranges. Default `"calm"`. */
  readonly camera?: SushiCameraVariety;
  /** Whether to return the label map. Default false. */
  readonly labelMap?: boolean;
}

/** A picture of sushi and what is true of it. */
export interface Sushi {
  /** RGB, `size × size`. */
  readonly picture: Picture;
  readonly labels: SushiLabels;
  /** The class of each pixel, an index into `sushiClasses`, rows from the top; only when asked for. */
  readonly labelMap?: Uint8Array;
}

/**
 * Draws picture `index` of the built-in set: the same seed and index give the same scene at any size, whatever else is
 * drawn.
 *
 * @throws OmakaseError `option` for a size out of range or labels that cannot be.
 */
export function drawSushi(index: number, options: SushiOptions = {}): Sushi {
  const { seed = 0, size = 64 } = options;
  if (!Number.isInteger(size) || size < 32 || size > 256) {
    throw new OmakaseError("option", {
      where: "sushi size",
      expected: { ja: "32 から 256 までの整数", en: "a whole number from 32 to 256" },
      got: { ja: String(size), en: String(size) },
      remedy: { ja: "大きさを直してください", en: "Choose another size" },
    });
  }
  const labels = drawLabels(random(seed, "sushi", index), options.labels, options.camera);
  const streams = (part: string): Random => random(seed, `sushi ${part}`, index);
  const { scene, middle } = piece(labels, streams);
  const standing = plate(labels.plate, streams("plate"));
  const view = camera(labels, middle, streams("camera"));
  const all = together(standing.scene, garnish(labels.garnish, streams("garnish")), scene);
  const rendered = render(all, {
    camera: view,
    light: light(view, streams("light")),
    table: table(labels.pitch, standing.floor, streams("table")),
    size,
  });
  const { picture } = rendered;
  if (options.labelMap !== true) return { picture, labels };
  return { picture, labels, labelMap: rendered.labelMap() };
}
