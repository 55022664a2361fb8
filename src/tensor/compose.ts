/** Functions composed of operations, so that devices need no kernels for them. */
import { sizeOf } from "./shape.ts";
import type { Tensor } from "./tensor.ts";
import { add } from "./op/add.ts";
import { divide } from "./op/divide.ts";
import { exp } from "./op/exp.ts";
import { max } from "./op/max.ts";
import { log } from "./op/log.ts";
import { multiply } from "./op/multiply.ts";
import { reshape } from "./op/reshape.ts";
import { select } from "./op/select.ts";
import { greater } from "./op/greater.ts";
import { softplus } from "./op/softplus.ts";
import { subtract } from "./op/subtract.ts";
import { sum } from "./op/sum.ts";
import { stopGradient } from "./op/with-gradient.ts";

/**
 * Computes x², element by element.
 *
 * @returns the shape of x.
 */
export function square(x: Tensor): Tensor {
  return multiply(x, x);
}

/**
 * Computes |x|, element by element; the derivative at 0 is −1.
 *
 * @returns the shape of x.
 */
export function abs(x: Tensor): Tensor {
  return select(greater(x, 0), x, multiply(x, -1));
}

/**
 * Computes the mean over some axes.
 *
 * @param axes - from 0, each once. Default: all.
 * @returns the shape of x, with length 1 in these axes.
 * @throws OmakaseError `shape` when an axis does not exist or occurs twice.
 */
export function mean(x: Tensor, axes?: readonly number[]): Tensor {
  const total = sum(x, axes);
  return multiply(total, sizeOf(total.shape) / sizeOf(x.shape));
}

/**
 * Computes the mean of all elements.
 *
 * @returns `[]`.
 */
export function meanAll(x: Tensor): Tensor {
  return reshape(mean(x), []);
}

/**
 * Computes the sum of all elements.
 *
 * @returns `[]`.
 */
export function sumAll(x: Tensor): Tensor {
  return reshape(sum(x), []);
}

/**
 * Computes log(1 / (1 + e^−x)), element by element and without overflow.
 *
 * @returns the shape of x.
 */
export function logSigmoid(x: Tensor): Tensor {
  return multiply(softplus(multiply(x, -1)), -1);
}

/**
 * Computes the logarithm of the softmax, x − log Σ eˣ, over an axis and without overflow.
 *
 * @param axis - from 0.
 * @returns the shape of x.
 */
export function logSoftmax(x: Tensor, axis: number): Tensor {
  const shifted = subtract(x, stopGradient(max(x, [axis]))); // the result does not depend on the shift, so its gradient is 0
  return subtract(shifted, log(sum(exp(shifted), [axis])));
}

/**
 * Computes the softmax, eˣ / Σ eˣ, over an axis and without overflow.
 *
 * @param axis - from 0.
 * @returns the shape of x.
 */
export function softmax(x: Tensor, axis: number): Tensor {
  const exponentials = exp(subtract(x, stopGradient(max(x, [axis]))));
  return divide(exponentials, sum(exponentials, [axis]));
}

/**
 * Flattens all axes but the batch.
 *
 * @param x - `[batch, …]`.
 * @returns `[batch, rest]`.
 */
export function flattenBatch(x: Tensor): Tensor {
  return reshape(x, [x.shape[0], sizeOf(x.shape.slice(1))]);
}

/**
 * Computes the inner product of two tensors of one shape.
 *
 * @returns `[]`.
 */
export function dot(a: Tensor, b: Tensor): Tensor {
  return sumAll(multiply(a, b));
}

/**
 * Adds several tensors of one shape.
 *
 * @param parts - at least one.
 */
export function addN(parts: readonly Tensor[]): Tensor {
  return parts.reduce((a, b) => add(a, b));
}
