import { datasetCredits } from "../../synthetic/index.ts";
import { crc32, fitSquare } from "../../image/index.ts";
import { random } from "../../tensor/index.ts";
import { tagsFromLabels } from "./tags-from-labels.ts";
import type { PictureSource } from "../picture-source.ts";
import {
  sampleSushiLabels,
  drawSushi,
  labelMapImage,
  sushiSchema,
  type SushiCameraRange,
  type SushiLabels,
} from "../../synthetic/index.ts";

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
    identity: () => `built-in ${name}${pairs ? " pairs" : ""} ${rendererCheck(pairs)} ${seed}`,
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

/**
 * Computes a checksum over small renderings of every variant: it changes with the renderer and invalidates cached
 * pictures.
 */
function rendererCheck(labelMap: boolean): string {
  const { topping, plate, garnish } = sushiSchema;
  const probes = topping.values.flatMap(({ value }, at) => {
    const labels: Partial<SushiLabels> = {
      topping: value,
      plate: plate.values[at % plate.values.length].value,
      garnish: garnish.values[at % garnish.values.length].value,
      wasabi: at % 2 === 0,
    };
    const drawn = drawSushi(at, { size: 32, labels, labelMap });
    return [drawn.picture.pixels, ...(drawn.labelMap ? [labelMapImage(drawn.labelMap, 32).pixels] : [])];
  });
  return crc32(...probes).toString(16);
}
