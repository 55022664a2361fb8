import { crc32 } from "../image/index.ts";
import { random } from "../tensor/index.ts";
import type { Dataset } from "./dataset.ts";
import { checkSplit, subset } from "./subset.ts";
import { normalizePath } from "./tags-csv.ts";

/**
 * Pictures to learn from and pictures held back to judge by, as `splitDataset` does, but each picture's name alone says
 * where it belongs: pictures that are added later, taken away or put into another order move no others. About `share`
 * of many pictures is held back.
 *
 * @param share - above 0 and below 1; at least one picture falls on each side, which can move one in a tiny set.
 * @throws OmakaseError `option` for such a share, `source` for fewer than two pictures.
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

/** A number in [0, 1) that a name has for ever, the same on every system. */
function uniformOfName(name: string): number {
  return random(crc32(new TextEncoder().encode(normalizePath(name))), "split by name").uniform();
}
