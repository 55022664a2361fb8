import { principalDirections } from "./principal-directions.ts";

/**
 * Projects points to the plane of their first two principal components (Pearson 1901). It is deterministic.
 *
 * @param points - `[count, width]`, row-major, at least one row.
 * @returns `[count, 2]`, row-major, around the mean.
 */
export function projectToPrincipalPlane(points: Float32Array, width: number): Float32Array {
  const count = points.length / width;
  const directions = principalDirections(points, count, width, 2, { rounds: 60 });
  const mean = new Float64Array(width);
  points.forEach((value, at) => (mean[at % width] += value / count));
  return Float32Array.from({ length: count * 2 }, (_, place) => {
    const [row, direction] = [Math.floor(place / 2), directions.at(place % 2)];
    return direction?.reduce((sum, part, at) => sum + part * (points[row * width + at] - mean[at]), 0) ?? 0;
  });
}
