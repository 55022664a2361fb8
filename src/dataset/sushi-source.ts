import { credits } from "./credits.ts";
import { crc32, fit } from "../image/index.ts";
import { random } from "../tensor/index.ts";
import { labelTags } from "./label-schema.ts";
import type { PictureSource } from "./picture-source.ts";
import {
  drawLabels,
  drawSushi,
  showLabelMap,
  sushiSchema,
  type SushiCameraVariety,
  type SushiLabels,
} from "./sushi/index.ts";

/** Which sushi. */
export interface SushiSourceOptions {
  readonly count: number;
  readonly seed: number;
  /** Whether each picture comes with its label map in the classes' colours, as its input. */
  readonly pairs: boolean;
  /** `free`: the camera goes round the piece, from the table's edge to straight above. */
  readonly camera: SushiCameraVariety;
}

/** Pictures of sushi with their true labels as tags. Picture `index` depends on the seed and the camera alone. */
export function sushiSource({ count, seed, pairs, camera }: SushiSourceOptions): PictureSource {
  const name = camera === "free" ? "sushi-camera" : "sushi";
  const labels = Array.from({ length: count }, (_, index) => drawLabels(random(seed, "sushi", index), {}, camera));
  return {
    name,
    identity: `built-in ${name}${pairs ? " pairs" : ""} ${rendererCheck(pairs)} ${seed}`,
    entries: labels.map((_, index) => ({ name: `${name} ${index}`, key: `${index}` })),
    tags: labelTags(sushiSchema, labels),
    skipped: [],
    notices: [],
    credit: credits.sushi,
    channels: 3,
    pairs,
    concurrency: 1,
    isCurrent: () => true,
    load(index, size) {
      const drawn = Math.min(256, Math.max(32, size));
      const { picture, labelMap } = drawSushi(index, { seed, size: drawn, camera, labelMap: pairs });
      const target = fit(picture, size, 3);
      return Promise.resolve(
        labelMap === undefined ? target : { input: fit(showLabelMap(labelMap, drawn), size, 3), target },
      );
    },
  };
}

/**
 * A check over small pictures of everything that can be drawn: when the renderer changes, so does this, and drawn
 * pictures in a cache no longer count.
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
    return [drawn.picture.pixels, ...(drawn.labelMap ? [showLabelMap(drawn.labelMap, 32).pixels] : [])];
  });
  return crc32(...probes).toString(16);
}
