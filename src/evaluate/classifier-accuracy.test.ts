import * as ort from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import { datasetFromPictures, splitDataset, type Dataset, type TagColumn } from "../dataset/index.ts";
import { onnxDevice } from "../device/index.ts";
import { random } from "../tensor/index.ts";
import { trainClassifier } from "../train/index.ts";
import { attributePredictor } from "../feature/attribute-predictor.ts";
import { nanMedian, absoluteErrors } from "./predictor-reliability.ts";
import { classifierAccuracy, predictAttributes } from "./classifier-accuracy.ts";

const size = 16;
const device = onnxDevice(ort, { threads: 1 });
const label = (name: string) => ({ name, label: { ja: name, en: name } });

/** Draws discs of three colours, some with a ring, at a random height; every fifth has no known height. */
function discs(count: number): Dataset {
  const drawn = Array.from({ length: count }, (_, index) => {
    const stream = random(index, "disc");
    return {
      colour: stream.integer(3),
      ring: stream.integer(2),
      height: 4 + 8 * stream.uniform(),
      x: stream.uniform(),
    };
  });
  const pictures = drawn.map(({ colour, ring, height, x }) => {
    const pixels = new Uint8Array(size * size * 3).fill(230);
    for (let at = 0; at < size * size; at++) {
      const distance = Math.hypot((at % size) - 4 - 8 * x, Math.floor(at / size) - height);
      if (distance < 3) pixels.fill(40, at * 3, at * 3 + 3)[at * 3 + colour] = 220;
      if (ring && distance >= 3 && distance < 4) pixels.fill(0, at * 3, at * 3 + 3);
    }
    return { width: size, height: size, channels: 3 as const, pixels };
  });
  const column = (tag: TagColumn["tag"], values: number[]): TagColumn => ({ tag, values: Float32Array.from(values) });
  const tags = [
    column(
      { ...label("colour"), kind: "category", choices: ["r", "g", "b"].map(label) },
      drawn.map((one) => one.colour),
    ),
    column(
      { ...label("ring"), kind: "binary", choices: ["no", "yes"].map(label) },
      drawn.map((one) => one.ring),
    ),
    column(
      { ...label("height"), kind: "number", choices: [] },
      drawn.map((one, at) => (at % 5 === 0 ? NaN : one.height)),
    ),
  ];
  return datasetFromPictures(pictures, { name: "discs", tags });
}

/** Draws a bar through the middle at −90° … 90°. */
function bars(count: number, period: number | undefined): Dataset {
  const angles = Float32Array.from({ length: count }, (_, index) => random(index, "bar").uniform() * 180 - 90);
  const pictures = Array.from(angles, (degrees) => {
    const [sine, cosine] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
    const pixels = new Uint8Array(size * size * 3);
    for (let at = 0; at < size * size; at++) {
      const across = Math.abs(((at % size) - 7.5) * sine - (Math.floor(at / size) - 7.5) * cosine);
      pixels.fill(255 * Math.max(0, Math.min(1, 2.5 - across)), at * 3, at * 3 + 3);
    }
    return { width: size, height: size, channels: 3 as const, pixels };
  });
  const tag = { ...label("angle"), kind: "number" as const, choices: [], ...(period && { period }) };
  return datasetFromPictures(pictures, { name: "bars", tags: [{ tag, values: angles }] });
}

describe("trainClassifier", () => {
  test("learns tags of every kind, and its accuracy comes from held-out images", async () => {
    const { training, heldOut } = splitDataset(discs(600), 0.2, 1);
    const losses: number[] = [];
    const trained = await trainClassifier(training, {
      device,
      pictures: 6400,
      features: 8,
      onStep: ({ metrics }) => losses.push(metrics.loss),
    });
    expect(losses).toHaveLength(200);
    expect(losses.at(-1)).toBeLessThan(0.2 * losses[0]);
    const reader = attributePredictor(trained);
    const [colour, ring, height] = await classifierAccuracy(reader, heldOut);
    expect(colour).toMatchObject({ name: "colour", count: 120 });
    expect(colour.accuracy).toBeGreaterThan(0.97);
    expect(ring.accuracy).toBeGreaterThan(0.95);
    expect(height.count).toBeLessThan(120);
    expect(height.medianError).toBeLessThan(0.8);
    const features = await reader.features(await heldOut.batch([0, 1, 2]), 3);
    expect(features).toMatchObject({ count: 3, width: 48 });
    reader.dispose();
  });

  test("predicts the angle of a bar with a period of half a turn, and fails near the ends without one", async () => {
    const worst = async (period: number | undefined) => {
      const { training, heldOut } = splitDataset(bars(600, period), 0.2, 1);
      const reader = attributePredictor(await trainClassifier(training, { device, pictures: 6400, features: 8 }));
      const [said] = await predictAttributes(reader, heldOut);
      const [{ values }] = heldOut.tags;
      reader.dispose();
      const errors = absoluteErrors({ period: 180 }, values, said);
      return [errors, errors.filter((_, at) => Math.abs(values[at]) > 80)].map(nanMedian);
    };
    const [all, ends] = await worst(180);
    expect(all).toBeLessThan(5);
    expect(ends).toBeLessThan(5);
    expect((await worst(undefined))[1]).toBeGreaterThan(15);
  });

  test("rejects a data set without tags", async () => {
    const untagged = { ...discs(4), tags: [] };
    await expect(trainClassifier(untagged, { device })).rejects.toThrow("discs: expected pictures with tags");
  });
});
