import * as ort from "onnxruntime-node";
import { expect, test } from "vitest";
import { readRecipe, recipeText } from "../../checkpoint/index.ts";
import type { Attributes } from "../../dataset/index.ts";
import { onnxDevice, type Weights } from "../../device/index.ts";
import {
  createSampler,
  generate,
  latentAttributes,
  movePoint,
  recipeSheet,
  renderRecipe,
  type LatentPoint,
} from "../../sample/index.ts";
import { loadFeatureWeights } from "../../feature/index.ts";
import { encodePng } from "../../image/index.ts";
import { nodeHost } from "../../node/index.ts";
import { random } from "../../tensor/index.ts";
import { buildStep, initialWeights } from "../../train/index.ts";
import { cgan, cganNetworks } from "../../model/index.ts";
import { directionEdit } from "./direction-edit.ts";
import type { Direction } from "./direction.ts";
import { learnDirection } from "./learn-direction.ts";
import { findAttributeDirection } from "./attribute-direction.ts";

const label = (name: string) => ({ ja: name, en: name });
const choice = (name: string) => ({ name, label: label(name) });
const category = (name: string, ...choices: string[]) =>
  ({ name, label: label(name), kind: "category", choices: choices.map(choice) }) as const;
const attributes: Attributes = {
  tags: [
    category("hair", "short", "long", "curly"),
    category("glasses", "none", "round", "square"),
    { name: "yaw", label: label("yaw"), kind: "number", choices: [], mean: 0, std: 30 },
    { name: "hat", label: label("hat"), kind: "binary", choices: [choice("no"), choice("yes")] },
  ],
};

/** Samples random conditions for 20 positive and 20 negative images, except one attribute, which is given. */
function lessons(tag: number, values: (rng: number, has: boolean) => number) {
  const rng = random(1, "lessons");
  const sizes = [3, 3, 0, 2];
  return Array.from({ length: 40 }, (_, picture) =>
    sizes.map((size, at) => {
      if (at === tag) return values(rng.integer(1000), picture < 20);
      return size === 0 ? rng.integer(60) - 30 : rng.integer(size);
    }),
  );
}

test("finds the separating attribute with all its choices", () => {
  const found = findAttributeDirection(
    attributes,
    lessons(1, (rng, has) => (has ? 1 + (rng % 2) : 0)),
    20,
  );
  expect(found).toEqual({
    accuracy: 1,
    attributes: { glasses: { present: expect.arrayContaining(["round", "square"]), absent: ["none"] } },
  });
  const turned = findAttributeDirection(
    attributes,
    lessons(2, (rng, has) => (rng % 20) + (has ? 20 : -40)),
    20,
  );
  expect(Object.keys(turned!.attributes)).toEqual(["yaw"]);
  expect(turned!.attributes.yaw.present[0]).toBeGreaterThan(20);
  expect(turned!.accuracy).toBeGreaterThan(0.95);
});

test("finds two attributes when one is not enough", () => {
  const conditions = lessons(3, () => 0);
  const kinds = [
    ...Array.from({ length: 20 }, () => [1, 1]),
    ...[0, 1].flatMap((one) => Array.from({ length: 10 }, () => [one, 1 - one])),
  ];
  kinds.forEach(([glasses, hat], at) => {
    conditions[at][1] = glasses;
    conditions[at][3] = hat;
  });
  expect(Object.keys(findAttributeDirection(attributes, conditions, 20)!.attributes).sort()).toEqual([
    "glasses",
    "hat",
  ]);
});

test("random conditions give no attribute direction", () => {
  for (let seed = 0; seed < 20; seed++) {
    const rng = random(seed, "chance");
    const conditions = Array.from({ length: 40 }, () => [3, 3, 60, 2].map((size) => rng.integer(size)));
    expect(findAttributeDirection(attributes, conditions, 20)).toBeUndefined();
  }
  const few = lessons(1, (_, has) => Number(has)).slice(18, 22);
  expect(findAttributeDirection(attributes, few, 2)).toBeUndefined(); // two and two differ in something anyway
});

test("the direction changes the condition, and a recipe draws the image again to the byte", async () => {
  const picture = { size: 16, channels: 3 } as const;
  const model = cgan(cganNetworks({ ...picture, features: 4, latent: 4, attributes }));
  const fresh = initialWeights(buildStep(model, picture, model.settings), 1);
  const weights: Weights = new Map(
    [...fresh].map(([name, { shape, values }]) => {
      const noise = random(1, name).uniforms(values.length, 0.01, 0.1);
      return [name, { shape, values: Float32Array.from(values, (value, at) => value + noise[at]) }];
    }),
  );
  const examples = [
    [0, 1],
    [0, 2],
    [5, -5],
    [0, 1],
  ].map((values) => Float32Array.from(values));
  const sampler = createSampler({ model, picture, weights, device: onnxDevice(ort, { threads: 1 }), examples });
  const { weights: eye } = await loadFeatureWeights(nodeHost());
  const conditions = lessons(1, (rng, has) => (has ? 1 + Number(rng % 4 === 0) : 0));
  const found = await learnDirection(sampler, eye, Array(20).fill(undefined), Array(20).fill(undefined), {
    conditions,
  });
  const direction: Direction = {
    ...{ formatVersion: 1, name: "glasses", modelHash: "0".repeat(64), method: "pictures" },
    ...{ positive: [], negative: [], orthogonalTo: [], ...found },
  };
  const points = sampler.points(1, 2);
  const walked = async (steps: number) => {
    const offsets = await directionEdit(sampler, eye, [{ direction, steps }]).offset(points);
    expect(offsets.every(({ noiseOffset }) => noiseOffset.every((value) => value === 0))).toBe(true);
    return points.map((point, at) => movePoint(sampler, point, offsets[at]));
  };
  const glasses = ({ latent }: LatentPoint) => latentAttributes(sampler, latent)[1];
  const [on, off] = [await walked(2), await walked(-2)];
  for (const at of [0, 1]) {
    const before = glasses(points[at]);
    expect(glasses(on[at])).toBe(before === 0 ? 1 : before); // the square ones stay square
    expect(glasses(off[at])).toBe(0);
  }
  const edit = directionEdit(sampler, eye, [{ direction, steps: 1 }]);
  const drawings = await generate(sampler, { count: 2, seed: 1, edit });
  for (const { picture, recipe } of [...drawings, recipeSheet(drawings)]) {
    const bytes = encodePng(picture, recipeText(recipe));
    const again = await renderRecipe(sampler, readRecipe(bytes, "x.png"), "x.png");
    expect(encodePng(again.picture, recipeText(again.recipe))).toEqual(bytes);
  }
  sampler.dispose();
});
