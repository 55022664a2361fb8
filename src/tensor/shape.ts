import { OmakaseError } from "../error.ts";
import { tensorText, type ErrorTexts } from "../text/index.ts";

/** Lengths of a tensor's axes, outermost first. `[]` is a scalar. Known before anything runs. */
export type Shape = readonly number[];

/** Counts the elements of a tensor of this shape. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** Computes row-major strides: the distance of two neighbours along each axis, in elements. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis];
  }
  return strides;
}

/** Compares two shapes. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/** Formats a shape as text: `[64, 3, 32, 32]`. */
export function formatShape(shape: Shape): string {
  return `[${shape.join(", ")}]`;
}

/**
 * Computes the shape of an element-wise operation by NumPy's rule: axes are matched from the last one, and a length of 1 is
 * repeated.
 *
 * @param where - name of the operation, for the error.
 * @throws OmakaseError `shape` when two lengths differ and neither is 1.
 */
export function broadcastShape(where: string, a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const left = a[axis - rank + a.length] ?? 1;
    const right = b[axis - rank + b.length] ?? 1;
    if (left !== right && left !== 1 && right !== 1)
      throw shapeError(
        where,
        tensorText.shape.fit({ left: formatShape(a), right: formatShape(b), isImages: areImagesOfTwoSizes(a, b) }),
      );
    return left === 1 ? right : left;
  });
}

/** Returns whether shapes differ in nothing but height and width. */
function areImagesOfTwoSizes(a: Shape, b: Shape): boolean {
  return a.length === 4 && b.length === 4 && a[0] === b[0] && a[1] === b[1];
}

/** Creates an error about shapes: `where: expected A, got B. Do C.` */
export function shapeError(where: string, texts: ErrorTexts): OmakaseError {
  return new OmakaseError("shape", { where, ...texts });
}
