import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { batchAt } from "./batch-at.ts";
import { batchFlips, batchIndices } from "./batch-indices.ts";
import { datasetFromPictures } from "./dataset-from-pictures.ts";

describe("batchIndices", () => {
  test("every picture occurs once per epoch, in a new order each time", () => {
    const indices = Array.from({ length: 6 }, (_, step) => [...batchIndices(3, step, 5, 10)]).flat();
    const epochs = [indices.slice(0, 10), indices.slice(10, 20), indices.slice(20, 30)];
    for (const epoch of epochs) expect([...epoch].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(new Set(epochs.map(String)).size).toBe(3);
  });

  test("epochs are complete for any batch size and count, also when batches straddle epochs", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(1000),
        (batch, count, seed) => {
          const steps = Math.ceil((2 * count) / batch);
          const indices = Array.from({ length: steps }, (_, step) => [
            ...batchIndices(seed, step, batch, count),
          ]).flat();
          for (const epoch of [indices.slice(0, count), indices.slice(count, 2 * count)])
            expect(new Set(epoch).size).toBe(count);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("a step does not depend on earlier calls", () => {
    const forwards = Array.from({ length: 50 }, (_, step) => batchIndices(1, step, 7, 23));
    for (const step of [49, 3, 20, 0]) expect(batchIndices(1, step, 7, 23)).toEqual(forwards[step]);
    expect(batchIndices(2, 3, 7, 23)).not.toEqual(forwards[3]);
  });

  test("indices equal the recorded ones, so that older runs resume alike", () => {
    expect([...batchIndices(7, 12, 8, 100)]).toMatchInlineSnapshot(`
      [
        71,
        11,
        18,
        52,
        4,
        68,
        12,
        0,
      ]
    `);
    expect([...batchFlips(7, 12, 8)]).toMatchInlineSnapshot(`
      [
        0,
        1,
        0,
        1,
        1,
        1,
        0,
        0,
      ]
    `);
  });

  test("batchFlips mirrors about half of the pictures", () => {
    const mirrored = Array.from({ length: 50 }, (_, step) => [...batchFlips(1, step, 20)]).flat();
    const share = mirrored.reduce((sum, flip) => sum + flip, 0) / mirrored.length;
    expect(share).toBeGreaterThan(0.44);
    expect(share).toBeLessThan(0.56);
  });
});

describe("batchAt", () => {
  /** Pictures whose first row encodes the index, and whose columns rise. */
  const dataset = datasetFromPictures(
    Array.from({ length: 9 }, (_, index) => {
      const pixels = new Uint8Array(64).map((__, at) => (at < 8 ? index * 20 : (at % 8) * 30));
      return { width: 8, height: 8, channels: 1, pixels } as const;
    }),
  );

  test("loads the pictures of the step, −1 … 1", async () => {
    const { indices, pictures } = await batchAt(dataset, 5, 2, 4);
    expect(indices).toEqual(batchIndices(5, 2, 4, 9));
    expect(pictures).toHaveLength(4 * 64);
    indices.forEach((index, at) => expect(pictures[at * 64]).toBeCloseTo((index * 20) / 127.5 - 1, 6));
  });

  test("mirrors exactly the pictures that batchFlips selects", async () => {
    const plain = await batchAt(dataset, 5, 2, 9);
    const flipped = await batchAt(dataset, 5, 2, 9, { flip: true });
    const flips = batchFlips(5, 2, 9);
    expect(new Set(flips).size).toBe(2);
    flips.forEach((flip, at) => {
      const row = (pictures: Float32Array) => [...pictures.subarray(at * 64 + 8, at * 64 + 16)];
      expect(row(flipped.pictures)).toEqual(flip ? row(plain.pictures).reverse() : row(plain.pictures));
    });
  });
});
