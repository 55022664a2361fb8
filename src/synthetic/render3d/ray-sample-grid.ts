/**
 * What the rays of a picture have met so far. Each pixel has `scale × scale` rays; each keeps only which shape is
 * nearest and where on it. Normals and colours are worked out at the end, for the few rays that are shaded.
 */
export interface RaySampleGrid {
  /** Rays across the picture: size × scale. */
  readonly width: number;
  /** Number of the shape met, counted from 1, meshes before spheroids; 0: nothing yet. */
  readonly shape: Uint16Array;
  /** 1 / depth along the camera's axis: larger is nearer, 0 is nothing, and it is linear across a triangle. */
  readonly inverseDepth: Float32Array;
  /** Which triangle of a mesh: twice the number of its grid cell's first corner, plus one for the cell's second half. */
  readonly triangle: Int32Array;
  /** Two numbers a ray: how near the point is to the second and third corner of its triangle, 0 … 1. */
  readonly barycentric: Float32Array;
}

/** An empty grid. */
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
