import { datasetCredits } from "../../synthetic/index.ts";
import { fitSquare } from "../../image/index.ts";
import { random } from "../../tensor/index.ts";
import { tagsFromLabels } from "./tags-from-labels.ts";
import type { PictureSource } from "../picture-source.ts";
import {
  sampleSushiLabels,
  drawSushi,
  labelMapImage,
  sushiSchema,
  type SushiCameraRange,
} from "../../synthetic/index.ts";

/** Checksum of small renderings of every variant, part of a cache's name; the test computes it. */
export const sushiRendererVersion = "2d26906c";

/** Options of {@link sushiSource}. */
export interface SushiSourceOptions {
  readonly count: number;
  readonly seed: number;
  /** Whether each picture comes with its label map in the classes' colours, as its input. */
  readonly pairs: boolean;
  /** Camera range; `free` covers all sides of the piece, from the table's edge to straight above. */
  readonly camera: SushiCameraRange;
}

/**
 * Opens pictures of sushi with their true labels as tags. Picture `index` depends on the seed and the camera range
 * alone.
 */
export function sushiSource({ count, seed, pairs, camera }: SushiSourceOptions): PictureSource {
  const name = camera === "free" ? "sushi-camera" : "sushi";
  const labels = Array.from({ length: count }, (_, index) =>
    sampleSushiLabels(random(seed, "sushi", index), {}, camera),
  );
  return {
    name,
    identity: () => `built-in ${name}${pairs ? " pairs" : ""} ${sushiRendererVersion} ${seed}`,
    entries: labels.map((_, index) => ({ name: `${name} ${index}`, key: `${index}` })),
    tags: tagsFromLabels(sushiSchema, labels),
    skipped: [],
    notices: [],
    credit: datasetCredits.sushi,
    channels: 3,
    pairs,
    concurrency: 1,
    isCurrent: () => true,
    load(index, size) {
      const drawn = Math.min(256, Math.max(32, size));
      const { picture, labelMap } = drawSushi(index, { seed, size: drawn, camera, labelMap: pairs });
      const target = fitSquare(picture, size, 3);
      return Promise.resolve(
        labelMap === undefined ? target : { input: fitSquare(labelMapImage(labelMap, drawn), size, 3), target },
      );
    },
  };
}
