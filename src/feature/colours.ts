import type { Features } from "./features.ts";
import type { PictureForm } from "./reduced.ts";

/** Steps of each channel: of grey alone more can be told apart. */
const steps = { 1: 32, 3: 8 } as const;

/**
 * Which colours occur in pictures, wherever: the roots of the shares of 8 × 8 × 8 colours, so that distances are those
 * of Hellinger; a colour between several counts partly for each. `[count, 512]`, of grey pictures `[count, 32]`.
 *
 * @param pictures - `[count, channels, size, size]` in [−1, 1], grey or RGB.
 */
export function colourFeatures(pictures: Float32Array, count: number, { channels, size }: PictureForm): Features {
  const each = steps[channels === 1 ? 1 : 3];
  const width = each ** channels;
  const plane = size * size;
  const values = new Float32Array(count * width);
  const corners = 2 ** channels;
  for (let picture = 0; picture < count; picture++) {
    for (let at = 0; at < plane; at++) {
      for (let corner = 0; corner < corners; corner++) {
        let [place, weight] = [0, 1 / plane];
        for (let channel = 0; channel < channels; channel++) {
          const exact = ((pictures[(picture * channels + channel) * plane + at] + 1) / 2) * (each - 1);
          const low = Math.min(each - 2, Math.max(0, Math.floor(exact)));
          const upper = (corner >> channel) & 1;
          place = place * each + low + upper;
          weight *= upper === 1 ? exact - low : 1 - exact + low;
        }
        values[picture * width + place] += weight;
      }
    }
  }
  return { values: values.map((share) => Math.sqrt(Math.max(0, share))), count, width };
}
