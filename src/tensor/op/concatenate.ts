import { sameShape, shapeError, formatShape } from "../shape.ts";
import { tensor, type Tensor } from "../tensor.ts";
import { slice } from "./slice.ts";
import { tensorText } from "../../text/index.ts";

/** See {@link concatenate}. */
export interface ConcatenateAttributes {
  readonly axis: number;
}

/**
 * Concatenates tensors along an axis.
 *
 * @param parts - at least one; their shapes differ in that axis only.
 * @param axis - from 0.
 * @returns the shape of the parts, with the sum of their lengths along the axis.
 * @throws OmakaseError `shape` when the axis does not exist or another axis differs.
 */
export function concatenate(parts: readonly Tensor[], axis: number): Tensor {
  const [first] = parts;
  if (!first || first.shape[axis] === undefined)
    throw shapeError(
      "concatenate",
      tensorText.shape.axis({ axis, isEmpty: !first, shape: first ? formatShape(first.shape) : "" }),
    );
  for (const { shape } of parts)
    if (shape[axis] === undefined || !sameShape(shape.with(axis, 1), first.shape.with(axis, 1)))
      throw shapeError(
        "concatenate",
        tensorText.shape.alike({ axis, first: formatShape(first.shape), other: formatShape(shape) }),
      );
  if (parts.length === 1) return first;
  const shape = first.shape.with(
    axis,
    parts.reduce((total, part) => total + part.shape[axis], 0),
  );
  return tensor("concatenate", shape, parts, { axis }, (dy, wanted) => {
    let at = 0;
    return parts.map((part, index) => {
      const start = part.shape.map((_, other) => (other === axis ? at : 0));
      at += part.shape[axis];
      return wanted[index] ? slice(dy, start, part.shape) : undefined;
    });
  });
}
