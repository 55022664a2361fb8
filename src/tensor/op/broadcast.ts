import { broadcastShape, sameShape, shapeError, formatShape, type Shape } from "../shape.ts";
import { tensor, type Tensor } from "../tensor.ts";
import { sumTo } from "./sum-to.ts";
import { tensorText } from "../../text/index.ts";

/**
 * Repeats axes of length 1 and adds leading axes, up to the given shape.
 *
 * @param shape - as long as the shape of x, or longer.
 * @throws OmakaseError `shape` when x does not broadcast to the shape.
 */
export function broadcast(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x;
  if (!sameShape(broadcastShape("broadcast", x.shape, shape), shape))
    throw shapeError("broadcast", tensorText.shape.stretch({ from: formatShape(x.shape), to: formatShape(shape) }));
  return tensor("broadcast", shape, [x], {}, (dy) => [sumTo(dy, x.shape)]);
}
