import type { Features } from "./features.ts";
import type { ImageShape } from "../model/index.ts";

/** Default number of bins per channel, by number of channels; grey needs more. */
const defaultSteps = { 1: 32, 3: 8 } as const;

/**
 * Computes colour histograms, independent of position: square roots of the fractions of 8 × 8 × 8 colours, so that
 * Euclidean distances are Hellinger distances. A colour between bins is divided among them by multilinear
 * interpolation.
 *
 * @param pictures - `[count, channels, size, size]` in [−1, 1], grey or RGB.
 * @param steps - bins per channel; there are `steps ** channels` colours. Default 8, for grey 32.
 * @returns `[count, 512]`, for grey `[count, 32]`.
 */
export function colourFeatures(
  pictures: Float32Array,
  count: number,
  form: ImageShape,
  steps: number = defaultSteps[form.channels],
): Features {
  const width = steps ** form.channels;
  const values = new Float32Array(count * width);
  const each = pictures.length / count;
  for (let picture = 0; picture < count; picture++) {
    const shares = values.subarray(picture * width, (picture + 1) * width);
    eachColour(pictures.subarray(picture * each, (picture + 1) * each), form, steps, (_, colour, share) => {
      shares[colour] += share;
    });
  }
  return { values: values.map((share) => Math.sqrt(Math.max(0, share))), count, width };
}

/**
 * Projects a weight per colour back onto the pixels of a picture (histogram backprojection, Swain & Ballard 1991); the
 * result sums to the mean weight of the picture.
 *
 * @param picture - `[channels, size, size]` in [−1, 1].
 * @param worth - weight of each colour of {@link colourFeatures}: the sum if the whole picture had that colour.
 * @returns `[size, size]`.
 */
export function backprojectColours(picture: Float32Array, form: ImageShape, worth: ArrayLike<number>): Float32Array {
  const spread = new Float32Array(form.size ** 2);
  const steps = Math.round(worth.length ** (1 / form.channels));
  eachColour(picture, form, steps, (at, colour, share) => {
    spread[at] += share * worth[colour];
  });
  return spread;
}

/**
 * Visits the pixels of a picture with each bin that they contribute to, and that contribution as a fraction of the
 * picture.
 */
function eachColour(
  picture: Float32Array,
  { channels }: ImageShape,
  steps: number,
  visit: (at: number, colour: number, share: number) => void,
): void {
  const plane = picture.length / channels;
  const corners = 2 ** channels;
  for (let at = 0; at < plane; at++) {
    for (let corner = 0; corner < corners; corner++) {
      let [colour, share] = [0, 1 / plane];
      for (let channel = 0; channel < channels; channel++) {
        const exact = ((picture[channel * plane + at] + 1) / 2) * (steps - 1);
        const low = Math.min(steps - 2, Math.max(0, Math.floor(exact)));
        const upper = (corner >> channel) & 1;
        colour = colour * steps + low + upper;
        share *= upper === 1 ? exact - low : 1 - exact + low;
      }
      visit(at, colour, share);
    }
  }
}
