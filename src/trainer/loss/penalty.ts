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
 * From pictures, and what they are to show, to logits: `[batch, channel, size, size]` → `[batch, 1]` or
 * `[batch, 1, rows, columns]`, each from its own picture only.
 */
type Judge = (pictures: Tensor, condition?: Tensor) => Tensor;

/**
 * How steep the discriminator is at some pictures: the mean of ‖∇ₓ D(x)‖² over its logits, `[]`. Kept small on real
 * pictures it is R1 (Mescheder et al. 2018), on drawn ones R2; both make training converge. Where a picture has a
 * logit for every patch, this takes their slopes for uncorrelated, as all are found at once.
 *
 * @param sets - batches of pictures of one shape; the mean is over all of them.
 * @param part - of each batch that is looked at, 0 … 1. Measuring costs as much as learning; a quarter measures as
 *   well, as every step looks at other pictures.
 * @param condition - what picture `i` of every set is to show, `[batch, …]`. Default: nothing.
 */
export function steepness(judge: Judge, sets: readonly Tensor[], part = 1, condition?: Tensor): Tensor {
  const some = (x: Tensor) => {
    const [batch, ...shape] = x.shape;
    return slice(x, [0, ...shape.map(() => 0)], [Math.max(1, Math.round(batch * part)), ...shape]);
  };
  const pictures = concatenate(sets.map(some), 0);
  const told = condition && concatenate(new Array<Tensor>(sets.length).fill(some(condition)), 0);
  const logits = judge(pictures, told);
  const [slope] = gradients(sumAll(logits), [pictures]);
  return multiply(sumAll(square(slope)), 1 / sizeOf(logits.shape));
}

/**
 * How far the discriminator's slope is from 1 around real pictures: the mean of (‖∇ₓ D(x)‖ − 1)², `[]` (DRAGAN, Kodali
 * et al. 2017, section 2.3). Around means: half a standard deviation of the batch, times noise, is added.
 *
 * @param noise - uniform, 0 … 1, of the shape of the pictures.
 * @param condition - see {@link steepness}.
 */
export function draganPenalty(judge: Judge, real: Tensor, noise: Tensor, condition?: Tensor): Tensor {
  const deviation = sqrt(meanAll(square(subtract(real, meanAll(real)))));
  const around = add(real, multiply(noise, multiply(deviation, 0.5)));
  const [slope] = gradients(sumAll(judge(around, condition)), [around]);
  const length = sqrt(add(sum(square(slope), [1, 2, 3]), 1e-12)); // the root of 0 has no slope
  return meanAll(square(subtract(length, 1)));
}
