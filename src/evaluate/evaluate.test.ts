import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { datasetFromPictures, subset, type Dataset } from "../dataset/index.ts";
import type { Picture } from "../image/index.ts";
import { cpuDevice, nodeHost } from "../node/index.ts";
import { random } from "../tensor/index.ts";
import { evaluate } from "./evaluate.ts";
import { featureNetwork, type FeatureNetwork } from "../feature/feature-network.ts";

const size = 32;

/** Draws a disc of random colour, size and position on a random ground. */
function scene(index: number): Picture {
  const stream = random(index, "scene");
  const colour = () => [0, 1, 2].map(() => 255 * stream.uniform());
  const pixels = new Uint8Array(size * size * 3);
  const paint = (where: (x: number, y: number) => boolean) => {
    const own = colour();
    for (let at = 0; at < size * size; at++) if (where(at % size, Math.floor(at / size))) pixels.set(own, at * 3);
  };
  paint(() => true);
  for (let disc = 0; disc < 3; disc++) {
    const [x, y, radius] = [size * stream.uniform(), size * stream.uniform(), 3 + 9 * stream.uniform()];
    paint((column, row) => Math.hypot(column - x, row - y) < radius);
  }
  return { width: size, height: size, channels: 3, pixels };
}

const scenes = (first: number, count: number): Dataset =>
  datasetFromPictures(Array.from({ length: count }, (_, at) => scene(first + at)));

/** Adds noise of about `levels` of 255 to every value. */
async function noisy(dataset: Dataset, levels: number): Promise<Dataset> {
  const pictures = await Promise.all(Array.from({ length: dataset.count }, (_, at) => dataset.picture(at)));
  return datasetFromPictures(
    pictures.map((picture, at) => {
      const noise = random(at, "noisy").normals(picture.pixels.length);
      const pixels = new Uint8ClampedArray(picture.pixels.map((value, one) => value + levels * noise[one]));
      return { ...picture, pixels: new Uint8Array(pixels.buffer) };
    }),
  );
}

describe("evaluate", () => {
  let network: FeatureNetwork;
  const real = scenes(0, 240);
  beforeAll(async () => {
    network = await featureNetwork(nodeHost(), await cpuDevice({ threads: 1 }));
  });
  afterAll(() => network.dispose());

  test("gives the same features for any batch size, also for grey images", async () => {
    const grey = Array.from({ length: 70 }, (_, at) => {
      const { pixels } = scene(at);
      return { width: size, height: size, channels: 1 as const, pixels: pixels.filter((_, place) => place % 3 === 0) };
    });
    const spread = grey.map((picture) => ({
      ...picture,
      channels: 3 as const,
      pixels: Uint8Array.from({ length: size * size * 3 }, (_, at) => picture.pixels[Math.floor(at / 3)]),
    }));
    const [one, same] = [
      await network.extract(datasetFromPictures(grey)),
      await network.extract(datasetFromPictures(spread)),
    ];
    expect(one).toMatchObject({ count: 70, width: 96 });
    expect(one.values).toEqual(same.values);
    const [alone, last] = [await network.extract(datasetFromPictures(grey.slice(69))), one.values.subarray(69 * 96)];
    alone.values.forEach((value, at) => expect(value).toBeCloseTo(last[at], 3));
  });

  test("rates fresh images like real ones, and finds no copies", async () => {
    const { counts, generated, floor, copies, notices, quality, space } = await evaluate(
      network,
      real,
      scenes(1000, 120),
      {
        rounds: 10,
      },
    );
    expect(space).toMatch(/^omakase features 1 \([0-9a-f]{8}\)$/);
    expect(counts).toEqual({ real: 240, drawn: 120, compared: 120 });
    for (const measure of ["frechet", "kernel", "precision", "recall", "density", "coverage"] as const) {
      const spread = Math.hypot(generated[measure]!.std, floor[measure]!.std);
      expect(Math.abs(generated[measure]!.value - floor[measure]!.value), measure).toBeLessThan(4 * spread);
    }
    expect(copies.found).toBe(false);
    expect(quality.faults).toEqual([]);
    expect(Math.abs(quality.generated.distance)).toBeLessThan(0.03);
    expect(copies.suspects).toHaveLength(16);
    expect(notices).toHaveLength(2); // 120 images are few, and even fewer for a Fréchet distance
  });

  test("detects a memorising model and names the originals", async () => {
    const originals = Array.from({ length: 60 }, (_, at) => at * 4);
    for (const drawn of [subset(real, originals), await noisy(subset(real, originals), 2)]) {
      const { copies } = await evaluate(network, real, drawn, { rounds: 2 });
      expect(copies.found).toBe(true);
      expect(copies.suspicious).toBeGreaterThan(0.7);
      for (const suspect of copies.suspects) expect(suspect.real).toBe(originals[suspect.generated]);
    }
  });

  test("detects noisy images and mode collapse", async () => {
    const spoiled = await evaluate(network, real, await noisy(scenes(2000, 120), 40), { rounds: 5 });
    const apart = ({ generated, floor }: typeof spoiled) => generated.frechet!.value - floor.frechet!.value;
    expect(apart(spoiled)).toBeGreaterThan(5 * spoiled.floor.frechet!.std);
    expect(spoiled.quality.faults).toContain("gritty");
    expect(spoiled.quality.generated.distance).toBeGreaterThan(10 * Math.abs(spoiled.quality.floor.distance));
    expect(spoiled.generated.kernel.value).toBeGreaterThan(5 * spoiled.floor.kernel.std);
    const few = subset(
      scenes(3000, 5),
      Array.from({ length: 120 }, (_, at) => at % 5),
    );
    const alike = await evaluate(network, real, few, { rounds: 2 });
    expect(alike.generated.recall.value).toBeLessThan(0.1);
    expect(alike.generated.coverage.value).toBeLessThan(0.4);
    expect(alike.quality.faults).toContain("too alike");
  });

  test("warns about small samples, and is deterministic", async () => {
    const [some, drawn] = [scenes(0, 60), scenes(4000, 50)];
    const evaluation = await evaluate(network, some, drawn, { rounds: 5 });
    expect(evaluation.counts.compared).toBe(30);
    expect(evaluation.generated.frechet).toBeUndefined();
    expect(evaluation.notices.map(({ en }) => en)).toEqual([
      "Only 30 pictures can be compared, so there is no Fréchet distance (from 97 on).",
      "With so few pictures, all numbers are rough.",
    ]);
    expect(await evaluate(network, some, drawn, { rounds: 5 })).toEqual(evaluation);
    await expect(evaluate(network, scenes(0, 23), drawn)).rejects.toThrow(
      "source: expected at least 24 pictures, got 23",
    );
  });
});
