import { greater, multiply } from "../tensor/index.ts";
import { OmakaseError } from "../error.ts";
import type { Layer } from "./layer.ts";

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
    throw new OmakaseError("option", {
      where: "dropout",
      expected: { ja: "0 以上 1 未満の割合", en: "a rate from 0 to below 1" },
      got: { ja: String(rate), en: String(rate) },
      remedy: { ja: "0.5 などを指定してください", en: "Give a rate such as 0.5" },
    });
  return (x, scope) => {
    if (!scope.training || rate === 0) return x;
    const mask = greater(scope.noise("dropout", x.shape, "uniform"), rate);
    return multiply(multiply(x, 1 / (1 - rate)), mask);
  };
}
