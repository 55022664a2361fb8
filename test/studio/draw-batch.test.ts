import { expect, test } from "vitest";
import { type Picture } from "../../src/image/index.ts";
import { referenceDevice } from "../../src/device/index.ts";
import { gan, ganNetworks } from "../../src/model/index.ts";
import { samplerDesignSpace } from "../../src/preference/index.ts";
import { createSampler, type Sampler } from "../../src/sample/index.ts";
import { trainedRun } from "../../src/run/index.ts";
import { buildStep, initialWeights } from "../../src/train/index.ts";
import type { AnomalyScoring } from "../../studio/src/worker/draw/anomaly-scoring.ts";
import { drawBatch, type DrawProgress } from "../../studio/src/worker/draw/draw-batch.ts";
import type { AttributeSetting } from "../../studio/src/worker/draw/draw-request.ts";
import { pictureFromPixels } from "../../studio/src/worker/rendered-picture.ts";
import type { LoadedRun } from "../../studio/src/worker/run-cache.ts";
import { untrainedRun } from "../untrained-run.ts";

const picture = { size: 16, channels: 3 } as const;
const request = { seed: 3, count: 4, attributeSettings: [], noise: undefined, truncation: 1 } as const;

function createTinySampler(): Sampler {
  const model = gan(ganNetworks({ ...picture, features: 4, latent: 8 }));
  const weights = initialWeights(buildStep(model, picture, model.settings), 1);
  return createSampler({ model, picture, weights, device: referenceDevice() });
}

const noScoring: AnomalyScoring = { scorerOf: () => expect.unreachable(), fittedScorerOf: () => undefined };

function loaded(sampler: Sampler, isSlow = () => false): LoadedRun {
  return {
    sampler,
    designSpace: samplerDesignSpace(sampler),
    rarity: () => undefined,
    accelerate: async () => {},
    get isSlow() {
      return isSlow();
    },
  } as unknown as LoadedRun;
}

/** Draws, and returns the numbers of pictures of each progress beside the result. */
async function draw(isSlow: (drawn: number) => boolean) {
  const counts: number[] = [];
  const ready = loaded(createTinySampler(), () => isSlow(counts.at(-1) ?? 0));
  const onProgress = ({ pictures }: DrawProgress) => void counts.push(pictures.length);
  const { pictures } = await drawBatch(ready, { ...request, anomalyFilter: "all" }, noScoring, onProgress);
  return { counts, pixels: pictures.map(({ pixels }) => [...pixels.data]) };
}

test("a slow device shows each picture at once, a fast one all together, and both draw the same", async () => {
  const slow = await draw(() => true);
  const fast = await draw(() => false);
  expect(slow.counts).toEqual([1, 2, 3, 4]);
  expect(fast.counts).toEqual([4]);
  expect(slow.pixels).toEqual(fast.pixels);
});

test("a fast device that is ready in the middle of a draw draws the rest", async () => {
  const { counts, pixels } = await draw((drawn) => drawn < 2);
  expect(counts).toEqual([1, 2, 4]);
  expect(pixels).toEqual((await draw(() => false)).pixels);
});

/** Scores the pictures of a draw by their brightness: those brighter than a share of all count as broken. */
function brightnessScoring(brokenShare: number, seen: number[][] = []): AnomalyScoring {
  const brightness = (pixels: ArrayLike<number>): number => Array.from(pixels).reduce((sum, value) => sum + value, 0);
  const scorer = {
    fitted: Promise.resolve(),
    score: async (pictures: readonly { readonly pixels: ArrayLike<number> }[]) => {
      const scores = pictures.map(({ pixels }) => brightness(pixels));
      seen.push(scores);
      const limit = scores.toSorted((a, b) => a - b)[Math.floor((1 - brokenShare) * scores.length)] ?? Infinity;
      return scores.map((score) => (score >= limit ? 1 + score / limit : score / limit / 2));
    },
  };
  return { scorerOf: () => scorer, fittedScorerOf: () => scorer };
}

test("without a fitted scorer normal pictures are drawn like all, at once", async () => {
  const ready = loaded(createTinySampler());
  const all = await drawBatch(ready, { ...request, anomalyFilter: "all" }, noScoring);
  const normal = await drawBatch(ready, { ...request, anomalyFilter: "normal" }, noScoring);
  expect(normal).toEqual(all);
  expect(normal.attempts).toBe(4);
});

test("with a fitted scorer a quarter more is drawn, and broken ones are left out", async () => {
  const ready = loaded(createTinySampler());
  const seen: number[][] = [];
  const { pictures, attempts } = await drawBatch(
    ready,
    { ...request, count: 8, anomalyFilter: "normal" },
    brightnessScoring(0.2, seen),
  );
  expect(attempts).toBe(10);
  expect(seen.map(({ length }) => length)).toEqual([10]);
  expect(pictures).toHaveLength(8);
  for (const { anomalyScore } of pictures) expect(anomalyScore).toBeLessThanOrEqual(1);
});

test("a request that waits for the scorer draws the same before and after it is fitted, and nothing broken", async () => {
  const ready = loaded(createTinySampler());
  const day = { ...request, count: 1, anomalyFilter: "normal", waitsForScorer: true } as const;
  const [first] = (await drawBatch(ready, { ...request, anomalyFilter: "all" }, noScoring)).pictures;
  const broken = pictureFromPixels(first.pixels);
  let isFitted = false;
  const scorer = {
    fitted: new Promise<void>((done) => setTimeout(done, 20)).then(() => void (isFitted = true)),
    score: async (pictures: readonly Picture[]) =>
      pictures.map(({ pixels }) => (pixels.every((value, at) => value === broken.pixels[at]) ? 2 : 0.5)),
  };
  const scoring: AnomalyScoring = { scorerOf: () => scorer, fittedScorerOf: () => (isFitted ? scorer : undefined) };
  const before = await drawBatch(ready, day, scoring);
  const after = await drawBatch(ready, day, scoring);
  expect(after).toEqual(before);
  expect(before.pictures.map(({ anomalyScore }) => anomalyScore)).toEqual([0.5]);
  const lost = { ...scorer, fitted: Promise.reject(new Error("no feature network")) };
  const without = await drawBatch(ready, day, { ...scoring, scorerOf: () => lost });
  expect(without.pictures[0].candidate).toEqual(first.candidate);
});

test("the least broken fill a draw of broken ones; one picture is drawn where nothing is left to chance", async () => {
  const ready = loaded(createTinySampler());
  const some = await drawBatch(ready, { ...request, anomalyFilter: "normal" }, brightnessScoring(1));
  expect(some.attempts).toBeLessThanOrEqual(15);
  expect(some.pictures).toHaveLength(4);
  const scores = some.pictures.map(({ anomalyScore }) => anomalyScore!);
  expect(scores).toEqual(scores.toSorted((a, b) => a - b));
  const noise = { latent: new Array<number>(8).fill(0.5), noiseAmount: 0 };
  const same = await drawBatch(ready, { ...request, noise, anomalyFilter: "normal" }, brightnessScoring(1));
  expect(same.pictures).toHaveLength(1);
  expect(same.attempts).toBeLessThanOrEqual(10);
});

test("a number that chance decides is usual; one that is asked for may be any", async () => {
  const sampler = createSampler(trainedRun(untrainedRun("cgan", { size: 8, features: 2 }), referenceDevice()));
  const yaws = async (yaw: AttributeSetting): Promise<number[]> => {
    const settings = {
      ...request,
      count: 20,
      attributeSettings: ["random", "random", yaw],
      anomalyFilter: "all",
    } as const;
    const { pictures } = await drawBatch(loaded(sampler), settings, noScoring);
    return pictures.map(({ candidate }) => candidate.values[2]);
  };
  const known = (await yaws("random")).filter((value) => !Number.isNaN(value));
  // the training images have a standard deviation of 20°: their middle 60 % are within 0.84 of it
  expect(Math.max(...known.map(Math.abs))).toBeLessThan(18);
  expect(new Set(known).size).toBeGreaterThan(10);
  expect(await yaws(48)).toEqual(new Array(20).fill(48));
});
