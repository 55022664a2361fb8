import type { DefectTest, SelfTest } from "./anomaly-model.ts";
import { defectSizes } from "./defective-images.ts";

/** Share of defects that a model has to find to be said to find them, 0–1. */
const reliableShare = 0.8;
/** Longest side of small pictures, px; share of the defects that a model finds when it is ready, 0–1. */
const [smallSide, readyShare] = [128, 0.5] as const;

/** Counts the defects above a threshold, by size. */
export function defectTests(
  scores: readonly number[],
  drawn: readonly number[],
  threshold: number,
): readonly DefectTest[] {
  return defectSizes
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

/** Returns the size of the defects that decide whether a model is ready, px: 8, in pictures above 128 px 16. */
export function decisiveSize({ side }: SelfTest): number {
  return side <= smallSide ? 8 : 16;
}

/** Returns whether a model finds half of the synthetic defects of {@link decisiveSize} and more. */
export function isReady(test: SelfTest): boolean {
  return foundShare(test, decisiveSize(test)) >= readyShare;
}

/** Returns the share of the synthetic defects of at least `least` px that a model finds, 0–1; 0 without any. */
export function foundShare({ defects }: SelfTest, least: number): number {
  const large = defects.filter(({ size }) => size >= least);
  const count = large.reduce((sum, one) => sum + one.count, 0);
  return large.reduce((sum, one) => sum + one.found, 0) / Math.max(1, count);
}
