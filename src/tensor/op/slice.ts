import { sameShape, shapeError, formatShape, type Shape } from "../shape.ts";
import { tensor, type Tensor } from "../tensor.ts";
import { pad } from "./pad.ts";
import { tensorText } from "../../text/index.ts";

/** See {@link slice}. */
export interface SliceAttributes {
  /** First index of the block in each axis; its size is the shape of the result. */
  readonly start: readonly number[];
}

/**
 * Takes a block of x.
 *
 * @param start - first index in each axis, from 0.
 * @param size - shape of the block, and of the result.
 * @throws OmakaseError `shape` when the block is not inside x.
 */
export function slice(x: Tensor, start: readonly number[], size: Shape): Tensor {
  const rank = x.shape.length;
  const inside = x.shape.every((length, axis) => start[axis] >= 0 && start[axis] + size[axis] <= length);
  if (start.length !== rank || size.length !== rank || !inside)
    throw shapeError(
      "slice",
      tensorText.shape.block({ shape: formatShape(x.shape), size: formatShape(size), start: formatShape(start) }),
    );
  if (sameShape(x.shape, size)) return x;
  const after = x.shape.map((length, axis) => length - start[axis] - size[axis]);
  return tensor("slice", size, [x], { start: [...start] }, (dy) => [pad(dy, start, after)]);
}
