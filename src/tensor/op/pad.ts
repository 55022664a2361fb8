import { shapeError, formatShape } from "../shape.ts";
import { tensor, type Tensor } from "../tensor.ts";
import { slice } from "./slice.ts";
import { tensorText } from "../../text/index.ts";

/** See {@link pad}. */
export interface PadAttributes {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/**
 * Pads x with zeros.
 *
 * @param before - number of zeros at the start of each axis, 0 or more.
 * @param after - number of zeros at the end of each axis, 0 or more.
 * @returns the shape of x, longer by `before[i] + after[i]` in axis i.
 * @throws OmakaseError `shape` unless each axis has two counts.
 */
export function pad(x: Tensor, before: readonly number[], after: readonly number[]): Tensor {
  if ([before, after].some((counts) => counts.length !== x.shape.length || counts.some((count) => !(count >= 0))))
    throw shapeError(
      "pad",
      tensorText.shape.counts({
        shape: formatShape(x.shape),
        before: formatShape(before),
        after: formatShape(after),
      }),
    );
  if ([...before, ...after].every((count) => count === 0)) return x;
  const shape = x.shape.map((length, axis) => before[axis] + length + after[axis]);
  return tensor("pad", shape, [x], { before: [...before], after: [...after] }, (dy) => [slice(dy, before, x.shape)]);
}
