import { concatenate, gradients, multiply, slice, square, sumAll, type Tensor } from "../../tensor/index.ts";

/**
 * How steep the discriminator is at some pictures: the mean of ‖∇ₓ D(x)‖², `[]`. Kept small on real pictures it is R1
 * (Mescheder et al. 2018), on drawn ones R2; both make training converge.
 *
 * @param judge - `[batch, channel, size, size]` → logits `[batch, 1]`, each from its own picture only.
 * @param sets - batches of pictures of one shape; the mean is over all of them.
 * @param part - of each batch that is looked at, 0 … 1. Measuring costs as much as learning; a quarter measures as
 *   well, as every step looks at other pictures.
 */
export function steepness(judge: (x: Tensor) => Tensor, sets: readonly Tensor[], part = 1): Tensor {
  const looked = sets.map((pictures) => {
    const [batch, ...shape] = pictures.shape;
    return slice(pictures, [0, 0, 0, 0], [Math.max(1, Math.round(batch * part)), ...shape]);
  });
  const pictures = concatenate(looked, 0);
  const [slope] = gradients(sumAll(judge(pictures)), [pictures]);
  return multiply(sumAll(square(slope)), 1 / pictures.shape[0]);
}
