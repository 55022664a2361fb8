import * as ort from "onnxruntime-node";
import { expect, test } from "vitest";
import { datasetFromPictures, type Dataset } from "../dataset/index.ts";
import { onnxDevice, type Ort } from "../device/index.ts";
import type { TrainedModel } from "../sample/index.ts";
import { dense, reshape, sequential, tanh } from "../nn/index.ts";
import { gan } from "../model/index.ts";
import { random } from "../tensor/index.ts";
import { assessTraining } from "../train/index.ts";
import { createMonitor } from "./monitor.ts";

const device = onnxDevice(ort as unknown as Ort, { threads: 1 });
const size = 8;
const numbers = 3 * size * size;

/** Draws images of four coloured squares each. */
function quilts(count: number): Dataset {
  const picture = (at: number) => {
    const colours = random(1, "quilt", at).uniforms(12, 20, 235);
    const square = (pixel: number) => 2 * Math.floor(pixel / 32) + (Math.floor(pixel / 4) % 2);
    const pixels = Uint8Array.from({ length: numbers }, (_, at) => colours[3 * square(Math.floor(at / 3)) + (at % 3)]);
    return { width: size, height: size, channels: 3, pixels } as const;
  };
  return datasetFromPictures(Array.from({ length: count }, (_, at) => picture(at)));
}

/** Creates a generator whose samples are one image plus noise of amplitude `wobble` in every pixel. */
async function drawer(dataset: Dataset, wobble: number): Promise<TrainedModel> {
  const generator = sequential(dense(numbers), reshape(3, size, size), tanh());
  const picture = await dataset.batch([0]);
  return {
    model: gan({ generator, discriminator: dense(1), latent: 4 }),
    picture: dataset,
    device,
    weights: new Map([
      [
        "generator.0.weight",
        {
          shape: [numbers, 4],
          values: random(1, "wobble")
            .normals(4 * numbers)
            .map((value) => value * wobble),
        },
      ],
      ["generator.0.bias", { shape: [1, numbers], values: picture.map(Math.atanh) }],
    ]),
  };
}

test("monitor: copies of the only image count as memorised", async () => {
  const one = quilts(1);
  const { evaluate } = await createMonitor(one);
  const copied = await evaluate(await drawer(one, 0.005), true);
  expect(copied).toMatchObject({ diversity: 1, copies: 1 });
  expect(assessTraining({ checkups: [{ imagesSeen: 500, ...copied }], log: [] })).toBe("memorising");
  const other = await evaluate(await drawer(one, 3), true);
  expect(other.copies).toBe(0);
  expect(other.distance).toBeGreaterThan(copied.distance);
  expect(assessTraining({ checkups: [{ imagesSeen: 500, ...other }], log: [] })).toBe("undertrained");
});

test("monitor: copies of one image out of many have no diversity and count as copies", async () => {
  const many = quilts(60);
  const { evaluate, real } = await createMonitor(many);
  expect(real.pixelStatistics.count).toBe(60);
  expect(real.qualityStatistics.count).toBe(60);
  const copied = await evaluate(await drawer(many, 0.001), true);
  expect(copied.diversity).toBeLessThan(0.05);
  expect(copied.copies).toBe(1);
  const before = { imagesSeen: 500, distance: 1, diversity: 0.8, copies: 0 };
  expect(assessTraining({ checkups: [before, { imagesSeen: 1000, ...copied }], log: [] })).toBe("collapsing");
});
