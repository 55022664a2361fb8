import { describe, expect, test } from "vitest";
import type { Attributes } from "../dataset/index.ts";
import { predictorReliability, nanMedian, absoluteErrors } from "./predictor-reliability.ts";

const word = (name: string) => ({ name, label: { ja: name, en: name } });
const attributes: Attributes = {
  tags: [
    { ...word("plate"), kind: "category", choices: [word("wood"), word("slate")] },
    { ...word("topping"), kind: "category", choices: [word("tuna"), word("roll"), word("egg"), word("eel")] },
    { ...word("yaw"), kind: "number", choices: [], mean: 0, std: 50, period: 180 },
  ],
};

/**
 * Builds predictions for images of a tuna, an egg and a roll in turn, on both plates, from any angle; `off` is the
 * error per topping, degrees.
 */
function readings(count: number, off: readonly number[]) {
  const column = (of: (at: number) => number) => Float32Array.from({ length: count }, (_, at) => of(at));
  const yaw = column((at) => ((at * 37) % 180) - 90);
  const topping = column((at) => [0, 2, 1][at % 3]);
  const plate = column((at) => (at >> 2) % 2);
  // also across the seam of the circle
  const seen = yaw.map((value, at) => ((value + off[topping[at]] + 90 + 180) % 180) - 90);
  return { requested: [plate, topping, yaw], predicted: [plate, topping, seen] };
}

describe("predictorReliability", () => {
  test("splits by the attribute that explains most of the error, and uses reliable choices alone", () => {
    const found = predictorReliability(attributes, 2, readings(90, [8, 60, 12, 0]), readings(300, [2, 40, 4, 0]))!;
    expect(found.splitBy.name).toBe("topping");
    const rows = found.choices.map(({ choice, medianError, realMedianError, isReliable }) => [
      choice.name,
      Math.round(medianError),
      Math.round(realMedianError),
      isReliable,
    ]);
    expect(rows.slice(0, 3)).toEqual([
      ["tuna", 8, 2, true],
      ["egg", 12, 4, true],
      ["roll", 60, 40, false],
    ]);
    expect(rows[3]).toEqual(["eel", Number.NaN, Number.NaN, false]);
    expect(found.share).toBeCloseTo(2 / 3, 9);
    expect(found.medianError).toBeCloseTo(12, 3);
    expect(found.realMedianError).toBeCloseTo(4, 3);
  });

  test("may find no reliable choice, and returns undefined without choices", () => {
    const poor = predictorReliability(attributes, 2, readings(90, [60, 60, 60, 60]), readings(90, [40, 40, 40, 40]))!;
    expect([poor.share, poor.medianError, poor.realMedianError]).toEqual([0, Number.NaN, Number.NaN]);
    const alone = { requested: [Float32Array.of(3)], predicted: [Float32Array.of(80)] };
    expect(predictorReliability({ tags: [attributes.tags[2]] }, 0, alone, alone)).toBeUndefined();
  });

  test("absoluteErrors wraps periodic errors, and nanMedian ignores unknown values", () => {
    const errors = absoluteErrors({ period: 180 }, Float32Array.of(-89, 10, Number.NaN), [88, 30, 5]);
    expect([...errors]).toEqual([3, 20, Number.NaN]);
    expect(nanMedian(errors)).toBe(20);
    expect(nanMedian(Float32Array.of(Number.NaN))).toBeNaN();
  });
});
