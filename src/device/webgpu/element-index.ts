import { sameShape, sizeOf, stridesOf, type Shape } from "../../tensor/index.ts";
import type { WgslWriter } from "./wgsl-writer.ts";

/** Index of a tensor's element in WGSL, as a row-major number or as one coordinate for each axis. */
export interface ElementIndex {
  readonly shape: Shape;
  /** Key that is equal for equal indices of one tensor. */
  readonly key: string;
  /** Returns the row-major number, a WGSL expression of type u32. */
  linear(): string;
  /** Returns the coordinate along an axis, u32. */
  coordinate(axis: number): string;
}

/** Creates the index of a row-major number; coordinates are computed by division on demand. */
export function linearIndex(writer: WgslWriter, shape: Shape, linear: string): ElementIndex {
  const strides = stridesOf(shape);
  return {
    shape,
    key: linear,
    linear: () => linear,
    coordinate(axis) {
      if (shape[axis] === 1) return "0u";
      const whole = strides[axis] === 1 ? linear : `${linear} / ${strides[axis]}u`;
      const first = strides[axis] * shape[axis] === sizeOf(shape);
      return writer.index(first ? whole : `(${whole}) % ${shape[axis]}u`);
    },
  };
}

/**
 * Creates an index from coordinates.
 *
 * @param known - row-major number, if it is known.
 */
export function coordinateIndex(
  writer: WgslWriter,
  shape: Shape,
  at: (axis: number) => string,
  known?: string,
): ElementIndex {
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
    coordinate: (axis) => coordinates[axis],
  };
}

/** Creates the index of an input's element for an index of the result of an element-wise operation (broadcasting). */
export function broadcastIndex(writer: WgslWriter, spot: ElementIndex, shape: Shape): ElementIndex {
  if (sameShape(shape, spot.shape)) return spot;
  if (sizeOf(shape) === 1) return linearIndex(writer, shape, "0u");
  if (sizeOf(shape) === sizeOf(spot.shape)) return reshapedIndex(writer, spot, shape);
  const lead = spot.shape.length - shape.length;
  return coordinateIndex(writer, shape, (axis) => spot.coordinate(axis + lead));
}

/** Creates the index with the same row-major number in another shape of the same size. */
export function reshapedIndex(writer: WgslWriter, spot: ElementIndex, shape: Shape): ElementIndex {
  const [long, short] = [longAxes(spot.shape), longAxes(shape)];
  const alike = long.length === short.length && long.every((axis, at) => spot.shape[axis] === shape[short[at]]);
  if (!alike) return linearIndex(writer, shape, spot.linear());
  return {
    shape,
    key: spot.key,
    linear: () => spot.linear(),
    coordinate: (axis) => (shape[axis] === 1 ? "0u" : spot.coordinate(long[short.indexOf(axis)])),
  };
}

/** Lists the axes that are longer than 1. */
function longAxes(shape: Shape): number[] {
  return [...shape.keys()].filter((axis) => shape[axis] > 1);
}
