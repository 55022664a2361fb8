import { random } from "../../tensor/index.ts";

const side = 256;
const mask = side - 1;
/**
 * Tile of random heights, constant; pictures differ by their offset into it. Made when first needed: most commands draw
 * none.
 */
let heightTile: Float32Array | undefined;
let vectorTile: Float32Array | undefined;

/**
 * Computes smooth random heights over a plane, in [−1, 1], with features about 1 wide (value noise: a lattice of random
 * numbers, smoothly interpolated). Period 256.
 */
export function valueNoise(x: number, y: number): number {
  const heights = (heightTile ??= random(0, "sushi noise").uniforms(side * side, -1, 1));
  const left = Math.floor(x);
  const top = Math.floor(y);
  const fx = x - left;
  const fy = y - top;
  const sx = fx * fx * (3 - 2 * fx);
  const sy = fy * fy * (3 - 2 * fy);
  const row0 = (top & mask) * side;
  const row1 = ((top + 1) & mask) * side;
  const column0 = left & mask;
  const column1 = (left + 1) & mask;
  const above = heights[row0 + column0] + (heights[row0 + column1] - heights[row0 + column0]) * sx;
  const below = heights[row1 + column0] + (heights[row1 + column1] - heights[row1 + column0]) * sx;
  return above + (below - above) * sy;
}

/** Computes three independent {@link valueNoise}s at one position, at little more than the cost of one. */
export function valueNoise3(x: number, y: number, out: Float64Array): void {
  const vectors = (vectorTile ??= random(1, "sushi noise").uniforms(side * side * 3, -1, 1));
  const left = Math.floor(x);
  const top = Math.floor(y);
  const fx = x - left;
  const fy = y - top;
  const sx = fx * fx * (3 - 2 * fx);
  const sy = fy * fy * (3 - 2 * fy);
  const row0 = (top & mask) * side;
  const row1 = ((top + 1) & mask) * side;
  const column0 = left & mask;
  const column1 = (left + 1) & mask;
  const one = (1 - sx) * (1 - sy);
  const two = sx * (1 - sy);
  const three = (1 - sx) * sy;
  const four = sx * sy;
  const a = (row0 + column0) * 3;
  const b = (row0 + column1) * 3;
  const c = (row1 + column0) * 3;
  const d = (row1 + column1) * 3;
  out[0] = vectors[a] * one + vectors[b] * two + vectors[c] * three + vectors[d] * four;
  out[1] = vectors[a + 1] * one + vectors[b + 1] * two + vectors[c + 1] * three + vectors[d + 1] * four;
  out[2] = vectors[a + 2] * one + vectors[b + 2] * two + vectors[c + 2] * three + vectors[d + 2] * four;
}

/** Computes the smooth step: 0 below `low`, 1 above `high`, smooth between; falling if `low > high`. */
export function smoothstep(low: number, high: number, value: number): number {
  const at = (value - low) / (high - low);
  if (at <= 0) return 0;
  if (at >= 1) return 1;
  return at * at * (3 - 2 * at);
}

/** Computes the distance to the nearest integer, 0 … 0.5: to the nearest line of a stripe pattern. */
export function distanceToInteger(value: number): number {
  const fraction = value - Math.floor(value);
  return fraction < 0.5 ? fraction : 1 - fraction;
}
