import type { Values } from "../../src/device/index.ts";

/**
 * ‖got − wanted‖ / ‖wanted‖; the plain length of `got` where all that is wanted is 0. Infinite when the counts differ,
 * or when what is infinite or no number is not so in both.
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
