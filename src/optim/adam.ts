import { add, divide, multiply, sqrt, square, subtract } from "../tensor/index.ts";
import type { Optimizer } from "./optimizer.ts";

/** See {@link adam}. */
export interface AdamOptions {
  /** Decay of the average of the gradients, 0 … 1. Default 0.9; GANs use 0.5 or 0. */
  readonly beta1?: number;
  /** Decay of the average of their squares, 0 … 1. Default 0.999. */
  readonly beta2?: number;
  /** Added to the square root of the average square. Default 1e-8. */
  readonly epsilon?: number;
  /** Decoupled weight decay in units of the learning rate (AdamW, Loshchilov & Hutter 2019). Default 0. */
  readonly weightDecay?: number;
}

/**
 * Creates Adam with bias correction (Kingma & Ba 2015, algorithm 1); with `weightDecay` it is AdamW.
 *
 * @param options - see {@link AdamOptions}.
 * @returns an optimizer with two slots: the averages of the gradient and of its square.
 */
export function adam(options: AdamOptions = {}): Optimizer {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0 } = options;
  return {
    stepFactor: "step",
    slots: ["first", "second"],
    factors: (step, rate) => ({
      step: rate / (1 - beta1 ** step),
      correction: 1 / Math.sqrt(1 - beta2 ** step),
      decay: 1 - rate * weightDecay,
    }),
    update(parameter, gradient, [first, second], { step, correction, decay }) {
      const mean = add(multiply(first, beta1), multiply(gradient, 1 - beta1));
      const squares = add(multiply(second, beta2), multiply(square(gradient), 1 - beta2));
      const change = multiply(divide(mean, add(multiply(sqrt(squares), correction), epsilon)), step);
      const decayed = weightDecay === 0 ? parameter : multiply(parameter, decay);
      return { parameter: subtract(decayed, change), slots: [mean, squares] };
    },
  };
}
