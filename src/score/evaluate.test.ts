import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromPictures, subset, type Dataset } from "../dataset/index.ts";
import type { Picture } from "../image/index.ts";
import { cpuDevice, nodeHost } from "../node/index.ts";
import { random } from "../tensor/index.ts";
import { evaluate } from "./evaluate.ts";
import { featureNetwork, type FeatureNetwork } from "./feature-network.ts";

const size = 32;

/** Discs of any colour, size and place on a ground of any colour. */
function scene(index: number, discs = 3): Picture {
  const stream = random(index, "scene");
  const colour = () => [0, 1, 2].map(() => 255 * stream.uniform());
  const pixels = new Uint8Array(size * size * 3);
  const paint = (where: (x: number, y: number) => boolean) => {
    const own = colour();
    for (let at = 0; at < size * size; at++) if (where(at % size, Math.floor(at / size))) pixels.set(own, at * 3);
  };
  paint(() => true);
  for (let disc = 0; disc < discs; disc++) {
    const [x, y, radius] = [size * stream.uniform(), size * stream.uniform(), 3 + 9 * stream.uniform()];
    paint((column, row) => Math.hypot(column - x, row - y) < radius);
  }
  return { width: size, height: size, channels: 3, pixels };
}

const scenes = (first: number, count: number, discs?: number): Dataset =>
  fromPictures(Array.from({ length: count }, (_, at) => scene(first + at, discs)));

/** The same with every value a little off, as a model that has learned pictures by heart would draw them. */
async function nearly(dataset: Dataset): Promise<Dataset> {
  const pictures = await Promise.all(Array.from({ length: dataset.count }, (_, at) => dataset.picture(at)));
  return fromPictures(
    pictures.map((picture, at) => {
      const noise = random(at, "nearly").normals(picture.pixels.length);
      const pixels = new Uint8ClampedArray(picture.pixels.map((value, one) => value + 2 * noise[one]));
      return { ...picture, pixels: new Uint8Array(pixels.buffer) };
    }),
  );
}

describe("evaluate", () => {
  let network: FeatureNetwork;
  const real = scenes(0, 400);
  beforeAll(async () => {
    network = await featureNetwork(nodeHost(), await cpuDevice({ threads: 1 }));
  });
  afterAll(() => network.dispose());

  test("finds fresh pictures as good as real ones, and no copies among them", async () => {
    const { counts, drawn, floor, copies, notices, space } = await evaluate(network, real, scenes(1000, 200), {
      rounds: 20,
    });
    expect(space).toMatch(/^omakase features 1 \([0-9a-f]{8}\)$/);
    expect(counts).toEqual({ real: 400, drawn: 200, compared: 200 });
    for (const measure of ["frechet", "kernel", "precision", "recall", "density", "coverage"] as const) {
      const spread = Math.hypot(drawn[measure]!.deviation, floor[measure]!.deviation);
      expect(Math.abs(drawn[measure]!.value - floor[measure]!.value), measure).toBeLessThan(4 * spread);
    }
    expect(copies.found).toBe(false);
    expect(copies.suspects).toHaveLength(16);
    expect(notices).toHaveLength(1); // 200 pictures are few for a Fréchet distance
  });

  test("catches a model that gives back what it was shown, and names the originals", async () => {
    const originals = Array.from({ length: 100 }, (_, at) => at * 4);
    for (const drawn of [subset(real, originals), await nearly(subset(real, originals))]) {
      const { copies } = await evaluate(network, real, drawn, { rounds: 2 });
      expect(copies.found).toBe(true);
      expect(copies.suspicious).toBeGreaterThan(0.7);
      for (const suspect of copies.suspects) expect(suspect.real).toBe(originals[suspect.drawn]);
    }
  });

  test("sees pictures of another kind, and pictures that are all alike", async () => {
    const other = await evaluate(network, real, scenes(2000, 200, 12), { rounds: 5 });
    const apart = ({ drawn, floor }: typeof other) => drawn.frechet!.value - floor.frechet!.value;
    expect(apart(other)).toBeGreaterThan(10 * other.floor.frechet!.deviation);
    expect(other.drawn.kernel.value).toBeGreaterThan(5 * other.floor.kernel.deviation);
    const few = subset(
      scenes(3000, 5),
      Array.from({ length: 200 }, (_, at) => at % 5),
    );
    const alike = await evaluate(network, real, few, { rounds: 2 });
    expect(alike.drawn.recall.value).toBeLessThan(0.1);
    expect(alike.drawn.coverage.value).toBeLessThan(0.2);
  });

  test("is honest about few pictures, and the same twice", async () => {
    const [some, drawn] = [scenes(0, 60), scenes(4000, 50)];
    const evaluation = await evaluate(network, some, drawn, { rounds: 5 });
    expect(evaluation.counts.compared).toBe(30);
    expect(evaluation.drawn.frechet).toBeUndefined();
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
