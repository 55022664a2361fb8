import type { Material } from "./material.ts";

/** Point of a shape under construction: x, y, z, then the shape's own coordinates u, v, w. */
export type MeshPoint = Float64Array;

/** Smooth surface as a grid of points: rows × columns, neighbours joined by triangles. */
export interface Mesh<Paint = Material> {
  readonly rows: number;
  readonly columns: number;
  /** `rows × columns × 3`. */
  readonly positions: Float32Array;
  /** `rows × columns × 3`, unit length. */
  readonly normals: Float32Array;
  /** `rows × columns × 3`: u, v, w. */
  readonly coordinates: Float32Array;
  readonly material: Paint;
  /** Orientation of the triangles' outside, +1 or −1; 0: a sheet, visible from both sides. */
  readonly orientation: number;
  /** Domain of the surface; undefined: everywhere. */
  readonly exists?: (x: number, y: number, z: number) => boolean;
}

/** Options of {@link mesh}. */
export interface MeshOptions {
  /** Whether the last column coincides with the first. Default false. */
  readonly closed?: boolean;
  /** Whether both sides are visible: a leaf, a sheet of nori. Default false: only the outside is. */
  readonly sheet?: boolean;
}

/**
 * Builds a mesh from a function that writes the point at `along` (rows, 0 … 1) and `around` (columns, 0 … 1) into its
 * third parameter. Normals follow from the neighbours.
 */
export function mesh<Paint>(
  rows: number,
  columns: number,
  material: Paint,
  place: (along: number, around: number, point: MeshPoint) => void,
  options: MeshOptions = {},
): Mesh<Paint> {
  const count = rows * columns;
  const positions = new Float32Array(count * 3);
  const coordinates = new Float32Array(count * 3);
  const point = new Float64Array(6);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at += 3) {
      place(row / (rows - 1), column / (columns - 1), point);
      positions[at] = point[0];
      positions[at + 1] = point[1];
      positions[at + 2] = point[2];
      coordinates[at] = point[3];
      coordinates[at + 1] = point[4];
      coordinates[at + 2] = point[5];
    }
  }
  const normals = normalsOf(rows, columns, positions, options.closed === true);
  const orientation = options.sheet === true ? 0 : outsideOf(positions, normals);
  return { rows, columns, positions, normals, coordinates, material, orientation };
}

function normalsOf(rows: number, columns: number, p: Float32Array, closed: boolean): Float32Array {
  const normals = new Float32Array(p.length);
  const stride = columns * 3;
  for (let row = 0; row < rows; row++) {
    const up = row === 0 ? 0 : -stride;
    const down = row === rows - 1 ? 0 : stride;
    for (let column = 0; column < columns; column++) {
      const at = row * stride + column * 3;
      const left = column > 0 ? at - 3 : closed ? at + stride - 6 : at;
      const right = column < columns - 1 ? at + 3 : closed ? at - stride + 6 : at;
      const ax = p[at + down] - p[at + up];
      const ay = p[at + down + 1] - p[at + up + 1];
      const az = p[at + down + 2] - p[at + up + 2];
      const bx = p[right] - p[left];
      const by = p[right + 1] - p[left + 1];
      const bz = p[right + 2] - p[left + 2];
      setUnit(normals, at, ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx);
    }
  }
  smoothPole(normals, p, 0, stride, stride);
  smoothPole(normals, p, (rows - 1) * stride, -stride, stride);
  return normals;
}

/** Fixes the normals of a row that collapses to one point: takes the mean of the adjacent row. */
function smoothPole(normals: Float32Array, p: Float32Array, start: number, beside: number, stride: number): void {
  const far = start + 3 * (stride / 6 - ((stride / 6) % 1));
  const spread =
    Math.abs(p[start] - p[far]) + Math.abs(p[start + 1] - p[far + 1]) + Math.abs(p[start + 2] - p[far + 2]);
  if (spread > 1e-5) return;
  let [x, y, z] = [0, 0, 0];
  for (let at = start + beside; at < start + beside + stride; at += 3) {
    x += normals[at];
    y += normals[at + 1];
    z += normals[at + 2];
  }
  for (let at = start; at < start + stride; at += 3) setUnit(normals, at, x, y, z);
}

function setUnit(out: Float32Array, at: number, x: number, y: number, z: number): void {
  const length = Math.sqrt(x * x + y * y + z * z);
  const shrink = length > 0 ? 1 / length : 0;
  out[at] = x * shrink;
  out[at + 1] = y * shrink;
  out[at + 2] = z * shrink;
}

/** Orients the normals away from the centroid of the points; returns +1 if they already were, else −1. */
function outsideOf(positions: Float32Array, normals: Float32Array): number {
  let [x, y, z] = [0, 0, 0];
  for (let at = 0; at < positions.length; at += 3) {
    x += positions[at];
    y += positions[at + 1];
    z += positions[at + 2];
  }
  const share = 3 / positions.length;
  let outward = 0;
  for (let at = 0; at < positions.length; at += 3) {
    outward +=
      normals[at] * (positions[at] - x * share) +
      normals[at + 1] * (positions[at + 1] - y * share) +
      normals[at + 2] * (positions[at + 2] - z * share);
  }
  if (outward >= 0) return 1;
  for (let at = 0; at < normals.length; at++) normals[at] = -normals[at];
  return -1;
}
