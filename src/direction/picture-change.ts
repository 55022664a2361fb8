import type { Painter } from "../generate/index.ts";

/** Pictures that are drawn for it, about. */
const drawn = 1024;
/** How far a latent is moved along each of its numbers, in their own standard deviations. */
const far = 0.3;

/**
 * How much pictures change when latents move: vᵀ · change · v is the mean squared change of a picture's values along a
 * short v. It is the metric that latents inherit from pictures (Arvanitidis et al. 2018), averaged over some of
 * them, measured by small differences.
 *
 * @param latents - `[count, latent]`, at least a few; where it is measured.
 * @returns `[random, random]`, row-major, with a mean of 1 on its diagonal.
 */
export async function pictureChange(
  artist: Painter,
  latents: Float32Array,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const { latent, random } = artist;
  const places = Math.min(latents.length / latent, Math.max(2, Math.round(drawn / (random + 1))));
  const step = far * deviation(latents);
  const change = new Float64Array(random * random);
  for (let place = 0; place < places; place++) {
    signal?.throwIfAborted();
    const own = latents.subarray(place * latent, (place + 1) * latent);
    const around = new Float32Array((random + 1) * latent);
    for (let row = 0; row <= random; row++) {
      around.set(own, row * latent);
      if (row < random) around[row * latent + row] += step;
    }
    const pictures = await artist.decode(around, random + 1);
    const each = pictures.length / (random + 1);
    const middle = pictures.subarray(random * each);
    const moved = Array.from({ length: random }, (_, row) =>
      pictures.subarray(row * each, (row + 1) * each).map((value, at) => value - middle[at]),
    );
    for (let row = 0; row < random; row++)
      for (let column = 0; column <= row; column++) {
        let product = 0;
        for (let at = 0; at < each; at++) product += moved[row][at] * moved[column][at];
        change[row * random + column] += product;
        if (row !== column) change[column * random + row] += product;
      }
  }
  let mean = 1e-30;
  for (let axis = 0; axis < random; axis++) mean += change[axis * (random + 1)] / random;
  return change.map((value) => value / mean);
}

function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1;
}
