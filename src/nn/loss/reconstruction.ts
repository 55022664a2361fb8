import {
  abs,
  add,
  divide,
  exp,
  log,
  mean,
  meanAll,
  multiply,
  reshape,
  square,
  stopGradient,
  subtract,
  sumAll,
  type Tensor,
} from "../../tensor/index.ts";

/**
 * Computes the mean squared difference of two tensors of one shape.
 *
 * @returns `[]`.
 */
export function meanSquaredError(output: Tensor, target: Tensor): Tensor {
  return meanAll(square(subtract(output, target)));
}

/**
 * Computes the mean absolute difference (L1) of two tensors of one shape.
 *
 * @returns `[]`.
 */
export function meanAbsoluteError(output: Tensor, target: Tensor): Tensor {
  return meanAll(abs(subtract(output, target)));
}

/**
 * Computes the negative log-likelihood of images under a Gaussian around the decoder's output whose variance is the best
 * one for the batch, the mean squared error (optimal σ-VAE, Rybkin et al. 2021, section 4.2), `[]`, in nats an image,
 * without the constant. The balance between sharp reconstructions and ordered latents needs no weight.
 *
 * We differ: that paper counts each value of an image as separate evidence, and then the latents of a small model never
 * become ordered enough to sample from. Neighbouring errors are correlated, so we count {@link independentValues}.
 *
 * @param output - `[batch, channel, height, width]`.
 * @param images - of the same shape.
 */
export function gaussianNegativeLogLikelihood(output: Tensor, images: Tensor): Tensor {
  const errors = subtract(output, images);
  const values = independentValues(stopGradient(errors));
  return multiply(multiply(log(add(meanAll(square(errors)), 1e-8)), values), 0.5);
}

/**
 * Estimates the number of independent values among the errors of an image, `[]`: the effective sample size of
 * correlated observations (Bayley & Hammersley 1946). Means over blocks of n independent errors have 1/n of their
 * variance; a larger variance of the block means shows how much the errors repeat one another.
 *
 * @param errors - `[batch, channel, height, width]`.
 */
export function independentValues(errors: Tensor): Tensor {
  const [batch, channels, height, width] = errors.shape;
  const [rows, columns] = [blockCount(height), blockCount(width)];
  const parts = reshape(errors, [batch, channels, rows, height / rows, columns, width / columns]);
  const blockMeans = meanAll(square(mean(parts, [1, 3, 5])));
  return multiply(divide(meanAll(square(errors)), add(blockMeans, 1e-12)), rows * columns);
}

/** Returns the number of blocks along a side: up to eight, each of whole pixels. */
function blockCount(length: number): number {
  return [8, 7, 6, 5, 4, 3, 2].find((count) => length % count === 0) ?? 1;
}

/**
 * Computes KL(N(mean, variance) ‖ N(0, 1)), summed over the latent and averaged over the batch, `[]`, in nats an image
 * (Kingma & Welling 2014, appendix B).
 *
 * @param mean - `[batch, latent]`.
 * @param logVariance - `[batch, latent]`.
 */
export function klDivergence(mean: Tensor, logVariance: Tensor): Tensor {
  const inner = subtract(subtract(add(square(mean), exp(logVariance)), logVariance), 1);
  return multiply(sumAll(inner), 0.5 / mean.shape[0]);
}
