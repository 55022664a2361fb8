import * as ort from "onnxruntime-node";
import { beforeAll, describe, expect, test } from "vitest";
import {
  attributesFromTags,
  attributeColumns,
  datasetFromPictures,
  type Dataset,
  type TagColumn,
} from "../dataset/index.ts";
import { onnxDevice } from "../device/index.ts";
import { createSampler } from "../sample/index.ts";
import { cgan } from "../model/index.ts";
import { type Layer } from "../nn/index.ts";
import { add, broadcast, concatenate, multiply, random, reshape, slice } from "../tensor/index.ts";
import { trainClassifier, type TrainedClassifier } from "../train/index.ts";
import { attributePredictor } from "../feature/attribute-predictor.ts";
import { attributeAccuracy } from "./attribute-accuracy.ts";
import { attributeAccuracyLines } from "./attribute-accuracy-lines.ts";
import { predictAttributes } from "./classifier-accuracy.ts";

const size = 16;
const device = onnxDevice(ort, { threads: 1 });
const label = (name: string) => ({ name, label: { ja: name, en: name } });

/** Draws squares of one colour and random brightness; blue ones with a frame are rare (under 1 %). */
function squares(count: number, seed: number): Dataset {
  const drawn = Array.from({ length: count }, (_, index) => {
    const stream = random(seed, "square", index);
    const colour = stream.integer(3);
    return {
      colour,
      frame: colour === 2 ? Number(index % 50 === 0) : stream.integer(2),
      level: 100 + 155 * stream.uniform(),
    };
  });
  const pictures = drawn.map(({ colour, frame, level }) => {
    const pixels = new Uint8Array(size * size * 3);
    for (let at = 0; at < size * size; at++) pixels[at * 3 + colour] = level;
    if (frame) pixels.fill(255, 0, size * 3 * 4);
    return { width: size, height: size, channels: 3 as const, pixels };
  });
  const column = (tag: TagColumn["tag"], values: number[]): TagColumn => ({ tag, values: Float32Array.from(values) });
  return datasetFromPictures(pictures, {
    name: "squares",
    tags: [
      column(
        { ...label("colour"), kind: "category", choices: ["r", "g", "b"].map(label) },
        drawn.map((one) => one.colour),
      ),
      column(
        { ...label("frame"), kind: "binary", choices: ["no", "yes"].map(label) },
        drawn.map((one) => one.frame),
      ),
      column(
        { ...label("level"), kind: "number", choices: [] },
        drawn.map((one) => one.level),
      ),
    ],
  });
}

const training = squares(400, 1);
const attributes = attributesFromTags(training.tags);
const [, , { mean, std }] = attributes.tags;

/** Generates such squares from [z (2) | colour (3) | frame | level]; with `deaf`, it ignores the frame attribute. */
function drawer(deaf: boolean): Layer {
  return (code) => {
    const [batch] = code.shape;
    const part = (from: number, width: number) => slice(code, [0, from], [batch, width]);
    const value = add(multiply(part(6, 1), std! / 127.5), mean! / 127.5); // [batch, 1], above black
    const plain = broadcast(reshape(multiply(part(2, 3), value), [batch, 3, 1, 1]), [batch, 3, size - 4, size]);
    const frame = multiply(add(part(5, 1), 1), deaf ? 0 : 1); // 0 or 2
    const light = reshape(frame, [batch, 1, 1, 1]);
    const top = broadcast(reshape(multiply(part(2, 3), value), [batch, 3, 1, 1]), [batch, 3, 4, size]);
    // where there is a frame the top is white, whatever the colour
    const framed = add(multiply(top, add(multiply(light, -0.5), 1)), light);
    return add(concatenate([framed, plain], 2), -1);
  };
}

function sampler(deaf: boolean) {
  const model = cgan({ method: "modern", latent: 2, attributes, generator: drawer(deaf), discriminator: (x) => x });
  const picture = { size, channels: 3 } as const;
  const examples = attributeColumns(attributes, training);
  return createSampler({ model, picture, weights: new Map(), device, examples });
}

describe("attributeAccuracy", () => {
  let classifier: TrainedClassifier;
  beforeAll(async () => {
    classifier = await trainClassifier(training, { device, pictures: 6400, features: 8 });
  }, 60_000);

  test("is 1 for a generator that follows its condition, also for rare combinations", async () => {
    const found = await attributeAccuracy(sampler(false), classifier, squares(100, 2), { count: 100 });
    const [colour, frame, level] = found.attributes;
    expect([colour.accuracy, frame.accuracy]).toEqual([1, 1]);
    expect([colour.realImages.accuracy, frame.realImages.accuracy]).toEqual([1, 1]);
    expect(level.medianError).toBeLessThan(15);
    expect(level.realImages.medianError).toBeLessThan(15);
    const [rare] = found.rareCombinations.results;
    expect([found.rareCombinations.combinationCount, rare.first.choice.name, rare.second.choice.name]).toEqual([
      1,
      "b",
      "yes",
    ]);
    expect(rare.share).toBeGreaterThan(0);
    expect(rare.share).toBeLessThan(0.01);
    expect(found.rareCombinations.choiceAccuracy).toBeGreaterThanOrEqual(0.75); // the classifier has hardly seen it either
    expect([found.accuracy, found.realAccuracy]).toEqual([1, 1]);
  });

  test("reports the classifier's accuracy on rare combinations in real images", async () => {
    const real = squares(1000, 2);
    const found = await attributeAccuracy(sampler(false), classifier, real, { count: 8 });
    const reader = attributePredictor(classifier);
    const [colours, frames] = await predictAttributes(reader, real);
    reader.dispose();
    const [shown, framed] = real.tags.map(({ values }) => values);
    const rows = [...shown.keys()].filter((row) => shown[row] === 2 && framed[row] === 1);
    expect(rows.length).toBeGreaterThan(2);
    const right = rows.flatMap((row) => [Number(colours[row] === 2), Number(frames[row] === 1)]);
    expect(found.rareCombinations.realChoiceAccuracy).toBeCloseTo(right.reduce((sum, one) => sum + one) / right.length);
    const none = await attributeAccuracy(sampler(false), classifier, squares(20, 5), { count: 8 });
    expect(none.rareCombinations.realChoiceAccuracy).toBeNaN();
  });

  test("leaves out choices that exclude each other, unless they are missing by chance", async () => {
    const examples = (count: number) => {
      const rows = Array.from({ length: count }, (_, at) => (at % 3 === 2 ? [2, 0, 200] : [at % 3, at % 2, 200]));
      return attributes.tags.map((_, tag) => Float32Array.from(rows, (row) => row[tag]));
    };
    const asked = async (count: number) => {
      const { trained } = sampler(false);
      const found = await attributeAccuracy(
        createSampler({ ...trained, examples: examples(count) }),
        classifier,
        squares(20, 2),
        {
          count: 8,
        },
      );
      return found.rareCombinations.results.map(({ first, second }) => [first.choice.name, second.choice.name]);
    };
    expect(await asked(300)).toEqual([]);
    expect(await asked(12)).toEqual([["b", "yes"]]);
  });

  test("drops for an attribute that the generator ignores, and the lines name it", async () => {
    const found = await attributeAccuracy(sampler(true), classifier, squares(100, 2), { count: 100 });
    const [colour, frame] = found.attributes;
    expect(colour.accuracy).toBe(1);
    expect(frame.accuracy).toBeGreaterThan(0.4);
    expect(frame.accuracy).toBeLessThan(0.9);
    expect([found.rareCombinations.accuracy, found.rareCombinations.choiceAccuracy]).toEqual([0, 0.5]);
    const lines = attributeAccuracyLines(found).map(({ en }) => en);
    expect(lines.find((line) => line.includes("frame:"))).toContain("real pictures: 100.0 %");
    expect(lines.at(-2)).toContain("1 of 1): 50.0 % (real pictures: 100.0 %), both 0.0 %");
    expect(lines.at(-1)).toMatch(/^    hard: colour b \+ frame yes \(0.[1-9] % of the examples\)$/);
  });
});
