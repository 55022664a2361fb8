import { crc32, fitSquare } from "../../image/index.ts";
import { random } from "../../tensor/index.ts";
import { drawCharacter } from "../../synthetic/index.ts";
import { charactersSchema, sampleCharacterLabels, type CharacterLabels } from "../../synthetic/index.ts";
import { tagsFromLabels } from "./tags-from-labels.ts";
import type { PictureSource } from "../picture-source.ts";
import { datasetCredits } from "../../synthetic/index.ts";

/** Opens `count` characters with their true labels as tags. Picture `index` depends on the seed alone. */
export function charactersSource(count: number, seed: number): PictureSource {
  const labels = Array.from({ length: count }, (_, index) => sampleCharacterLabels(random(seed, "characters", index)));
  return {
    name: "characters",
    identity: () => `built-in characters ${rendererCheck()} ${seed}`,
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

/**
 * Computes a checksum over small renderings of every variant: it changes with the renderer and invalidates cached
 * pictures.
 */
function rendererCheck(): string {
  const { hairStyle, hairColor, eyeColor, mouth } = charactersSchema;
  const probes = hairColor.values.map(({ value }, at) => {
    const labels: Partial<CharacterLabels> = {
      hairStyle: hairStyle.values[at % hairStyle.values.length].value,
      hairColor: value,
      eyeColor: eyeColor.values[at % eyeColor.values.length].value,
      mouth: mouth.values[at % mouth.values.length].value,
      glasses: at % 2 === 0,
      blush: at % 3 === 0,
      ribbon: at % 4 === 0,
      hat: at % 5 === 0,
      yaw: 15 * (at % 5) - 30,
    };
    return drawCharacter(at, { size: 32, labels }).picture.pixels;
  });
  return crc32(...probes).toString(16);
}
