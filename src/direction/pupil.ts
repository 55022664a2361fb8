import { eyeWidth, eyeParts } from "./eye.ts";
import type { PartSpread } from "./part-spread.ts";
import { solveLower, solveUpper } from "./solve.ts";

/** What is learned from a reader's readings of many pictures. */
export interface Pupil {
  /** `[parts · width]`. */
  readonly weights: Float64Array;
  readonly bias: number;
  /** Where pictures with and without differ, 0 … 1: `[partSide, partSide]`, rows from the top. */
  readonly within: readonly number[];
}

/** Of what is clear, so much makes an example. */
const clearEnough = 0.5;
/** Parts that differ less than this, of the part that differs most, do not count; from the second on they count in full. */
const [leastApart, apart] = [0.4, 0.6];

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
export function pupil(
  spread: PartSpread,
  seen: Float32Array,
  readings: Float64Array,
  clear: { readonly lacking: number; readonly having: number },
): Pupil | undefined {
  const { having, lacking } = clearOnes(readings, clear);
  if (having.length < 2 || lacking.length < 2) return undefined;
  const [with_, without] = [meanOf(seen, having), meanOf(seen, lacking)];
  const weights = new Float64Array(eyeParts * eyeWidth);
  const distances = spread.roots.map((root, part) => {
    const place = part * eyeWidth;
    const difference = Float64Array.from({ length: eyeWidth }, (_, at) => with_[place + at] - without[place + at]);
    const white = solveLower(root, difference);
    weights.set(solveUpper(root, white), place);
    return white.reduce((sum, value) => sum + value * value, 0);
  });
  const most = Math.max(...distances, 1e-12);
  const within = distances.map((distance) =>
    Math.min(1, Math.max(0, (distance / most - leastApart) / (apart - leastApart))),
  );
  weights.forEach((value, at) => (weights[at] = value * within[Math.floor(at / eyeWidth)]));
  const say = (values: Float64Array) => values.reduce((sum, value, at) => sum + value * weights[at], 0);
  const [high, low] = [say(with_), say(without)];
  const half = Math.max((high - low) / 2, 1e-12);
  return { weights: weights.map((value) => value / half), bias: -(high + low) / 2 / half, within };
}

/** Which pictures clearly have it, and which clearly lack it. */
export function clearOnes(readings: Float64Array, clear: { readonly lacking: number; readonly having: number }) {
  return {
    having: placesWhere(readings, (reading) => reading > clearEnough * clear.having),
    lacking: placesWhere(readings, (reading) => reading < clearEnough * clear.lacking),
  };
}

function placesWhere(readings: Float64Array, holds: (reading: number) => boolean): number[] {
  return [...readings.keys()].filter((at) => holds(readings[at]));
}

function meanOf(seen: Float32Array, places: readonly number[]): Float64Array {
  const each = eyeParts * eyeWidth;
  const mean = new Float64Array(each);
  for (const place of places) for (let at = 0; at < each; at++) mean[at] += seen[place * each + at] / places.length;
  return mean;
}
