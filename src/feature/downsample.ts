/**
 * Downsamples planes by averaging blocks of pixels: `[planes, size, size]` → `[planes, side, side]`.
 *
 * @param side - divides `size`.
 */
export function downsample(values: Float32Array, planes: number, size: number, side: number): Float32Array {
  if (side === size) return values.slice();
  const cell = size / side;
  const means = new Float32Array(planes * side * side);
  for (let at = 0; at < values.length; at++) {
    const row = Math.floor(at / size); // of all planes
    means[Math.floor(row / cell) * side + Math.floor((at % size) / cell)] += values[at] / cell ** 2;
  }
  return means;
}
