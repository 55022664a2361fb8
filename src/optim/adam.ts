import { add, divide, multiply, sqrt, square, subtract } from "../tensor/index.ts";
import type { Optimizer } from "./optimizer.ts";

/** See {@link adam}. */
export interface AdamOptions {
  /** How slowly the mean of the gradients moves. Default 0.9; GANs use 0.5 or 0. */
  readonly beta1?: number;
  /** How slowly the mean of their squares moves. Default 0.999. */
  readonly beta2?: number;
  /** Added to the root of the squares. Default 1e-8. */
  readonly epsilon?: number;
  /** Pulls weights towards 0, apart from the gradient (AdamW, Loshchilov & Hutter 2019). Default 0. */
  readonly weightDecay?: number;
}

/** Adam with bias correction (Kingma & Ba 2015, algorithm 1); with `weightDecay` it is AdamW. */
export function adam(options: AdamOptions = {}): Optimizer {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0 } = options;
  return {
    stride: "step",
    slots: ["first", "second"],
    factors: (step, rate) => ({
      step: rate / (1 - beta1 ** step),
      correction: 1 / Math.sqrt(1 - beta2 ** step),
      keep: 1 - rate * weightDecay,
    }),
    update(parameter, gradient, [first, second], { step, correction, keep }) {
      const mean = add(multiply(first, beta1), multiply(gradient, 1 - beta1));
      const squares = add(multiply(second, beta2), multiply(square(gradient), 1 - beta2));
      const change = multiply(divide(mean, add(multiply(sqrt(squares), correction), epsilon)), step);
      const kept = weightDecay === 0 ? parameter : multiply(parameter, keep);
      return { parameter: subtract(kept, change), slots: [mean, squares] };
    },
  };
}
