import { expect, test } from "vitest";
import { random } from "../tensor/index.ts";
import { patchAnomalyScores } from "./patch-anomaly-scores.ts";

const [side, width, count] = [4, 3, 30];
const cells = side * side;
/** Builds patch features: one vector per position, with a little noise per image. */
const drawn = (pictures: number, first: number) =>
  Float32Array.from({ length: pictures * cells * width }, (_, at) => {
    const place = Math.floor(at / width) % cells;
    return place * 10 + (at % width) + 0.1 * random(1, "noise", first + at).normals(1)[0];
  });
const usual = { values: drawn(count, 0), count: count * cells, width };

test("anomalous patches raise the score, however few they are", () => {
  const values = drawn(3, 1_000_000);
  for (let part = 0; part < 2; part++) values[(cells + part) * width] += 5; // of the second image
  const scores = patchAnomalyScores(usual, { values, count: 3 * cells, width }, side);
  expect(scores[1]).toBeGreaterThan(4 * Math.max(scores[0], scores[2]));
});

test("a slightly shifted patch is normal; a far one is not", () => {
  const values = drawn(2, 2_000_000);
  const cell = (picture: number, part: number) => values.subarray((picture * cells + part) * width).subarray(0, width);
  const moves: [number, number, number][] = [[0, 1, 0], [0, 6, 5], [1, 15, 0], [1, 12, 0]]; // oxfmt-ignore
  for (const [picture, to, from] of moves)
    cell(picture, to).set(usual.values.subarray(from * width, (from + 1) * width));
  const [near, far] = patchAnomalyScores(usual, { values, count: 2 * cells, width }, side);
  expect(near).toBeLessThan(1);
  expect(far).toBeGreaterThan(10);
});
