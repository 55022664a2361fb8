import { expect, test } from "vitest";
import { random } from "../../tensor/index.ts";
import { patchCount, patchFeatureSize } from "../../feature/patch-features.ts";
import { patchStatistics } from "./patch-statistics.ts";
import { applyProbe, fitProbe } from "./linear-probe.ts";

const each = patchCount * patchFeatureSize;
const told = 19;

/**
 * Pictures of noise, ever less of it from axis to axis, in one part of which a sign beside the loud axes says what they
 * have.
 */
function pictures(seed: number, has: readonly boolean[]): Float32Array {
  const seen = random(seed, "pictures")
    .normals(has.length * each)
    .map((value, at) => value / (1 + (at % patchFeatureSize)));
  has.forEach((present, picture) => (seen[picture * each + told * patchFeatureSize + 5] += present ? 0.4 : -0.4));
  return seen;
}

const half = (count: number) => Array.from({ length: count }, (_, at) => at < count / 2);

test("a probe of a few images weights the informative patch most", () => {
  const spread = patchStatistics(pictures(1, half(400)));
  const reader = fitProbe(spread, pictures(2, half(40)), 20);
  const fresh = half(200);
  const readings = applyProbe(reader, pictures(3, fresh));
  const right = readings.filter((reading, at) => reading > 0 === fresh[at]).length / fresh.length;
  expect(right).toBeGreaterThan(0.85);
  expect(reader.accuracy).toBeGreaterThan(0.75);
  const strength = Array.from({ length: patchCount }, (_, part) =>
    Math.hypot(...reader.weights.subarray(part * patchFeatureSize, (part + 1) * patchFeatureSize)),
  );
  expect(strength.indexOf(Math.max(...strength))).toBe(told);
  const mean = (some: Float64Array) => some.reduce((sum, value) => sum + value, 0) / some.length;
  expect(mean(readings.subarray(0, 100))).toBeCloseTo(1, 0);
  expect(mean(readings.subarray(100))).toBeCloseTo(-1, 0);
});

test("accuracy is near 0.5 for images without a difference", () => {
  const spread = patchStatistics(pictures(1, half(400)));
  const mixed = pictures(4, half(40));
  const turned = new Float32Array(mixed.length);
  // every second one of each kind changes sides
  for (let at = 0; at < 40; at++) {
    const from = at % 2 === 0 ? at : (at + 20) % 40;
    turned.set(mixed.subarray(from * each, (from + 1) * each), at * each);
  }
  expect(fitProbe(spread, turned, 20).accuracy).toBeLessThan(0.7);
});
