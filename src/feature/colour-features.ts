import type { Features } from "./features.ts";
import type { ImageShape } from "../model/index.ts";

/** Steps of each channel where nothing is said: of grey alone more can be told apart. */
const defaultSteps = { 1: 32, 3: 8 } as const;

/**
 * Which colours occur in pictures, wherever: the roots of the shares of 8 × 8 × 8 colours, so that distances are those
 * of Hellinger; a colour between several counts partly for each. `[count, 512]`, of grey pictures `[count, 32]`.
 *
 * @param pictures - `[count, channels, size, size]` in [−1, 1], grey or RGB.
 * @param steps - of each channel; there are `steps ** channels` colours. Default 8, of grey pictures 32.
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
 * Hands out to the pixels of a picture, `[size, size]`, what their colours are worth together.
 *
 * @param picture - `[channels, size, size]` in [−1, 1].
 * @param worth - for each colour of {@link colourFeatures}: what the whole picture would get if it were of that colour.
 */
export function backprojectColours(picture: Float32Array, form: ImageShape, worth: ArrayLike<number>): Float32Array {
  const spread = new Float32Array(form.size ** 2);
  const steps = Math.round(worth.length ** (1 / form.channels));
  eachColour(picture, form, steps, (at, colour, share) => {
    spread[at] += share * worth[colour];
  });
  return spread;
}

/** Visits the pixels of a picture with each colour that they count for, and the share of the picture that this is. */
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
