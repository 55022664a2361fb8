import { add, multiply, subtract } from "../tensor/index.ts";
import type { Optimizer } from "./optimizer.ts";

/**
 * Stochastic gradient descent, with momentum if wanted (as in PyTorch: the velocity is not damped).
 *
 * @param momentum - 0 … below 1. Default 0.
 */
export function sgd({ momentum = 0 }: { readonly momentum?: number } = {}): Optimizer {
  return {
    stride: "rate",
    slots: momentum === 0 ? [] : ["velocity"],
    factors: (_step, rate) => ({ rate }),
    update(parameter, gradient, [velocity], { rate }) {
      const next = velocity ? add(multiply(velocity, momentum), gradient) : gradient;
      return { parameter: subtract(parameter, multiply(next, rate)), slots: velocity ? [next] : [] };
    },
  };
}
