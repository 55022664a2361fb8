import { patchFeatureSize, patchCount } from "../../feature/index.ts";
import type { PatchStatistics } from "./patch-statistics.ts";
import { solveLower, solveUpper } from "../../math/index.ts";

/** A probe that is fitted on the scores of another probe. */
export interface SelfTrainedProbe {
  /** Weights, `[patchCount · patchFeatureSize]`. */
  readonly weights: Float64Array;
  readonly bias: number;
  /**
   * Local mask of the difference between images with and without, 0 … 1: `[localMaskSide, localMaskSide]`, rows from
   * the top.
   */
  readonly mask: readonly number[];
}

/** Fraction of a clear score that makes an image an example, 0–1. */
const confidentFraction = 0.5;
/** Contrast of a patch, relative to the largest, below which its mask is 0, and above which it is 1. */
const [minContrast, fullContrast] = [0.4, 0.6];

/**
 * Fits a second probe on the scores that a first one gives to many drawn images. The first was fitted on about 40
 * examples and relies on few patches, so optimising against it can cheat. Its scores are right more often than not,
 * and over a thousand images its errors cancel out: the mean difference between images with high and low scores shows
 * the whole trait and its place (self-training, Yarowsky 1995; linear discriminant analysis per patch).
 * @param seen - patch features, `[count, patchCount · patchFeatureSize]`.
 * @param readings - scores of the first probe, `[count]`.
 * @param clear - its scores of images clearly without and clearly with the trait.
 * @returns undefined when one class has no confident examples; else a probe scaled so that they score about 1 and −1.
 */
export function fitSelfTrainedProbe(
  spread: PatchStatistics,
  seen: Float32Array,
  readings: Float64Array,
  clear: { readonly absent: number; readonly present: number },
): SelfTrainedProbe | undefined {
  const { present, absent } = confidentExamples(readings, clear);
  if (present.length < 2 || absent.length < 2) return undefined;
  const [with_, without] = [meanFeatures(seen, present), meanFeatures(seen, absent)];
  const weights = new Float64Array(patchCount * patchFeatureSize);
  const distances = spread.choleskyFactors.map((root, part) => {
    const place = part * patchFeatureSize;
    const difference = Float64Array.from(
      { length: patchFeatureSize },
      (_, at) => with_[place + at] - without[place + at],
    );
    const white = solveLower(root, difference);
    weights.set(solveUpper(root, white), place);
    return white.reduce((sum, value) => sum + value * value, 0);
  });
  const most = Math.max(...distances, 1e-12);
  const mask = distances.map((distance) =>
    Math.min(1, Math.max(0, (distance / most - minContrast) / (fullContrast - minContrast))),
  );
  weights.forEach((value, at) => (weights[at] = value * mask[Math.floor(at / patchFeatureSize)]));
  const t = (values: Float64Array) => values.reduce((sum, value, at) => sum + value * weights[at], 0);
  const [high, low] = [t(with_), t(without)];
  const half = Math.max((high - low) / 2, 1e-12);
  return { weights: weights.map((value) => value / half), bias: -(high + low) / 2 / half, mask };
}

/** Returns the indices of the images clearly with and clearly without the trait. */
export function confidentExamples(
  readings: Float64Array,
  clear: { readonly absent: number; readonly present: number },
) {
  return {
    present: indicesWhere(readings, (reading) => reading > confidentFraction * clear.present),
    absent: indicesWhere(readings, (reading) => reading < confidentFraction * clear.absent),
  };
}

function indicesWhere(readings: Float64Array, holds: (reading: number) => boolean): number[] {
  return [...readings.keys()].filter((at) => holds(readings[at]));
}

function meanFeatures(seen: Float32Array, places: readonly number[]): Float64Array {
  const each = patchCount * patchFeatureSize;
  const mean = new Float64Array(each);
  for (const place of places) for (let at = 0; at < each; at++) mean[at] += seen[place * each + at] / places.length;
  return mean;
}
