import { tensor, type Gradient, type Tensor } from "../tensor.ts";

/**
 * The value of `y` with a gradient of one's own: `gradient(dy)` is what flows to `inputs`, and nothing flows into
 * `y` itself. Devices treat it as another name for `y`. With no inputs it stops the gradient.
 */
export function withGradient(y: Tensor, inputs: readonly Tensor[], gradient: Gradient): Tensor {
  return tensor("withGradient", y.shape, [y, ...inputs], {}, (dy, [, ...wanted]) => [
    undefined,
    ...gradient(dy, wanted),
  ]);
}

/** The value of x, through which no gradient flows (a generator's picture in the discriminator's step). */
export function stopGradient(x: Tensor): Tensor {
  return withGradient(x, [], () => []);
}
