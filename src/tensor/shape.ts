import { OmakaseError } from "../error.ts";

/** The lengths of a tensor's axes, outermost first. `[]` is a scalar. Always known before anything runs. */
export type Shape = readonly number[];

/** How many numbers a tensor of this shape holds. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** Row-major strides: how many numbers apart two neighbours along each axis lie. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis];
  }
  return strides;
}

/** Whether two shapes are the same. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/** `[64, 3, 32, 32]` as a person reads it. */
export function formatShape(shape: Shape): string {
  return `[${shape.join(", ")}]`;
}

/**
 * The shape of an element-wise operation: axes are matched from the last one, and a length of 1 stretches
 * (NumPy's rule).
 *
 * @throws OmakaseError `shape` when two lengths differ and neither is 1.
 */
export function broadcastShape(where: string, a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const left = a[axis - rank + a.length] ?? 1;
    const right = b[axis - rank + b.length] ?? 1;
    if (left !== right && left !== 1 && right !== 1)
      throw shapeError(where, `${formatShape(a)} to fit`, formatShape(b));
    return left === 1 ? right : left;
  });
}

/** An error about shapes: `where: expected A, got B.` */
export function shapeError(where: string, expected: string, got: string): OmakaseError {
  return new OmakaseError("shape", {
    where,
    expected: { ja: expected, en: expected },
    got: { ja: got, en: got },
    remedy: { ja: "テンソルの形を合わせてください", en: "Make the shapes fit" },
  });
}
