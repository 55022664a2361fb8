import { OmakaseError } from "../error.ts";
import { random } from "../tensor/index.ts";
import type { Dataset } from "./dataset.ts";
import { selectTags } from "./tag.ts";

/** Some of the pictures of a data set (of pairs, both halves), in the order given; shares their memory. */
export function subset(dataset: Dataset, indices: ArrayLike<number>): Dataset {
  const chosen = Uint32Array.from(indices);
  const inner = (some: ArrayLike<number>): Uint32Array => Uint32Array.from(some, (at) => chosen[at]);
  return {
    ...dataset,
    count: chosen.length,
    tags: selectTags(dataset.tags, chosen),
    inputs: dataset.inputs && subset(dataset.inputs, chosen),
    nameOf: (index) => dataset.nameOf(chosen[index]),
    originalSize: (index) => dataset.originalSize(chosen[index]),
    batch: (some, flips) => dataset.batch(inner(some), flips),
    pixels: (some) => dataset.pixels(inner(some)),
    picture: (index) => dataset.picture(chosen[index]),
  };
}

/**
 * Pictures to learn from and pictures held back to judge by, without overlap; the same seed splits the same way.
 *
 * @param share - how much is held back, above 0 and below 1; at least one picture falls on each side.
 * @throws OmakaseError `option` for such a share, `source` for fewer than two pictures.
 */
export function splitDataset(dataset: Dataset, share: number, seed: number): { training: Dataset; heldOut: Dataset } {
  checkSplit(dataset, share);
  const held = Math.min(dataset.count - 1, Math.max(1, Math.round(dataset.count * share)));
  const order = random(seed, "split").permutation(dataset.count);
  return {
    training: subset(dataset, order.slice(held).sort()),
    heldOut: subset(dataset, order.slice(0, held).sort()),
  };
}

/** @throws OmakaseError when a set cannot be split, or not by this share. */
export function checkSplit(dataset: Dataset, share: number): void {
  if (!(share > 0 && share < 1)) {
    throw new OmakaseError("option", {
      where: "share",
      expected: { ja: "0と1のあいだの数", en: "a number between 0 and 1" },
      got: { ja: `${share}`, en: `${share}` },
      remedy: { ja: "たとえば 0.1 にしてください", en: "Try 0.1" },
    });
  }
  if (dataset.count < 2) {
    throw new OmakaseError("source", {
      where: dataset.name,
      expected: { ja: "2枚以上の画像", en: "at least two pictures" },
      got: { ja: "1枚", en: "one" },
      remedy: { ja: "画像を増やしてください", en: "Add pictures" },
    });
  }
}
