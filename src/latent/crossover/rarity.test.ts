import { expect, test } from "vitest";
import type { Attributes } from "../../dataset/index.ts";
import { random } from "../../tensor/index.ts";
import { rarityLevel, rarityScale } from "./rarity.ts";

const named = (name: string) => ({ name, label: { ja: name, en: name } });
const attributes: Attributes = {
  tags: [
    { ...named("hat"), kind: "binary", choices: [named("no"), named("yes")] },
    { ...named("colour"), kind: "category", choices: ["black", "brown", "pink", "green"].map(named) },
    { ...named("yaw"), kind: "number", choices: [], mean: 0, std: 1 },
  ],
};
const count = 2000;
const pick = (name: string, chances: readonly number[]) => {
  const rng = random(1, name);
  return new Float32Array(count).map(() => {
    let left = rng.uniform();
    return chances.findIndex((chance) => (left -= chance) < 0);
  });
};
const examples = [pick("hat", [0.9, 0.1]), pick("colour", [0.62, 0.3, 0.05, 0.03]), new Float32Array(count)];
const scale = rarityScale(attributes, examples);
const shown = (hat: number, colour: number) =>
  examples[0].filter((value, at) => value === hat && examples[1][at] === colour).length;

test("the probability is the product of the frequencies", () => {
  const { seen, probability } = scale([1, 2, 0])!;
  expect(seen).toEqual({ count: shown(1, 2), of: count });
  const part = (tag: number, value: number) => examples[tag].filter((one) => one === value).length / count;
  expect(probability).toBeCloseTo(part(0, 1) * part(1, 2), 10);
});

test("the percentile counts the images that are at least as rare", () => {
  const part = (tag: number, value: number) => examples[tag].filter((one) => one === value).length / count;
  const chances = Array.from(examples[0], (hat, at) => part(0, hat) * part(1, examples[1][at]));
  for (const hat of [0, 1])
    for (const colour of [0, 1, 2, 3]) {
      const own = part(0, hat) * part(1, colour);
      const percentile = chances.filter((chance) => chance < own + 1e-12).length / count;
      expect(scale([hat, colour, 5])!.percentile).toBeCloseTo(Math.max(percentile, 1 / count), 10);
    }
  expect(scale([0, 1, 0])!.word).toBe("common"); // more than a third of all
  expect(scale([1, 0, 0])!.word).toBe("uncommon");
  expect(scale([1, 3, 0])!.word).toBe("legendary");
});

test("1 in 2 is common, and other words begin at 1 in 5", () => {
  expect([0.5, 0.21, 0.2, 0.11, 0.1, 0.04, 0.03, 0.011, 0.01].map(rarityLevel)).toEqual([
    ...["common", "common", "uncommon", "uncommon", "rare", "rare", "epic", "epic", "legendary"],
  ]);
});

test("an unknown value counts as a choice, and an unseen one is rarer than one seen once", () => {
  const gaps = [Float32Array.of(0, 0, Number.NaN, 1), Float32Array.of(0, 0, 0, 0), new Float32Array(4)];
  const judge = rarityScale(attributes, gaps);
  expect(judge([Number.NaN, 0, 0])).toMatchObject({ probability: 0.25, seen: { count: 1, of: 4 } });
  expect(judge([0, 3, 0])!.probability).toBeCloseTo((2 / 4) * (0.5 / 4), 10);
  expect(judge([0, 3, 0])!.seen.count).toBe(0);
});

test("numbers alone have no rarity", () => {
  expect(rarityScale({ tags: [attributes.tags[2]] }, [new Float32Array(4)])([0])).toBeUndefined();
});
