import { add, divide, multiply, sqrt, square, subtract } from "../tensor/index.ts";
import type { Optimizer } from "./optimizer.ts";

/** See {@link rmsProp}. */
export interface RmsPropOptions {
  /** Decay of the average of the squared gradients, 0 … 1. Default 0.99. */
  readonly alpha?: number;
  /** Added to the square root of the average square. Default 1e-8. */
  readonly epsilon?: number;
}

/**
 * Creates RMSprop (Hinton, lecture 6e of the Coursera course, 2012), as in PyTorch.
 *
 * @returns an optimizer with one slot: the average of the squared gradient.
 */
export function rmsProp({ alpha = 0.99, epsilon = 1e-8 }: RmsPropOptions = {}): Optimizer {
  return {
    stepFactor: "rate",
    slots: ["squares"],
    factors: (_step, rate) => ({ rate }),
    update(parameter, gradient, [squares], { rate }) {
      const next = add(multiply(squares, alpha), multiply(square(gradient), 1 - alpha));
      return {
        parameter: subtract(parameter, multiply(divide(gradient, add(sqrt(next), epsilon)), rate)),
        slots: [next],
      };
    },
  };
}
