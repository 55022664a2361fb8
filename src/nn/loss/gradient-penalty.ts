import {
  add,
  concatenate,
  gradients,
  meanAll,
  multiply,
  sizeOf,
  slice,
  sqrt,
  square,
  subtract,
  sum,
  sumAll,
  type Tensor,
} from "../../tensor/index.ts";

/**
 * A discriminator, from images and their condition to logits: `[batch, channel, size, size]` →
 * `[batch, 1]` or `[batch, 1, rows, columns]`, each from its own image only.
 */
type Discriminate = (images: Tensor, condition?: Tensor) => Tensor;

/**
 * Computes the zero-centered gradient penalty: the mean of ‖∇ₓ D(x)‖² over the logits, `[]`. On real images it is R1
 * (Mescheder et al. 2018), on generated ones R2; both make training converge. With one logit for each patch, the slopes
 * of the patches are taken as uncorrelated, as all are computed at once.
 *
 * @param discriminate - from images, and their condition if there is one, to logits.
 * @param sets - batches of images of one shape; the mean is over all of them.
 * @param fraction - fraction of each batch that is penalized, 0 … 1. Default 1. The penalty doubles the cost of a step; a
 *   quarter suffices, as every step has other images.
 * @param condition - condition of image `i` of every set, `[batch, …]`. Default: none.
 */
export function zeroCenteredPenalty(
  discriminate: Discriminate,
  sets: readonly Tensor[],
  fraction = 1,
  condition?: Tensor,
): Tensor {
  const takeFraction = (x: Tensor) => {
    const [batch, ...shape] = x.shape;
    return slice(x, [0, ...shape.map(() => 0)], [Math.max(1, Math.round(batch * fraction)), ...shape]);
  };
  const images = concatenate(sets.map(takeFraction), 0);
  const conditions = condition && concatenate(new Array<Tensor>(sets.length).fill(takeFraction(condition)), 0);
  const logits = conditions ? discriminate(images, conditions) : discriminate(images);
  const [slope] = gradients(sumAll(logits), [images]);
  return multiply(sumAll(square(slope)), 1 / sizeOf(logits.shape));
}

/**
 * Computes the DRAGAN penalty: the mean of (‖∇ₓ D(x)‖ − 1)² around real images, `[]` (Kodali et al. 2017, section 2.3).
 * The points lie half a standard deviation of the batch, times noise, from the images.
 *
 * @param discriminate - see {@link zeroCenteredPenalty}.
 * @param real - images, `[batch, channel, size, size]`.
 * @param noise - uniform, 0 … 1, of the shape of the images.
 * @param condition - see {@link zeroCenteredPenalty}.
 */
export function draganPenalty(discriminate: Discriminate, real: Tensor, noise: Tensor, condition?: Tensor): Tensor {
  const std = sqrt(meanAll(square(subtract(real, meanAll(real)))));
  const points = add(real, multiply(noise, multiply(std, 0.5)));
  const [slope] = gradients(sumAll(condition ? discriminate(points, condition) : discriminate(points)), [points]);
  const norm = sqrt(add(sum(square(slope), [1, 2, 3]), 1e-12)); // sqrt has no derivative at 0
  return meanAll(square(subtract(norm, 1)));
}
