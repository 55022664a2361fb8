import { patchFeatureSize, patchCount } from "../../feature/index.ts";
import type { PatchStatistics } from "./patch-statistics.ts";
import { solveLower, solveUpper } from "../../math/index.ts";

/** What is learned from a reader's readings of many pictures. */
export interface SelfTrainedProbe {
  /** `[parts · width]`. */
  readonly weights: Float64Array;
  readonly bias: number;
  /** Where pictures with and without differ, 0 … 1: `[localMaskSide, localMaskSide]`, rows from the top. */
  readonly mask: readonly number[];
}

/** Of what is clear, so much makes an example. */
const confidentFraction = 0.5;
/** Parts that differ less than this, of the part that differs most, do not count; from the second on they count in full. */
const [minContrast, fullContrast] = [0.4, 0.6];

/**
 * A second reader, taught by what a first one says of many pictures that a model drew. The first has seen forty, and
 * looks at a few spots that told those apart; whoever moves pictures until it nods can move just those spots. What it says is
 * still right more often than not, and over a thousand pictures its errors cancel out: the mean difference between those
 * that it says have it and those that it says lack it shows all that goes with it, and where (self-training, Yarowsky 1995;
 * linear discriminant analysis in each part).
 *
 * @param seen - of an eye, `[count, parts · width]`.
 * @param readings - the first reader's, `[count]`.
 * @param clear - what it says of pictures that clearly lack it, and of those that clearly have it.
 * @returns undefined where it knows no clear ones of both kinds; else scaled so that those lie about 1 and −1.
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

/** Which pictures clearly have it, and which clearly lack it. */
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
