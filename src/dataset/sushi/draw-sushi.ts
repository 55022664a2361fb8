import { OmakaseError } from "../../error.ts";
import type { Picture } from "../../image/index.ts";
import { random, type Random } from "../../tensor/index.ts";
import { camera } from "./camera.ts";
import { blendDefect } from "./defect-mask.ts";
import { pickDefect, spoil, type SushiDefect } from "./defect.ts";
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
  /** Something wrong with the piece: of this kind, or of a kind drawn from those it can have. Default: nothing. */
  readonly defect?: SushiDefect | "any";
}

/** A picture of sushi and what is true of it. */
export interface Sushi {
  /** RGB, `size × size`. */
  readonly picture: Picture;
  readonly labels: SushiLabels;
  /** The class of each pixel, an index into `sushiClasses`, rows from the top; only when asked for. */
  readonly labelMap?: Uint8Array;
  /** What is wrong; only when asked for. The label map shows the piece as it ought to be. */
  readonly defect?: SushiDefect;
  /** 1 where the defect is seen, else 0; outside, the picture is that without the defect, byte for byte. */
  readonly defectMask?: Uint8Array;
}

/**
 * Draws picture `index` of the built-in set: the same seed and index give the same scene at any size, whatever else is
 * drawn.
 *
 * @throws OmakaseError `option` for a size or index out of range, labels that cannot be, or torn nori where there is none.
 */
export function drawSushi(index: number, options: SushiOptions = {}): Sushi {
  const { seed = 0, size = 64 } = options;
  checkWhole("sushi size", size, 32, 256);
  checkWhole("sushi index", index, 0, Number.MAX_SAFE_INTEGER);
  const labels = drawLabels(random(seed, "sushi", index), options.labels, options.camera);
  const streams = (part: string): Random => random(seed, `sushi ${part}`, index);
  const { scene, middle } = piece(labels, streams);
  const standing = plate(labels.plate, streams("plate"));
  const view = camera(labels, middle, streams("camera"));
  // What is in front comes first: what is behind it is then never worked out.
  const all = together(scene, garnish(labels.garnish, streams("garnish")), standing.scene);
  const setting = {
    camera: view,
    light: light(view, streams("light")),
    table: table(labels.pitch, standing.floor, streams("table")),
    size,
  };
  const rendered = render(all, setting);
  const result = { labels, ...(options.labelMap === true ? { labelMap: rendered.labelMap() } : {}) };
  if (options.defect === undefined) return { picture: rendered.picture, ...result };
  const chance = streams("defect");
  const drawn = pickDefect(labels, chance);
  const defect = options.defect === "any" ? drawn : options.defect;
  const { picture, mask } = blendDefect(rendered, render(spoil(all, defect, labels, view, chance), setting));
  return { picture, ...result, defect, defectMask: mask };
}

function checkWhole(where: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new OmakaseError("option", {
    where,
    expected: { ja: `${low} から ${high} までの整数`, en: `a whole number from ${low} to ${high}` },
    got: { ja: String(value), en: String(value) },
    remedy: { ja: "値を直してください", en: "Change the value" },
  });
}
