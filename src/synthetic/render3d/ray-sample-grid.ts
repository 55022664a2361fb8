/**
 * Nearest hits of the rays of a picture. Each pixel has `scale × scale` rays; each stores only the nearest shape and
 * the position on it. Normals and colours are computed at the end, for the few rays that are shaded.
 */
export interface RaySampleGrid {
  /** Rays across the picture: size × scale. */
  readonly width: number;
  /** Number of the hit shape, counted from 1, meshes before spheroids; 0: none. */
  readonly shape: Uint16Array;
  /** 1 / depth along the camera's axis: larger is nearer, 0 is no hit; linear across a triangle. */
  readonly inverseDepth: Float32Array;
  /** Triangle of a mesh: twice the index of its grid cell's first corner, plus one for the cell's second half. */
  readonly triangle: Int32Array;
  /** Two barycentric coordinates per ray, of the second and third corner of the triangle, 0 … 1. */
  readonly barycentric: Float32Array;
}

/** Creates an empty grid. */
export function raySampleGrid(width: number): RaySampleGrid {
  const count = width * width;
  return {
    width,
    shape: new Uint16Array(count),
    inverseDepth: new Float32Array(count),
    triangle: new Int32Array(count),
    barycentric: new Float32Array(count * 2),
  };
}
