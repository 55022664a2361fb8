import { OmakaseError } from "../../error.ts";
import { tensor, type Tensor } from "../tensor.ts";
import { greater } from "./greater.ts";
import { multiply } from "./multiply.ts";
import { select } from "./select.ts";
import { tensorText } from "../../text/index.ts";

/** See {@link leakyRelu}. */
export interface LeakyReluAttributes {
  readonly slope: number;
}

/**
 * Computes x where x > 0, else slope · x (Maas et al. 2013). A slope of 0 is the ReLU.
 *
 * @param slope - 0 … 1. Default 0.2, usual in discriminators. It is also the derivative at 0.
 * @returns the shape of x.
 * @throws OmakaseError `option` when the slope is outside of that range.
 */
export function leakyRelu(x: Tensor, slope = 0.2): Tensor {
  if (!(slope >= 0 && slope <= 1))
    throw new OmakaseError("option", { where: "leakyRelu", ...tensorText.leakyRelu.slope({ slope }) });
  // y > 0 exactly where x > 0, so a device that keeps y need not keep x; the derivative is a tensor of its own, so that
  // the first and the second gradient share it
  const y: Tensor = tensor("leakyRelu", x.shape, [x], { slope }, (dy) => [
    multiply(dy, select(greater(y, 0), 1, slope)),
  ]);
  return y;
}
