import { sameShape, shapeError, formatShape, sizeOf, type Shape } from "../shape.ts";
import { tensor, type Tensor } from "../tensor.ts";

/** The same numbers in the same order under another shape. */
export function reshape(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x;
  if (sizeOf(shape) !== sizeOf(x.shape))
    throw shapeError("reshape", `a shape of ${sizeOf(x.shape)} values`, formatShape(shape));
  return tensor("reshape", shape, [x], {}, (dy) => [reshape(dy, x.shape)]);
}
