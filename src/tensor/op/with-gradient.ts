import { tensor, type Gradient, type Tensor } from "../tensor.ts";

/**
 * Returns `y` with a custom gradient, which flows to `inputs` instead of `y`. Devices treat the result as an alias of `y`.
 *
 * @param inputs - tensors that the gradient flows to; none stops it.
 * @param gradient - from dL/dy to the gradient of each input.
 * @returns the shape of y.
 */
export function withGradient(y: Tensor, inputs: readonly Tensor[], gradient: Gradient): Tensor {
  return tensor("withGradient", y.shape, [y, ...inputs], {}, (dy, [, ...wanted]) => [
    undefined,
    ...gradient(dy, wanted),
  ]);
}

/**
 * Returns x without a gradient (`detach` in PyTorch).
 *
 * @returns the shape of x.
 */
export function stopGradient(x: Tensor): Tensor {
  return withGradient(x, [], () => []);
}
