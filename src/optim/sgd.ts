import { add, multiply, subtract } from "../tensor/index.ts";
import type { Optimizer } from "./optimizer.ts";

/**
 * Creates stochastic gradient descent with optional momentum (as in PyTorch, without dampening).
 *
 * @param options.momentum - 0 … below 1. Default 0.
 * @returns an optimizer with one slot, the velocity, or none without momentum.
 */
export function sgd({ momentum = 0 }: { readonly momentum?: number } = {}): Optimizer {
  return {
    stepFactor: "rate",
    slots: momentum === 0 ? [] : ["velocity"],
    factors: (_step, rate) => ({ rate }),
    update(parameter, gradient, [velocity], { rate }) {
      const next = velocity ? add(multiply(velocity, momentum), gradient) : gradient;
      return { parameter: subtract(parameter, multiply(next, rate)), slots: velocity ? [next] : [] };
    },
  };
}
