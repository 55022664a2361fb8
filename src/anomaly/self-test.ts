import type { Dataset } from "../dataset/index.ts";
import { random } from "../tensor/index.ts";
import { addSyntheticDefect } from "./add-synthetic-defect.ts";
import type { DefectTest, SelfTest } from "./anomaly-model.ts";

/** Smallest sizes of the classes of defects, px. */
const sizes = [2, 4, 8, 16] as const;
/** Defects that are drawn until one has the wanted size. */
const maxTries = 8;
/** Share of defects that a model has to find to be said to find them, 0–1. */
const reliableShare = 0.8;
/** Size of defects, px, and the share of them that a model finds when it is ready, 0–1. */
const ready = { size: 8, share: 0.5 } as const;

/** Image with one synthetic defect. */
export interface DefectiveImages {
  /** `[count, channels, size, size]` in [−1, 1]. */
  readonly values: Float32Array;
  /** Smallest size of the class of each defect, px. */
  readonly sizes: readonly number[];
}

/**
 * Adds one synthetic defect to each of some images, in turn of the next class of sizes.
 *
 * @param indices - images of the set; the same seed and position give the same defect.
 * @param from - position of the first image.
 */
export async function drawDefectiveImages(
  dataset: Dataset,
  indices: readonly number[],
  { seed, from }: { readonly seed: number; readonly from: number },
): Promise<DefectiveImages> {
  const { size, channels, count } = dataset;
  const each = channels * size * size;
  const others = indices.map((_, at) => random(seed, "self-test other", from + at).integer(count));
  const both = await dataset.batch([...indices, ...others]);
  const values = both.slice(0, indices.length * each);
  const drawn = indices.map((_, at) => {
    const stream = random(seed, "self-test", from + at);
    const clean = both.subarray(at * each, (at + 1) * each);
    const other = both.subarray((indices.length + at) * each, (indices.length + at + 1) * each);
    const drawable = sizes.filter((least) => least <= size / 4);
    const wanted = drawable[(from + at) % drawable.length];
    let found = 0;
    for (let tries = 0; found !== wanted && tries < maxTries; tries++) {
      const picture = clean.slice();
      const mask = addSyntheticDefect(picture, other, { size, channels, cell: 1 }, stream);
      const extent = Math.sqrt(mask.reduce((sum, pixel) => sum + pixel, 0));
      const drawnClass = sizes.findLast((least) => extent >= least);
      if (drawnClass === undefined) continue;
      found = drawnClass;
      values.set(picture, at * each);
    }
    return found;
  });
  return { values, sizes: drawn };
}

/** Counts the defects above a threshold, by size. */
export function defectTests(
  scores: readonly number[],
  drawn: readonly number[],
  threshold: number,
): readonly DefectTest[] {
  return sizes
    .map((size) => {
      const some = scores.filter((_, at) => drawn[at] === size);
      return { size, count: some.length, found: some.filter((score) => score > threshold).length };
    })
    .filter(({ count }) => count > 0);
}

/** Defects that a model finds, from a size on. */
export interface FoundDefects {
  /** Smallest size, px. */
  readonly size: number;
  /** Share that it finds, 0–1. */
  readonly share: number;
}

/**
 * Returns the smallest size from which a model finds at least 80 % of the synthetic defects.
 *
 * @returns undefined if there is none.
 */
export function reliablyFoundDefects(test: SelfTest): FoundDefects | undefined {
  return test.defects
    .map(({ size }) => ({ size, share: foundShare(test, size) }))
    .find(({ share }) => share >= reliableShare);
}

/** Returns whether a model finds half of the synthetic defects of 8 px and more. */
export function isReady(test: SelfTest): boolean {
  return foundShare(test, ready.size) >= ready.share;
}

/** Returns the share of the synthetic defects of at least `least` px that a model finds, 0–1; 0 without any. */
export function foundShare({ defects }: SelfTest, least: number): number {
  const large = defects.filter(({ size }) => size >= least);
  const count = large.reduce((sum, one) => sum + one.count, 0);
  return large.reduce((sum, one) => sum + one.found, 0) / Math.max(1, count);
}
