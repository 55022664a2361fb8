import { expect, test } from "vitest";
import type { Features } from "../feature/index.ts";
import type { Picture } from "../image/index.ts";
import { random } from "../tensor/index.ts";
import { createSampleScorer } from "./sample-scorer.ts";

const size = 8;

/** Draws a grey picture with noise; a broken one has a white spot. */
function picture(index: number, isBroken = false): Picture {
  const stream = random(1, "sample", index);
  const pixels = Uint8Array.from({ length: size ** 2 * 3 }, () => 120 + 5 * stream.normal());
  if (isBroken) pixels.fill(255, 90, 120);
  return { width: size, height: size, channels: 3, pixels };
}

/** Takes each pixel as a patch. */
const extract = async (pictures: readonly Picture[]): Promise<Features> => ({
  values: Float32Array.from(pictures.flatMap(({ pixels }) => [...pixels])),
  count: pictures.length * size ** 2,
  width: 3,
});

test("a sample scorer calls a picture broken that is unlike the model's samples, and ranks before it is fitted", async () => {
  const drawn: number[] = [];
  let more = (): void => {};
  const scorer = createSampleScorer({
    extract,
    async draw(first, count) {
      drawn.push(count);
      if (first > 0) await new Promise<void>((done) => (more = done));
      return Array.from({ length: count }, (_, at) => picture(first + at));
    },
  });
  const ranked = await scorer.score([picture(1000), picture(1001, true)]);
  expect(ranked[1]).toBeGreaterThan(1.5 * ranked[0]);
  expect(Math.min(...ranked)).toBeGreaterThan(1); // no picture is called whole before the threshold is known
  const pump = setInterval(() => more());
  await scorer.fitted;
  clearInterval(pump);
  expect(drawn.reduce((sum, count) => sum + count, 0)).toBe(299);
  expect(Math.max(...drawn)).toBe(16);
  const whole = await scorer.score(Array.from({ length: 100 }, (_, at) => picture(2000 + at)));
  expect(whole.filter((score) => score > 1).length).toBeLessThan(25); // 10 are expected
  const broken = await scorer.score(Array.from({ length: 20 }, (_, at) => picture(3000 + at, true)));
  expect(Math.min(...broken)).toBeGreaterThan(1);
});

test("scoring and fitting fail with the error of drawing", async () => {
  const scorer = createSampleScorer({ extract, draw: () => Promise.reject(new Error("no model")) });
  await expect(scorer.fitted).rejects.toThrow("no model");
  await expect(scorer.score([picture(1)])).rejects.toThrow("no model");
});
