import { OmakaseError } from "../error.ts";
import { random } from "../tensor/index.ts";
import { datasetText } from "../text/index.ts";

/** Weights per pixel in one direction. */
const taps = 4;

/** Draws the crop offsets of step `step`, 0 … 2 × jitter to the right and down: `[batchSize, 2]`. */
export function batchShifts(seed: number, step: number, batchSize: number, jitter: number): Uint32Array {
  const chance = random(seed, "jitter", step);
  return new Uint32Array(2 * batchSize).map(() => chance.integer(2 * jitter + 1));
}

/**
 * Enlarges pictures by `jitter` pixels on every side and crops each to its original size at its own offset (Isola et
 * al. 2017, "Image-to-image translation with conditional adversarial networks", section 6.2: from 256 to 286 pixels, so
 * a jitter of 15 at 256). The paper leaves the interpolation open; we use cubic convolution (Keys 1981, a = −½), as in
 * `resize`, but on floats and for the crop only.
 *
 * @param values - `[count, channels, size, size]`, −1 … 1.
 * @param shifts - `[count, 2]`, 0 … 2 × jitter; see {@link batchShifts}.
 * @returns the same shape and range.
 */
export function jitterPictures(
  values: Float32Array,
  size: number,
  shifts: ArrayLike<number>,
  jitter: number,
): Float32Array {
  const plane = size * size;
  const each = values.length / (shifts.length / 2);
  const { places, weights } = enlargementTaps(size, size + 2 * jitter);
  const wide = new Float32Array(plane);
  const result = new Float32Array(values.length);
  for (let start = 0; start < values.length; start += plane) {
    const picture = Math.floor(start / each);
    const right = shifts[2 * picture] * taps;
    const down = shifts[2 * picture + 1] * taps;
    for (let row = 0; row < plane; row += size) {
      const from = start + row;
      for (let x = 0, tap = right; x < size; x++, tap += taps) {
        wide[row + x] =
          weights[tap] * values[from + places[tap]] +
          weights[tap + 1] * values[from + places[tap + 1]] +
          weights[tap + 2] * values[from + places[tap + 2]] +
          weights[tap + 3] * values[from + places[tap + 3]];
      }
    }
    for (let y = 0, tap = down; y < size; y++, tap += taps) {
      const rows = [0, 1, 2, 3].map((at) => places[tap + at] * size);
      for (let x = 0; x < size; x++) {
        const value =
          weights[tap] * wide[rows[0] + x] +
          weights[tap + 1] * wide[rows[1] + x] +
          weights[tap + 2] * wide[rows[2] + x] +
          weights[tap + 3] * wide[rows[3] + x];
        result[start + y * size + x] = value > 1 ? 1 : value < -1 ? -1 : value;
      }
    }
  }
  return result;
}

/**
 * Checks a jitter.
 *
 * @throws OmakaseError `option` unless jitter is an integer from 0 to half the size.
 */
export function checkJitter(jitter: number, size: number): void {
  const most = Math.floor(size / 2);
  if (Number.isInteger(jitter) && jitter >= 0 && jitter <= most) return;
  throw new OmakaseError("option", { where: "jitter", ...datasetText.jitterImages.range({ most, jitter }) });
}

/**
 * Computes, for each pixel of a line of `length` enlarged from `size`, the source pixels and their weights: `[length,
 * taps]`.
 */
function enlargementTaps(size: number, length: number): { places: Int32Array; weights: Float64Array } {
  const places = new Int32Array(length * taps);
  const weights = new Float64Array(length * taps);
  for (let at = 0; at < length; at++) {
    const centre = ((at + 0.5) * size) / length - 0.5;
    const before = Math.floor(centre);
    const [near, far] = [centre - before, 1 - (centre - before)];
    // The line repeats its ends.
    for (let tap = 0; tap < taps; tap++) places[at * taps + tap] = Math.min(size - 1, Math.max(0, before - 1 + tap));
    weights.set([cubicOuter(near), cubicInner(near), cubicInner(far), cubicOuter(far)], at * taps);
  }
  return { places, weights };
}

/** Evaluates Keys' kernel at `distance` 0 … 1. */
function cubicInner(distance: number): number {
  return (1.5 * distance - 2.5) * distance * distance + 1;
}

/** Evaluates Keys' kernel at 1 + `distance`. */
function cubicOuter(distance: number): number {
  const x = distance + 1;
  return ((-0.5 * x + 2.5) * x - 4) * x + 2;
}
