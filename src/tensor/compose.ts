/** Short names for what is written often in models: each is made of operations, none is new to a device. */
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

/** x². */
export function square(x: Tensor): Tensor {
  return multiply(x, x);
}

/** |x|; its gradient at 0 is that of −x. */
export function abs(x: Tensor): Tensor {
  return select(greater(x, 0), x, multiply(x, -1));
}

/** The mean over some axes (all of them, if none are named), which stay with length 1. */
export function mean(x: Tensor, axes?: readonly number[]): Tensor {
  const total = sum(x, axes);
  return multiply(total, sizeOf(total.shape) / sizeOf(x.shape));
}

/** The mean over everything, as a single number `[]`: what a loss ends with. */
export function meanAll(x: Tensor): Tensor {
  return reshape(mean(x), []);
}

/** The sum over everything, as a single number `[]`. */
export function sumAll(x: Tensor): Tensor {
  return reshape(sum(x), []);
}

/** log(1 / (1 + e^−x)), computed so that it does not overflow. */
export function logSigmoid(x: Tensor): Tensor {
  return multiply(softplus(multiply(x, -1)), -1);
}

/** x − log Σ eˣ over an axis: the logarithm of the softmax. */
export function logSoftmax(x: Tensor, axis: number): Tensor {
  const shifted = subtract(x, stopGradient(max(x, [axis]))); // any shift gives the same, so its gradient is 0
  return subtract(shifted, log(sum(exp(shifted), [axis])));
}

/** eˣ / Σ eˣ over an axis. */
export function softmax(x: Tensor, axis: number): Tensor {
  const raised = exp(subtract(x, stopGradient(max(x, [axis]))));
  return divide(raised, sum(raised, [axis]));
}

/** Everything but the batch in one axis: `[batch, rest]`. */
export function flattenBatch(x: Tensor): Tensor {
  return reshape(x, [x.shape[0], sizeOf(x.shape.slice(1))]);
}

/** The inner product of two tensors of one shape, as a single number `[]`. */
export function dot(a: Tensor, b: Tensor): Tensor {
  return sumAll(multiply(a, b));
}

/** A sum of several tensors of one shape. */
export function addN(parts: readonly Tensor[]): Tensor {
  return parts.reduce((a, b) => add(a, b));
}
