import { crc32 } from "../image/index.ts";
import { random } from "../tensor/index.ts";
import type { Dataset } from "./dataset.ts";
import { checkSplit, subset } from "./subset.ts";
import { normalizePath } from "./tags-csv.ts";

/**
 * Splits a data set into training and held-out pictures, as `splitDataset` does, but by the hash of each picture's
 * name: adding, removing or reordering pictures moves no others. About `share` of many pictures is held out.
 *
 * @param share - fraction to hold out, above 0 and below 1; each side has at least one picture, which can move one in a
 *   tiny data set.
 * @throws OmakaseError `option` for a share out of range, `source` for fewer than two pictures.
 */
export function splitByName(dataset: Dataset, share: number): { training: Dataset; heldOut: Dataset } {
  checkSplit(dataset, share);
  const uniforms = Float64Array.from({ length: dataset.count }, (_, index) => uniformOfName(dataset.nameOf(index)));
  const order = [...uniforms.keys()].sort((a, b) => uniforms[a] - uniforms[b]);
  const held = uniforms.filter((rng) => rng < share).length;
  const edge = Math.min(dataset.count - 1, Math.max(1, held));
  const heldOut = new Set(order.slice(0, edge));
  const all = [...uniforms.keys()];
  return {
    training: subset(
      dataset,
      all.filter((index) => !heldOut.has(index)),
    ),
    heldOut: subset(
      dataset,
      all.filter((index) => heldOut.has(index)),
    ),
  };
}

/** Hashes a name to a number in [0, 1), the same on every system. */
function uniformOfName(name: string): number {
  return random(crc32(new TextEncoder().encode(normalizePath(name))), "split by name").uniform();
}
