import { describe, expect, test } from "vitest";
import { random } from "../tensor/index.ts";
import { selectFeatures, type Features } from "./features.ts";
import { memorisation } from "./memorisation.ts";

const width = 6;
const cloud = (seed: number, count: number): Features => ({
  values: random(seed, "cloud").normals(count * width),
  count,
  width,
});

/** Returns the points, each displaced by noise. */
function copies({ values, ...rest }: Features, distance: number): Features {
  const noise = random(9, "noise").normals(values.length);
  return { ...rest, values: Float32Array.from(values, (value, at) => value + distance * noise[at]) };
}

describe("memorisation", () => {
  const training = cloud(1, 500);

  test("new pictures are suspicious at the expected rate", () => {
    const { suspiciousFraction, expectedFraction } = memorisation(training, cloud(2, 2000));
    expect(expectedFraction).toBeCloseTo(0.012, 3);
    expect(suspiciousFraction).toBeLessThan(2.5 * expectedFraction);
  });

  test("exact and near copies are detected, with their originals", () => {
    const originals = Uint32Array.from({ length: 100 }, (_, at) => at * 5);
    for (const distance of [0, 0.05]) {
      const found = memorisation(training, copies(selectFeatures(training, originals), distance));
      expect(found.suspiciousFraction).toBeGreaterThan(0.95);
      expect(found.nearest).toEqual(originals);
    }
  });

  test("a few copies among new pictures are the most suspicious", () => {
    const fresh = cloud(3, 190);
    const copied = copies(selectFeatures(training, [7, 70, 170]), 0.01);
    const mixed = { values: new Float32Array([...fresh.values, ...copied.values]), count: 193, width };
    const { relativeDistances, nearest } = memorisation(training, mixed);
    const order = [...relativeDistances.keys()].sort((a, b) => relativeDistances[a] - relativeDistances[b]);
    expect(order.slice(0, 3).sort()).toEqual([190, 191, 192]);
    expect([...nearest.slice(190)]).toEqual([7, 70, 170]);
  });

  test("duplicates within the training set raise no alarm", () => {
    const twins = { values: new Float32Array([...training.values, ...training.values]), count: 1000, width };
    const { suspiciousFraction, threshold, relativeDistances } = memorisation(
      twins,
      selectFeatures(training, [1, 2, 3]),
    );
    expect(threshold).toBe(0);
    expect(suspiciousFraction).toBe(0);
    expect([...relativeDistances]).toEqual([0, 0, 0]);
  });
});
