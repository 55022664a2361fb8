import type { Values } from "../../src/device/index.ts";

/**
 * Computes ‖got − wanted‖ / ‖wanted‖, or ‖got‖ where `wanted` is 0. Infinite when the counts differ, or when NaN and infinite
 * values are not the same in both.
 */
export function relativeDistance(got: Values, wanted: Values): number {
  if (got.length !== wanted.length) return Infinity;
  let [difference, length] = [0, 0];
  wanted.forEach((value, at) => {
    if (!Number.isFinite(value) && Object.is(got[at], value)) return;
    difference += (got[at] - value) ** 2;
    length += value ** 2;
  });
  const result = Math.sqrt(length === 0 ? difference : difference / length);
  return Number.isNaN(result) ? Infinity : result;
}
