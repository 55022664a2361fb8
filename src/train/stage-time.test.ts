import { expect, test } from "vitest";
import type { Stage } from "../model/index.ts";
import { finishingSteps, stageAt, totalStepsAt, withTotalSteps } from "./stage-time.ts";

const stages: Stage[] = [
  { name: "first", images: Infinity, fraction: 0.75, groups: [], settings: {} },
  { name: "second", images: Infinity, groups: [], settings: {} },
];
const at = (totalImages: Parameters<typeof totalStepsAt>[0]["totalImages"], step: number) => {
  const { stage, step: done, progress } = stageAt(stages, { batchSize: 4, totalImages }, step);
  return [stage.name, done, progress];
};

test("stageAt: a stage is a fraction of the training, and progress runs from 0 to 1 in each", () => {
  expect(at(160, 0)).toEqual(["first", 0, 0]);
  expect(at(160, 15)).toEqual(["first", 15, 0.5]);
  expect(at(160, 30)).toEqual(["second", 0, 0]);
  expect(at(160, 35)).toEqual(["second", 5, 0.5]);
  expect(at(160, 50)).toEqual(["second", 20, 1]);
});

test("stageAt: before the length is known, the first stage does not progress", () => {
  expect(at([], 1000)).toEqual(["first", 1000, 0]);
  expect(at([{ from: 40, total: 160 }], 9)).toEqual(["first", 9, 0]);
  expect(at([{ from: 40, total: 160 }], 15)).toEqual(["first", 15, 0.5]);
});

test("stageAt: an extended training moves back in its schedule, but not to an earlier stage", () => {
  const extended = withTotalSteps({ batchSize: 4, totalImages: 160 }, 40, 80);
  expect(extended).toEqual([
    { from: 0, total: 160 },
    { from: 160, total: 320 },
  ]);
  expect(at(extended, 39)).toEqual(["second", 9, 0.9]);
  expect(at(extended, 40)).toEqual(["second", 10, 0.2]);
  expect(at(extended, 80)).toEqual(["second", 50, 1]);
  const longer = withTotalSteps({ batchSize: 4, totalImages: 160 }, 20, 80); // still in the first stage
  expect(at(longer, 59)[0]).toBe("first");
  expect(at(longer, 60)).toEqual(["second", 0, 0]);
  const shorter = withTotalSteps({ batchSize: 4, totalImages: 160 }, 20, 24);
  expect(at(shorter, 20)[0]).toBe("second");
  expect(totalStepsAt({ batchSize: 4, totalImages: withTotalSteps({ batchSize: 4, totalImages: extended }, 30, 50) }, 60)).toBe(50); // oxfmt-ignore
});

test("finishingSteps: an early end leaves half of its share to the last stage", () => {
  const settings = { batchSize: 4, totalImages: 160 };
  const end = (step: number) => finishingSteps(stages, settings, step);
  expect([end(6), end(12), end(30)]).toEqual([7, 14, 35]);
  expect([end(31), end(35), end(38)]).toEqual([35, 35, 38]); // the last stage has begun after 30 steps
  expect(finishingSteps(stages.slice(1), settings, 7)).toBe(7);
  const shorter = { batchSize: 4, totalImages: withTotalSteps(settings, 12, 14) };
  expect(stageAt(stages, shorter, 11).stage.name).toBe("first");
  expect(stageAt(stages, shorter, 12)).toMatchObject({ stage: { name: "second" }, step: 0 });
  expect(stageAt(stages, shorter, 14).progress).toBe(1);
});

test("finishingSteps: stages of a fixed number of images are not shortened", () => {
  const [, last] = stages;
  const fixed: Stage[] = [{ ...last, name: "first", images: 100 }, last];
  expect(finishingSteps(fixed, { batchSize: 4, totalImages: 160 }, 10)).toBe(10);
});
