import { sameShape, shapeError, formatShape, sizeOf, type Shape } from "../shape.ts";
import { tensor, type Tensor } from "../tensor.ts";

/**
 * Changes the shape of x; the elements keep their row-major order.
 *
 * @param shape - as many elements as x.
 * @throws OmakaseError `shape` when the number of elements differs.
 */
export function reshape(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x;
  if (sizeOf(shape) !== sizeOf(x.shape))
    throw shapeError("reshape", `a shape of ${sizeOf(x.shape)} values`, formatShape(shape));
  return tensor("reshape", shape, [x], {}, (dy) => [reshape(dy, x.shape)]);
}
