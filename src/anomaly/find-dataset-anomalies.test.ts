import { expect, test } from "vitest";
import { datasetFromPictures } from "../dataset/index.ts";
import { random } from "../tensor/index.ts";
import { findDatasetAnomalies, datasetAnomalyScores } from "./find-dataset-anomalies.ts";

const cloud = (count: number, width: number, centre: number) =>
  random(3, "cloud", centre)
    .normals(count * width)
    .map((value) => value + centre);

test("finds a few outliers although they resemble each other", () => {
  const width = 8;
  const values = Float32Array.from([...cloud(195, width, 0), ...cloud(5, width, 4)]);
  const scores = datasetAnomalyScores({ values, count: 200, width });
  const falling = [...scores.keys()].sort((a, b) => scores[b] - scores[a]);
  expect(falling.slice(0, 5).sort()).toEqual([195, 196, 197, 198, 199]);
  expect(Math.min(...scores.subarray(195))).toBeGreaterThan(3.5);
  // of normal points hardly any: the limit lies far outside
  expect(scores.subarray(0, 195).filter((score) => score > 3.5).length).toBeLessThan(4);
});

test("duplicates are no outliers, and a set of three works", () => {
  const same = datasetAnomalyScores({ values: new Float32Array(40), count: 10, width: 4 });
  expect([...same]).toEqual(new Array(10).fill(0));
  expect(datasetAnomalyScores({ values: Float32Array.from([0, 0.1, 5]), count: 3, width: 1 })).toHaveLength(3);
});

test("images: finds a green one among red ones", async () => {
  const size = 16;
  const plain = (index: number) => {
    const [shade, odd] = [random(5, "shade", index).integer(60), index === 17];
    const pixels = new Uint8Array(size * size * 3);
    for (let at = 0; at < size * size; at++)
      pixels.set(odd ? [20, 180, 30] : [160 + shade, 40 + (at % size), 30], at * 3);
    return { width: size, height: size, channels: 3 as const, pixels };
  };
  const told: number[] = [];
  const { scores, limit } = await findDatasetAnomalies(
    datasetFromPictures(Array.from({ length: 70 }, (_, at) => plain(at))),
    (done) => told.push(done),
  );
  expect(scores.indexOf(Math.max(...scores))).toBe(17);
  expect(scores[17]).toBeGreaterThan(limit);
  expect(told).toEqual([64, 70]);
});
