import { gradients, multiply, square, sumAll, type Tensor } from "../../tensor/index.ts";

/**
 * How steep the discriminator is at some pictures: the mean over the batch of ‖∇ₓ D(x)‖², `[]`. Kept small on real
 * pictures it is R1 (Mescheder et al. 2018), on drawn ones R2; both make training converge.
 *
 * @param logits - `[batch, 1]`, computed from `pictures`, each row from its own picture only.
 * @param pictures - `[batch, channel, size, size]`.
 */
export function steepness(logits: Tensor, pictures: Tensor): Tensor {
  const [slope] = gradients(sumAll(logits), [pictures]);
  return multiply(sumAll(square(slope)), 1 / pictures.shape[0]);
}
