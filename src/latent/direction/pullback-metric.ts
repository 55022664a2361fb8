import type { Sampler } from "../../sample/index.ts";

/** Approximate number of images to draw. */
const renderBudget = 1024;
/** Step of the finite differences, in standard deviations of each axis. */
const stepStds = 0.3;

/**
 * Estimates the pullback metric of the generator: vᵀ · metric · v is the mean squared change of pixel values along a
 * short v (Arvanitidis et al. 2018), averaged over some latents and measured by finite differences.
 * @param latents - `[count, latent]`, at least a few; the points of measurement.
 * @returns `[noiseSize, noiseSize]`, row-major, with a mean of 1 on its diagonal.
 */
export async function pullbackMetric(
  sampler: Sampler,
  latents: Float32Array,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const { latent, noiseSize } = sampler;
  const places = Math.min(latents.length / latent, Math.max(2, Math.round(renderBudget / (noiseSize + 1))));
  const step = stepStds * stdOf(latents);
  const change = new Float64Array(noiseSize * noiseSize);
  for (let place = 0; place < places; place++) {
    signal?.throwIfAborted();
    const own = latents.subarray(place * latent, (place + 1) * latent);
    const around = new Float32Array((noiseSize + 1) * latent);
    for (let row = 0; row <= noiseSize; row++) {
      around.set(own, row * latent);
      if (row < noiseSize) around[row * latent + row] += step;
    }
    const pictures = await sampler.decode(around, noiseSize + 1);
    const each = pictures.length / (noiseSize + 1);
    const middle = pictures.subarray(noiseSize * each);
    const moved = Array.from({ length: noiseSize }, (_, row) =>
      pictures.subarray(row * each, (row + 1) * each).map((value, at) => value - middle[at]),
    );
    for (let row = 0; row < noiseSize; row++)
      for (let column = 0; column <= row; column++) {
        let product = 0;
        for (let at = 0; at < each; at++) product += moved[row][at] * moved[column][at];
        change[row * noiseSize + column] += product;
        if (row !== column) change[column * noiseSize + row] += product;
      }
  }
  let mean = 1e-30;
  for (let axis = 0; axis < noiseSize; axis++) mean += change[axis * (noiseSize + 1)] / noiseSize;
  return change.map((value) => value / mean);
}

function stdOf(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1;
}
