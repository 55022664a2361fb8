import type { Text } from "../error.ts";
import { crc32, fit } from "../image/index.ts";
import { random } from "../tensor/index.ts";
import { labelTags } from "./label-schema.ts";
import type { PictureSource } from "./picture-source.ts";
import { drawSushi } from "./sushi/index.ts";
import { drawLabels, sushiSchema, type SushiLabels } from "./sushi/labels.ts";

const credit: Text = {
  ja: "寿司の絵: omakase が自分で描いています（MIT）。",
  en: "Sushi: drawn by omakase itself (MIT).",
};

/** `count` pictures of sushi with their true labels as tags. Picture `index` depends on the seed alone. */
export function sushiSource(count: number, seed: number): PictureSource {
  const labels = Array.from({ length: count }, (_, index) => drawLabels(random(seed, "sushi", index)));
  return {
    name: "sushi",
    identity: `built-in sushi ${rendererCheck()} ${seed}`,
    entries: labels.map((_, index) => ({ name: `sushi ${index}`, key: `${index}` })),
    tags: labelTags(sushiSchema, labels),
    skipped: [],
    notices: [],
    credit,
    channels: 3,
    concurrency: 1,
    isCurrent: () => true,
    load(index, size) {
      const { picture } = drawSushi(index, { seed, size: Math.min(256, Math.max(32, size)) });
      return Promise.resolve(fit(picture, size, 3));
    },
  };
}

/**
 * A check over small pictures of everything that can be drawn: when the renderer changes, so does this, and drawn
 * pictures in a cache no longer count.
 */
function rendererCheck(): string {
  const { topping, plate, garnish } = sushiSchema;
  const probes = topping.values.map(({ value }, at) => {
    const labels: Partial<SushiLabels> = {
      topping: value,
      plate: plate.values[at % plate.values.length].value,
      garnish: garnish.values[at % garnish.values.length].value,
      wasabi: at % 2 === 0,
    };
    return drawSushi(at, { size: 32, labels }).picture.pixels;
  });
  return crc32(...probes).toString(16);
}
