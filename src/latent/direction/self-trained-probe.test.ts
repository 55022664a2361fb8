import { expect, test } from "vitest";
import { random } from "../../tensor/index.ts";
import { patchCount, patchFeatureSize } from "../../feature/patch-features.ts";
import { patchStatistics } from "./patch-statistics.ts";
import { fitSelfTrainedProbe } from "./self-trained-probe.ts";
import { applyProbe } from "./linear-probe.ts";

const each = patchCount * patchFeatureSize;
/** Two parts that show it, of which the first reader knows one. */
const [known, unknown] = [19, 44];

/** Pictures of noise, every second of which has it. */
function pictures(seed: number, count: number): Float32Array {
  const seen = random(seed, "pictures").normals(count * each);
  for (let picture = 0; picture < count; picture++)
    for (const part of [known, unknown])
      seen[picture * each + part * patchFeatureSize + 5] += picture % 2 === 0 ? 1.5 : -1.5;
  return seen;
}

/** A reader that looks at one spot, and so at its noise too. */
const weights = new Float64Array(each);
weights[known * patchFeatureSize + 5] = 1;
const narrow = { weights, bias: 0 };
const right = (reader: { weights: Float64Array; bias: number }, seen: Float32Array) => {
  const readings = applyProbe(reader, seen);
  return readings.filter((reading, at) => reading > 0 === (at % 2 === 0)).length / readings.length;
};

test("a self-trained probe uses more patches and is more accurate than the first probe", () => {
  const seen = pictures(1, 600);
  const learned = fitSelfTrainedProbe(patchStatistics(seen), seen, applyProbe(narrow, seen), {
    absent: -1.5,
    present: 1.5,
  })!;
  expect(learned.mask.flatMap((share, part) => (share > 0 ? [part] : []))).toEqual([known, unknown]);
  expect(learned.mask[known]).toBe(1);
  const fresh = pictures(2, 300);
  expect(right(learned, fresh)).toBeGreaterThan(right(narrow, fresh) + 0.02);
});

test("a first probe without confident examples gives no self-trained probe", () => {
  const seen = pictures(1, 80);
  expect(
    fitSelfTrainedProbe(patchStatistics(seen), seen, new Float64Array(80).fill(-1), { absent: -1, present: 1 }),
  ).toBeUndefined();
});
