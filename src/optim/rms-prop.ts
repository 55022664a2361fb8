import { add, divide, multiply, sqrt, square, subtract } from "../tensor/index.ts";
import type { Optimizer } from "./optimizer.ts";

/** See {@link rmsProp}. */
export interface RmsPropOptions {
  /** How slowly the mean of the squared gradients moves. Default 0.99. */
  readonly alpha?: number;
  /** Added to the root of the squares. Default 1e-8. */
  readonly epsilon?: number;
}

/** RMSprop (Hinton, lecture 6e of the Coursera course, 2012), as in PyTorch. */
export function rmsProp({ alpha = 0.99, epsilon = 1e-8 }: RmsPropOptions = {}): Optimizer {
  return {
    stride: "rate",
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
