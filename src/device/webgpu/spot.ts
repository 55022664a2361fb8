import { sameShape, sizeOf, stridesOf, type Shape } from "../../tensor/index.ts";
import type { Writer } from "./writer.ts";

/** Which element of a tensor a line of WGSL means: as one row-major number, or as one number for each axis. */
export interface Spot {
  readonly shape: Shape;
  /** Two spots of one tensor with the same key mean the same element. */
  readonly key: string;
  /** A WGSL expression, u32. */
  linear(): string;
  /** The coordinate along an axis, u32. */
  at(axis: number): string;
}

/** The element with this row-major number. Coordinates are found by division where somebody needs them. */
export function linearSpot(writer: Writer, shape: Shape, linear: string): Spot {
  const strides = stridesOf(shape);
  return {
    shape,
    key: linear,
    linear: () => linear,
    at(axis) {
      if (shape[axis] === 1) return "0u";
      const whole = strides[axis] === 1 ? linear : `${linear} / ${strides[axis]}u`;
      const first = strides[axis] * shape[axis] === sizeOf(shape);
      return writer.index(first ? whole : `(${whole}) % ${shape[axis]}u`);
    },
  };
}

/**
 * The element at these coordinates.
 *
 * @param known - the row-major number, where it is known already.
 */
export function coordinateSpot(writer: Writer, shape: Shape, at: (axis: number) => string, known?: string): Spot {
  const coordinates = shape.map((length, axis) => (length === 1 ? "0u" : at(axis)));
  const strides = stridesOf(shape);
  return {
    shape,
    key: coordinates.join(),
    linear() {
      if (known !== undefined) return known;
      const parts = coordinates.flatMap((coordinate, axis) => {
        if (coordinate === "0u") return [];
        return [strides[axis] === 1 ? coordinate : `${coordinate} * ${strides[axis]}u`];
      });
      return parts.length === 0 ? "0u" : writer.index(parts.join(" + "));
    },
    at: (axis) => coordinates[axis],
  };
}

/** The element of an input that an element-wise operation meets at a spot of its result. */
export function stretchedSpot(writer: Writer, spot: Spot, shape: Shape): Spot {
  if (sameShape(shape, spot.shape)) return spot;
  if (sizeOf(shape) === 1) return linearSpot(writer, shape, "0u");
  if (sizeOf(shape) === sizeOf(spot.shape)) return reshapedSpot(writer, spot, shape);
  const lead = spot.shape.length - shape.length;
  return coordinateSpot(writer, shape, (axis) => spot.at(axis + lead));
}

/** The element of the same row-major number in another shape of the same size. */
export function reshapedSpot(writer: Writer, spot: Spot, shape: Shape): Spot {
  const [long, short] = [longAxes(spot.shape), longAxes(shape)];
  const alike = long.length === short.length && long.every((axis, at) => spot.shape[axis] === shape[short[at]]);
  if (!alike) return linearSpot(writer, shape, spot.linear());
  return {
    shape,
    key: spot.key,
    linear: () => spot.linear(),
    at: (axis) => (shape[axis] === 1 ? "0u" : spot.at(long[short.indexOf(axis)])),
  };
}

/** The axes that have more than one place. */
function longAxes(shape: Shape): number[] {
  return [...shape.keys()].filter((axis) => shape[axis] > 1);
}
