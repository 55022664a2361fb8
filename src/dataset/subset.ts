import { OmakaseError } from "../error.ts";
import { random } from "../tensor/index.ts";
import type { Dataset } from "./dataset.ts";
import { selectTags } from "./tag.ts";
import { datasetText } from "../text/index.ts";

/** Selects pictures of a data set (of pairs, both halves), in the order of `indices`; shares their memory. */
export function subset(dataset: Dataset, indices: ArrayLike<number>): Dataset {
  const chosen = Uint32Array.from(indices);
  const { fullPicture } = dataset;
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
    ...(fullPicture && { fullPicture: (index: number) => fullPicture(chosen[index]) }),
  };
}

/**
 * Splits a data set at random into training and held-out pictures, without overlap; deterministic by the seed.
 *
 * @param share - fraction to hold out, above 0 and below 1; each side has at least one picture.
 * @param seed - 0 … 2^53 − 1.
 * @throws OmakaseError `option` for a share out of range, `source` for fewer than two pictures.
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

/**
 * Checks that a data set can be split by a share.
 *
 * @throws OmakaseError `option` for a share out of range, `source` for fewer than two pictures.
 */
export function checkSplit(dataset: Dataset, share: number): void {
  if (!(share > 0 && share < 1)) {
    throw new OmakaseError("option", { where: "share", ...datasetText.subset.share({ share }) });
  }
  if (dataset.count < 2) {
    throw new OmakaseError("source", { where: dataset.name, ...datasetText.subset.single });
  }
}
