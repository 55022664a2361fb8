/**
 * What the rays of a picture have met so far. Each pixel has `scale × scale` rays; each keeps its nearest surface, and
 * only that is shaded, once, at the end.
 */
export interface SampleGrid {
  /** Rays across the picture: size × scale. */
  readonly width: number;
  /** Index of the material met, counted from 1; 0: nothing yet. */
  readonly part: Uint8Array;
  /** 1 / depth along the camera's axis: larger is nearer, 0 is nothing, and it is linear across a triangle. */
  readonly nearness: Float32Array;
  /** Six numbers a ray: normal (not unit length), u, v, w. */
  readonly surface: Float32Array;
}

/** An empty grid. */
export function sampleGrid(width: number): SampleGrid {
  const count = width * width;
  return {
    width,
    part: new Uint8Array(count),
    nearness: new Float32Array(count),
    surface: new Float32Array(count * 6),
  };
}
