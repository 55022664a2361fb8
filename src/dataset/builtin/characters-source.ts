import { fitSquare } from "../../image/index.ts";
import { random } from "../../tensor/index.ts";
import { drawCharacter } from "../../synthetic/index.ts";
import { charactersSchema, sampleCharacterLabels } from "../../synthetic/index.ts";
import { tagsFromLabels } from "./tags-from-labels.ts";
import type { PictureSource } from "../picture-source.ts";
import { datasetCredits } from "../../synthetic/index.ts";

/** Checksum of small renderings of every variant, part of a cache's name; the test computes it. */
export const charactersRendererVersion = "2b4daf2";

/** Opens `count` characters with their true labels as tags. Picture `index` depends on the seed alone. */
export function charactersSource(count: number, seed: number): PictureSource {
  const labels = Array.from({ length: count }, (_, index) => sampleCharacterLabels(random(seed, "characters", index)));
  return {
    name: "characters",
    identity: () => `built-in characters ${charactersRendererVersion} ${seed}`,
    entries: labels.map((_, index) => ({ name: `characters ${index}`, key: `${index}` })),
    tags: tagsFromLabels(charactersSchema, labels),
    skipped: [],
    notices: [],
    credit: datasetCredits.characters,
    channels: 3,
    concurrency: 1,
    isCurrent: () => true,
    load(index, size) {
      const { picture } = drawCharacter(index, { seed, size: Math.min(256, Math.max(32, size)) });
      return Promise.resolve(fitSquare(picture, size, 3));
    },
  };
}
