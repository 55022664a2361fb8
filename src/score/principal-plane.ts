/**
 * The two directions in which points differ most (principal components, Pearson 1901), and where each point lies
 * along them. By power iteration, from a fixed start: the same points give the same plane.
 *
 * @param points - `[count, width]`, row-major, at least one row.
 * @returns `[count, 2]`, row-major, around the mean.
 */
export function principalPlane(points: Float32Array, width: number): Float32Array {
  const count = points.length / width;
  const centered = centre(points, count, width);
  const plane = new Float32Array(count * 2);
  for (const axis of [0, 1]) {
    const direction = strongestDirection(centered, count, width);
    for (let row = 0; row < count; row++) {
      let along = 0;
      for (let at = 0; at < width; at++) along += centered[row * width + at] * direction[at];
      plane[row * 2 + axis] = along;
      for (let at = 0; at < width; at++) centered[row * width + at] -= along * direction[at]; // leave the rest
    }
  }
  return plane;
}

function centre(points: Float32Array, count: number, width: number): Float64Array {
  const mean = new Float64Array(width);
  points.forEach((value, at) => (mean[at % width] += value / count));
  return Float64Array.from(points, (value, at) => value - mean[at % width]);
}

function strongestDirection(rows: Float64Array, count: number, width: number): Float64Array {
  let direction = unit(Float64Array.from({ length: width }, (_, at) => 1 + (at % 7) / 7));
  for (let round = 0; round < 60; round++) {
    const next = new Float64Array(width);
    for (let row = 0; row < count; row++) {
      let along = 0;
      for (let at = 0; at < width; at++) along += rows[row * width + at] * direction[at];
      for (let at = 0; at < width; at++) next[at] += along * rows[row * width + at];
    }
    direction = unit(next);
  }
  return direction;
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(vector.reduce((total, value) => total + value * value, 0));
  return length > 0 ? vector.map((value) => value / length) : vector;
}
