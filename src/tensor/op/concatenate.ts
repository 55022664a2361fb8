import { shapeError, showShape } from "../shape.ts";
import { tensor, type Tensor } from "../tensor.ts";
import { slice } from "./slice.ts";

/** See {@link concatenate}. */
export interface ConcatenateAttributes {
  readonly axis: number;
}

/** Tensors one after the other along an axis; all other axes agree. */
export function concatenate(parts: readonly Tensor[], axis: number): Tensor {
  const [first] = parts;
  if (parts.length === 1) return first;
  for (const part of parts)
    if (part.shape.some((length, at) => at !== axis && length !== first.shape[at]))
      throw shapeError(
        "concatenate",
        `shapes like ${showShape(first.shape)} but for axis ${axis}`,
        showShape(part.shape),
      );
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
