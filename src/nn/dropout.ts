import { greater, multiply } from "../tensor/index.ts";
import { OmakaseError } from "../error.ts";
import type { Layer } from "./layer.ts";
import { nnText } from "../text/index.ts";

/**
 * Creates dropout (Srivastava et al. 2014): in training, sets random values to 0 and divides the others by 1 − rate;
 * outside of training, returns its input.
 *
 * @param rate - probability of a value to be dropped, 0 ≤ rate < 1.
 * @returns a layer that keeps the shape.
 * @throws OmakaseError `option` when the rate is outside of that range.
 */
export function dropout(rate: number): Layer {
  if (!(rate >= 0 && rate < 1))
    throw new OmakaseError("option", { where: "dropout", ...nnText.dropout.rate({ rate }) });
  return (x, scope) => {
    if (!scope.training || rate === 0) return x;
    const mask = greater(scope.noise("dropout", x.shape, "uniform"), rate);
    return multiply(multiply(x, 1 / (1 - rate)), mask);
  };
}
