import { sameShape, shapeError, formatShape, sizeOf, type Shape } from "../shape.ts";
import { tensor, type Tensor } from "../tensor.ts";
import { tensorText } from "../../text/index.ts";

/**
 * Changes the shape of x; the elements keep their row-major order.
 *
 * @param shape - as many elements as x.
 * @throws OmakaseError `shape` when the number of elements differs.
 */
export function reshape(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x;
  if (sizeOf(shape) !== sizeOf(x.shape))
    throw shapeError(
      "reshape",
      tensorText.shape.size({ from: formatShape(x.shape), count: sizeOf(x.shape), to: formatShape(shape) }),
    );
  return tensor("reshape", shape, [x], {}, (dy) => [reshape(dy, x.shape)]);
}
