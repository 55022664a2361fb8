import { describe, expect, test } from "vitest";
import {
  attributeMask,
  attributesFromTags,
  encodedWidth,
  encodeAttributes,
  type TagColumn,
} from "../../dataset/index.ts";
import { referenceDevice } from "../../device/index.ts";
import { gradients, input, random } from "../../tensor/index.ts";
import { relativeDistance } from "../../../test/device-suite/relative-distance.ts";
import { evaluateGraph } from "../../../test/device-suite/evaluate-graph.ts";
import { attributesLoss } from "./attributes.ts";

const device = referenceDevice();
const kinds = { hat: 2, colour: 3, yaw: 0, smile: 2, shape: 4, turn: 0 };
const columns: TagColumn[] = Object.entries(kinds).map(([name, count]) => ({
  tag: {
    name,
    label: { ja: name, en: name },
    kind: count === 0 ? "number" : count === 2 ? "binary" : "category",
    ...(name === "turn" && { period: 0.8 }),
    choices: Array.from({ length: count }, (_, at) => ({ name: `${at}`, label: { ja: `${at}`, en: `${at}` } })),
  },
  values: random(1, name)
    .uniforms(6, 0, Math.max(1, count) - 1e-6)
    .map((value) => (count === 0 ? value : Math.floor(value))),
}));
const attributes = attributesFromTags(columns);
const width = encodedWidth(attributes);

/** Computes the loss and its gradient for 6 images, some of whose values are unknown. */
async function loss(predicted: ArrayLike<number>, values: readonly Float32Array[], kind: "mean" | "hardest" = "mean") {
  const [x, y, m] = ["predicted", "wanted", "mask"].map((name) => input(name, [6, width]));
  const value = attributesLoss(x, y, m, attributes)[kind];
  const [slope] = gradients(value, [x]);
  return evaluateGraph(
    device,
    { value, slope },
    {
      predicted: Float64Array.from(predicted),
      wanted: encodeAttributes(attributes, values),
      mask: attributeMask(attributes, values),
    },
  );
}

const known = columns.map(({ values }) => values);
const gaps = known.map((values, tag) => values.map((value, at) => ((at + tag) % 3 === 0 ? NaN : value)));
const guess = random(2, "guess").normals(6 * width);

describe("attributesLoss", () => {
  test("is the mean of the textbook losses over the known values", async () => {
    let [sum, count] = [0, 0];
    gaps.forEach((values, tag) => {
      const { kind, mean, std, period } = attributes.tags[tag];
      const start = [0, 1, 4, 5, 6, 10][tag];
      values.forEach((value, picture) => {
        if (Number.isNaN(value)) return;
        const row = guess.subarray(picture * width + start);
        count++;
        if (period !== undefined) {
          const angle = (2 * Math.PI * value) / period;
          sum += (row[0] - Math.sin(angle)) ** 2 + (row[1] - Math.cos(angle)) ** 2;
        } else if (kind === "number") sum += (row[0] - (value - mean!) / std!) ** 2;
        else if (kind === "binary") sum += Math.log(1 + Math.exp(value === 1 ? -row[0] : row[0]));
        else {
          const logits = [...row.subarray(0, attributes.tags[tag].choices.length)];
          sum += Math.log(logits.reduce((all, logit) => all + Math.exp(logit), 0)) - logits[value];
        }
      });
    });
    expect(count).toBe(24);
    expect((await loss(guess, gaps)).value[0]).toBeCloseTo(sum / count, 6);
  });

  test("its gradient matches central differences, and is 0 for unknown values", async () => {
    const { slope } = await loss(guess, gaps);
    const mask = attributeMask(attributes, gaps);
    const h = 1e-5;
    const measured = new Float64Array(slope.length);
    for (let at = 0; at < slope.length; at++) {
      const moved = (step: number) => Float64Array.from(guess, (value, one) => (one === at ? value + step : value));
      const [up, down] = [await loss(moved(h), gaps), await loss(moved(-h), gaps)];
      measured[at] = (up.value[0] - down.value[0]) / (2 * h);
      if (mask[at] === 0) expect(slope[at]).toBe(0);
      else expect(slope[at]).not.toBe(0);
    }
    expect(relativeDistance(measured, slope)).toBeLessThan(1e-7);
  });

  test("stays finite for extreme logits, and without known values", async () => {
    const sure = await loss(
      guess.map((value) => value * 1e4),
      known,
    );
    expect([...sure.value, ...sure.slope].every(Number.isFinite)).toBe(true);
    const nothing = known.map((values) => values.map(() => NaN));
    expect((await loss(guess, nothing)).value[0]).toBe(0);
  });
});

describe("attributesLoss.hardest", () => {
  test("weighs each attribute by its loss, without a gradient through the weights", async () => {
    const alone = await Promise.all(
      attributes.tags.map((_, tag) =>
        loss(
          guess,
          gaps.map((values, at) => (at === tag ? values : values.map(() => Number.NaN))),
        ),
      ),
    );
    const costs = alone.map(({ value }) => value[0]);
    const sum = costs.reduce((all, cost) => all + cost, 0);
    const { value, slope } = await loss(guess, gaps, "hardest");
    expect(value[0]).toBeCloseTo(costs.reduce((all, cost) => all + cost ** 2, 0) / sum, 6);
    for (const place of slope.keys()) {
      const expected = alone.reduce((all, one, tag) => all + (one.slope[place] * costs[tag]) / sum, 0);
      expect(slope[place]).toBeCloseTo(expected, 7);
    }
  });

  test("is 0 without known values", async () => {
    const nothing = known.map((values) => values.map(() => NaN));
    const { value, slope } = await loss(guess, nothing, "hardest");
    expect(value[0]).toBe(0);
    expect(slope.every((each) => each === 0)).toBe(true);
  });
});
