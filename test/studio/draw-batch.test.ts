import { expect, test } from "vitest";
import { referenceDevice } from "../../src/device/index.ts";
import { gan, ganNetworks } from "../../src/model/index.ts";
import { samplerDesignSpace } from "../../src/preference/index.ts";
import { createSampler, type Sampler } from "../../src/sample/index.ts";
import { buildStep, initialWeights } from "../../src/train/index.ts";
import { drawBatch, type DrawProgress } from "../../studio/src/worker/draw/draw-batch.ts";
import type { LoadedRun } from "../../studio/src/worker/run-cache.ts";

const picture = { size: 16, channels: 3 } as const;
const request = { seed: 3, count: 4, attributeSettings: [], noise: undefined, truncation: 1 } as const;

function createTinySampler(): Sampler {
  const model = gan(ganNetworks({ ...picture, features: 4, latent: 8 }));
  const weights = initialWeights(buildStep(model, picture, model.settings), 1);
  return createSampler({ model, picture, weights, device: referenceDevice() });
}

/** Draws, and returns the numbers of pictures of each progress beside the result. */
async function draw(isSlow: (drawn: number) => boolean) {
  const sampler = createTinySampler();
  const counts: number[] = [];
  const ready = {
    sampler,
    designSpace: samplerDesignSpace(sampler),
    rarity: () => undefined,
    accelerate: async () => {},
    get isSlow() {
      return isSlow(counts.at(-1) ?? 0);
    },
  } as unknown as LoadedRun;
  const scoring = { scorerOf: () => expect.unreachable() };
  const onProgress = ({ pictures }: DrawProgress) => void counts.push(pictures.length);
  const { pictures } = await drawBatch(ready, { ...request, anomalyFilter: "all" }, scoring, onProgress);
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
