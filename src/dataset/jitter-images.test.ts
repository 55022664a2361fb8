import { expect, test } from "vitest";
import { resize, toTensor, type Picture } from "../image/index.ts";
import { batchAt } from "./batch-at.ts";
import { datasetFromPictures } from "./dataset-from-pictures.ts";
import { batchShifts, jitterPictures } from "./jitter-images.ts";

const size = 16;
/** Smooth picture, so that only rounding to bytes differs. */
const picture: Picture = {
  width: size,
  height: size,
  channels: 3,
  pixels: Uint8Array.from({ length: size * size * 3 }, (_, at) => {
    const [x, y] = [Math.floor(at / 3) % size, Math.floor(at / 3 / size)];
    return 128 + 60 * Math.sin(x / 3 + (at % 3)) + 60 * Math.cos(y / 2);
  }),
};

test("jitter crops the enlarged picture at the shift", () => {
  const jitter = 3;
  const length = size + 2 * jitter;
  const enlarged = toTensor(resize(picture, length, length), 3);
  const values = toTensor(picture, 3);
  const shifts = [0, 0, 6, 1, 2, 6];
  const result = jitterPictures(Float32Array.from([...values, ...values, ...values]), size, shifts, jitter);
  let inside = 0;
  result.forEach((value, at) => {
    const index = Math.floor(at / values.length);
    const x = (at % size) + shifts[2 * index];
    const y = (Math.floor(at / size) % size) + shifts[2 * index + 1];
    const channel = Math.floor(at / size / size) % 3;
    // At the edge `resize` renormalises its weights, whereas jitter repeats the edge.
    if (Math.min(x, y) < 2 || Math.max(x, y) > length - 3) return;
    inside++;
    expect(Math.abs(value - enlarged[(channel * length + y) * length + x])).toBeLessThan(0.005);
  });
  expect(inside).toBeGreaterThan(1500);
});

test("a constant picture stays constant, and values stay within −1 … 1", () => {
  const even = jitterPictures(new Float32Array(2 * 64).fill(0.25), 8, [0, 4, 3, 1], 2);
  expect(Math.max(...even.map((value) => Math.abs(value - 0.25)))).toBeLessThan(1e-6);
  // Cubic convolution overshoots at the edge of black and white.
  const halves = Float32Array.from({ length: 64 }, (_, at) => (at % 8 < 4 ? -1 : 1));
  const cut = jitterPictures(halves, 8, [1, 2], 2);
  expect([Math.min(...cut), Math.max(...cut)]).toEqual([-1, 1]);
});

test("every shift occurs, about equally often", () => {
  const counts = new Map<number, number>();
  for (let step = 0; step < 200; step++) {
    for (const shift of batchShifts(1, step, 8, 2)) counts.set(shift, (counts.get(shift) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual([0, 1, 2, 3, 4]);
  for (const count of counts.values()) expect(Math.abs(count / 3200 - 0.2)).toBeLessThan(0.03);
});

test("jitter depends on seed and step alone, and 0 changes nothing", async () => {
  const dataset = datasetFromPictures([picture, picture], { inputs: [picture, picture] });
  const first = await batchAt(dataset, 1, 5, 3, { jitter: 2 });
  expect(await batchAt(dataset, 1, 5, 3, { jitter: 2 })).toEqual(first);
  expect(first.inputs).toEqual(first.pictures);
  expect((await batchAt(dataset, 2, 5, 3, { jitter: 2 })).pictures).not.toEqual(first.pictures);
  expect(await batchAt(dataset, 1, 5, 3, { jitter: 0 })).toEqual(await batchAt(dataset, 1, 5, 3));
});

test.each([-1, 9, 1.5, NaN])("refuses a jitter of %d", async (jitter) => {
  const dataset = datasetFromPictures([picture]);
  await expect(batchAt(dataset, 1, 0, 1, { jitter })).rejects.toThrow("jitter: expected a whole number from 0 to 8");
});
