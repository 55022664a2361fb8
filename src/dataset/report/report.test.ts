import { describe, expect, test } from "vitest";
import type { Picture } from "../../image/index.ts";
import { random } from "../../tensor/index.ts";
import { datasetFromPictures } from "../dataset-from-pictures.ts";
import { splitDataset, subset } from "../subset.ts";
import { untranslatedText, type TagColumn } from "../tag.ts";
import { findRareCombinations } from "./count-labels.ts";
import { reportDataset } from "./report-dataset.ts";
import { sampleSheet } from "./sample-sheet.ts";

/** Draws soft blobs, whose thumbnails keep their differences. */
function blob(seed: number, change: (value: number, at: number) => number = (value) => value): Picture {
  const [x, y, width, level] = random(seed, "blob").uniforms(4);
  const pixels = new Uint8Array(32 * 32 * 3).map((_, at) => {
    const [column, row] = [Math.floor(at / 3) % 32, Math.floor(at / 96)];
    const distance = Math.hypot(column / 32 - x, row / 32 - y) / (0.2 + width / 2);
    return change(Math.round(255 * Math.exp(-distance * distance) * (0.4 + 0.6 * level) * (0.5 + (at % 3) / 4)), at);
  });
  return { width: 32, height: 32, channels: 3, pixels };
}

const category = (name: string, choices: string[], values: number[]): TagColumn => ({
  tag: {
    name,
    label: untranslatedText(name),
    kind: "category",
    choices: choices.map((each) => ({ name: each, label: untranslatedText(each) })),
  },
  values: Float32Array.from(values),
});

describe("reportDataset", () => {
  test("finds exact and near duplicates, and only those", async () => {
    const noise = random(1, "noise");
    const pictures = Array.from({ length: 60 }, (_, seed) => blob(seed));
    pictures.push(
      blob(7),
      blob(7),
      blob(20),
      blob(3, (value) => Math.min(255, Math.max(0, value + noise.integer(7) - 3))),
      blob(11, (value) => value * 0.995),
    );
    const { duplicates } = await reportDataset(datasetFromPictures(pictures));
    expect(duplicates.exact).toEqual([
      [7, 60, 61],
      [20, 62],
    ]);
    expect(duplicates.nearPairs.map(({ first, second }) => [first, second]).sort((a, b) => a[0] - b[0])).toEqual([
      [3, 63],
      [11, 64],
    ]);
    expect(duplicates.isIncomplete).toBe(false);
  });

  test("finds the same near pairs as comparing all with all", async () => {
    const pictures = Array.from({ length: 120 }, (_, at) =>
      blob(at % 41, (value, place) => value * (1 - (0.03 * ((at * place) % 5)) / 4)),
    );
    const dataset = datasetFromPictures(pictures);
    const wide = await reportDataset(dataset, { tolerance: 9 });
    const everything = await reportDataset(dataset, { tolerance: 1e4 });
    expect(everything.duplicates.nearPairs.length).toBeGreaterThan(wide.duplicates.nearPairs.length);
    expect(wide.duplicates.nearPairs).toEqual(
      everything.duplicates.nearPairs.filter(({ difference }) => difference <= 9),
    );
    expect(wide.duplicates.nearPairs.length).toBeGreaterThan(50);
  });

  test("stops when all pictures look alike, and reports it", async () => {
    const pictures = Array.from({ length: 80 }, (_, at) =>
      blob(1, (value, place) => (place === at ? 255 - value : value)),
    );
    const { duplicates, lines } = await reportDataset(datasetFromPictures(pictures), { maxPairs: 100 });
    expect([duplicates.nearPairs.length, duplicates.isIncomplete]).toEqual([100, true]);
    expect(lines.map(({ en }) => en)).toContain("Pairs that look nearly the same: 100 or more.");
  });

  test("measures brightness and sizes, and names blank pictures", async () => {
    const even = (level: number, size: number): Picture => {
      return { width: size, height: size, channels: 1, pixels: new Uint8Array(size * size).fill(level) };
    };
    const report = await reportDataset(
      datasetFromPictures([even(0, 16), even(255, 16), even(51, 8), { ...blob(1) }], { size: 16 }),
    );
    expect(report.brightness.slice(0, 3).map((value) => Math.round(value * 100))).toEqual([0, 100, 20]);
    expect(report.widths).toEqual([16, 16, 8, 32]);
    expect([report.enlargedCount, report.blankIndices]).toEqual([1, [0, 1, 2]]);
  });

  test("counts labels and finds combinations that are missing", async () => {
    const values = Array.from({ length: 200 }, (_, at) => at);
    const tags = [
      category(
        "hair",
        ["black", "red"],
        values.map((at) => (at < 100 ? 0 : 1)),
      ),
      // Only black hair has hats, except for two pictures.
      category(
        "hat",
        ["no", "yes"],
        values.map((at) => (at < 60 || at >= 198 ? 1 : at === 150 ? NaN : 0)),
      ),
      category(
        "free",
        ["a", "b"],
        values.map((at) => at % 2),
      ),
    ];
    const report = await reportDataset(
      datasetFromPictures(
        values.map((seed) => blob(seed)),
        { tags },
      ),
    );
    expect(report.labels[1].counts.map(({ count }) => count)).toEqual([137, 62]);
    expect(report.labels[1].unknown).toBe(1);
    expect(report.rareCombinations).toHaveLength(1);
    expect(report.rareCombinations[0]).toMatchObject({
      first: { choice: { name: "red" } },
      second: { choice: { name: "yes" } },
      count: 2,
    });
    expect(report.rareCombinations[0].expected).toBeCloseTo((99 * 62) / 199, 6);
    const english = report.lines.map(({ en }) => en);
    expect(english).toContain("  hair=red + hat=yes: 2 (about 31 if they did not depend on each other)");
    expect(english[0]).toMatch(/^pictures: 200 pictures, 32 × 32 pixels, colour, \d+% bright/);
  });

  test("lists combinations below one per cent, the rarest first, without values that never occur", () => {
    const values = Array.from({ length: 1000 }, (_, at) => at);
    const hair = category(
      "hair",
      ["black", "red", "green"],
      values.map((at) => (at < 900 ? 0 : 1)),
    );
    const hat = category(
      "hat",
      ["no", "yes"],
      values.map((at) => (at < 9 || at >= 997 ? 1 : 0)),
    );
    const rare = findRareCombinations([hair, hat]);
    expect(rare.map(({ first, second, count }) => [first.choice.name, second.choice.name, count])).toEqual([
      ["red", "yes", 3],
      ["black", "yes", 9],
    ]);
  });

  test("accepts a single picture", async () => {
    const report = await reportDataset(datasetFromPictures([blob(1)]));
    expect([report.count, report.duplicates.nearPairs, report.rareCombinations]).toEqual([1, [], []]);
  });
});

describe("splitDataset", () => {
  const dataset = datasetFromPictures(
    Array.from({ length: 50 }, (_, seed) => blob(seed)),
    { tags: [category("number", Array.from({ length: 50 }, String), [...Array(50).keys()])] },
  );

  test("splits without overlap, by the seed", async () => {
    const { training, heldOut } = splitDataset(dataset, 0.2, 1);
    expect([training.count, heldOut.count]).toEqual([40, 10]);
    const together = [...training.tags[0].values, ...heldOut.tags[0].values].sort((a, b) => a - b);
    expect(together).toEqual([...Array(50).keys()]);
    expect(splitDataset(dataset, 0.2, 1).heldOut.tags).toEqual(heldOut.tags);
    expect(splitDataset(dataset, 0.2, 2).heldOut.tags).not.toEqual(heldOut.tags);
    const index = heldOut.tags[0].values[3];
    expect(await heldOut.batch([3])).toEqual(await dataset.batch([index]));
    expect(heldOut.nameOf(3)).toBe(dataset.nameOf(index));
  });

  test("leaves at least one picture on each side, and refuses invalid fractions", () => {
    expect(splitDataset(subset(dataset, [4, 9]), 0.999, 0).training.count).toBe(1);
    expect(() => splitDataset(dataset, 1, 0)).toThrow("share: expected a number between 0 and 1, got 1");
    expect(() => splitDataset(subset(dataset, [4]), 0.5, 0)).toThrow("at least two pictures");
  });
});

test("a sheet enlarges small pictures and shows each at most once", async () => {
  const sheet = await sampleSheet(datasetFromPictures(Array.from({ length: 7 }, (_, seed) => blob(seed))));
  expect([sheet.width, sheet.height]).toEqual([3 * 132 + 4, 3 * 132 + 4]);
});

test("sampleSheet shows the input of a pair on the left, and the report mentions pairs", async () => {
  const even = (level: number): Picture => ({
    width: 8,
    height: 8,
    channels: 1,
    pixels: new Uint8Array(64).fill(level),
  });
  const dataset = datasetFromPictures([even(200)], { inputs: [even(50)] });
  const { width, pixels } = await sampleSheet(dataset);
  expect(width).toBe(2 * 128 + 8);
  const row = [...pixels.subarray(width * 64, width * 65)];
  expect(row).toEqual([...Array(4).fill(255), ...Array(128).fill(50), ...Array(128).fill(200), ...Array(4).fill(255)]);
  expect((await reportDataset(dataset)).lines.map(({ en }) => en)).toContainEqual(
    expect.stringMatching(/^These are pairs/),
  );
});
