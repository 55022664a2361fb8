import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { zipSync } from "fflate";
import { afterAll, describe, expect, test } from "vitest";
import { OmakaseError } from "../error.ts";
import { encodePng, type Picture } from "../image/index.ts";
import { nodeHost } from "../node/index.ts";
import { batchAt } from "./batch-at.ts";
import type { Dataset } from "./dataset.ts";
import { openDataset } from "./open-dataset.ts";
import { drawSushi, labelMapImage } from "../synthetic/index.ts";
import { subset } from "./subset.ts";

const folder = mkdtempSync(join(tmpdir(), "omakase 組 "));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const host = nodeHost({ cache: false });
const pairs = { size: 8, pairs: true } as const;

/** Draws a picture of constant columns: `levels[0]` on the left … `levels.at(-1)` on the right. */
function stripes(levels: readonly number[], width = 32, height = 16): Uint8Array {
  const pixels = Uint8Array.from({ length: width * height }, (_, at) => {
    return levels[Math.floor(((at % width) * levels.length) / width)];
  });
  return encodePng({ width, height, channels: 1, pixels });
}

async function write(name: string, files: Record<string, Uint8Array | string>): Promise<string> {
  for (const [path, content] of Object.entries(files)) await host.files.write(join(folder, name, path), content);
  return join(folder, name);
}

/** Reads name, input and target of every pair, the pictures by their first pixel. */
async function content(dataset: Dataset): Promise<[name: string, input: number, target: number][]> {
  const { inputs } = dataset;
  if (!inputs) throw new Error("no pairs");
  expect([inputs.count, inputs.size]).toEqual([dataset.count, dataset.size]);
  const level = ({ pixels }: Picture): number => pixels[0];
  return await Promise.all(
    Array.from({ length: dataset.count }, async (_, index) => {
      expect(inputs.nameOf(index)).toBe(dataset.nameOf(index));
      const [input, target] = [await inputs.picture(index), await dataset.picture(index)];
      return [dataset.nameOf(index), level(input), level(target)] as [string, number, number];
    }),
  );
}

const skipped = (dataset: Dataset) => Object.fromEntries(dataset.skipped.map(({ file, reason }) => [file, reason.en]));

describe("side by side", () => {
  const files = {
    "1.png": stripes([10, 60]),
    "2.png": stripes([20, 70], 64, 32),
    "odd.png": stripes([30, 80], 33, 16),
    "broken.png": "x",
  };

  test("the left half is the input; other aspect ratios are skipped", async () => {
    const dataset = await openDataset(await write("side", files), host, pairs);
    expect(await content(dataset)).toEqual([
      ["1.png", 10, 60],
      ["2.png", 20, 70],
    ]);
    expect(dataset.originalSize(1)).toEqual([32, 32]);
    expect(skipped(dataset)).toEqual({
      "broken.png": "bytes that are no picture",
      "odd.png": "a picture of 33 × 16 pixels, not twice as wide as high",
    });
    expect(dataset.notices[0].en).toContain("the left half is the input");
    expect(dataset.notices[0].ja).toContain("左半分を入力");
  });

  test("open reversed, from an archive, and with split folders as labels", async () => {
    const archive = zipSync({ "set/train/1.png": files["1.png"], "set/val/1.png": files["2.png"] });
    const path = join(await write("zip", { "set.zip": archive }), "set.zip");
    const dataset = await openDataset(path, host, { ...pairs, reverse: true });
    expect(await content(dataset)).toEqual([
      ["set/train/1.png", 60, 10],
      ["set/val/1.png", 70, 20],
    ]);
    expect(dataset.tags[0].tag.choices.map(({ name }) => name)).toEqual(["train", "val"]);
    expect(dataset.notices[0].en).toContain("the right half is the input");
  });

  test("are equal from the cache, in memory or on disk", async () => {
    const path = await write("cached", { "1.png": files["1.png"], "2.png": files["2.png"], "3.png": stripes([1, 2]) });
    const cached = nodeHost({ cache: join(folder, "cache") });
    const expected = await content(await openDataset(path, host, pairs));
    for (const maxMemoryBytes of [1 << 30, 1 << 30, 500])
      expect(await content(await openDataset(path, cached, { ...pairs, maxMemoryBytes }))).toEqual(expected);
    const turned = await content(await openDataset(path, cached, { ...pairs, reverse: true }));
    expect(turned).toEqual(expected.map(([name, input, target]) => [name, target, input]));
  });
});

describe("two folders", () => {
  const one = (level: number) => stripes([level], 20, 20);

  test("match by name without extension; the rest is skipped with a reason", async () => {
    const path = await write("maps", {
      "trainA/1.png": one(11),
      "trainA/deep/Ｂ.PNG": one(12),
      "trainA/3.png": one(13),
      "trainA/5.png": one(15),
      "trainB/1.webp.png": one(99),
      "trainB/1.PNG": one(51),
      "trainB/deep/Ｂ.png": one(52),
      "trainB/4.png": one(54),
      "trainB/5.png": stripes([55], 40, 20),
    });
    const dataset = await openDataset(path, host, pairs);
    expect(await content(dataset)).toEqual([
      ["1.PNG", 11, 51],
      ["deep/Ｂ.png", 12, 52],
    ]);
    expect(skipped(dataset)).toEqual({
      "trainA/3.png": "no picture of that name in trainB",
      "trainB/1.webp.png": "no picture of that name in trainA",
      "trainB/4.png": "no picture of that name in trainA",
      "5.png": "two pictures of different shapes (20 × 20 and 40 × 20)",
    });
    expect(dataset.notices[0].en).toContain("the pictures in trainA are the inputs, those in trainB");
  });

  test("a second picture of one name is skipped", async () => {
    const path = await write("twins", { "a/1.jpg": one(1), "a/1.png": one(2), "b/1.png": one(3) });
    const dataset = await openDataset(path, host, pairs);
    expect(await content(dataset)).toEqual([["1.png", 1, 3]]);
    expect(skipped(dataset)).toEqual({ "a/1.png": "a second one of that name" });
  });

  test("unknown names sort alphabetically, unless the pictures are side by side", async () => {
    const path = await write("words", { "set/photo/1.png": one(1), "set/drawing/1.png": one(2) });
    expect(await content(await openDataset(path, host, pairs))).toEqual([["1.png", 2, 1]]);
    const turned = await openDataset(path, host, { ...pairs, reverse: true });
    expect(await content(turned)).toEqual([["1.png", 1, 2]]);
    expect(turned.notices[0].en).toContain("the pictures in photo are the inputs");
  });

  test("tags.csv beside them names the targets", async () => {
    const path = await write("tagged", {
      "input/1.png": one(1),
      "input/2.png": one(2),
      "target/1.png": one(3),
      "target/2.png": one(4),
      "tags.csv": "file,kind\n1.png,cat\n2.png,dog\n",
    });
    const { tags, notices } = await openDataset(path, host, pairs);
    expect(tags.map(({ tag, values }) => [tag.name, ...values])).toEqual([["kind", 0, 1]]);
    expect(notices).toHaveLength(1);
  });
});

describe("one clear sentence for", () => {
  test.each([
    [
      "single pictures",
      { "1.png": stripes([1], 16, 16) },
      "expected pictures side by side, or two folders of pictures with the same names, got a picture of 16 × 16 pixels",
    ],
    ["nothing", { "a.txt": "" }, "expected a folder with pictures in it, got 1 files, none of them a picture"],
    [
      "no two names that match",
      { "A/1.png": stripes([1], 16, 16), "B/2.png": stripes([1], 16, 16) },
      "expected pictures of the same names in A and B, got not one name that is in both",
    ],
    [
      "pairs of which none can be used",
      { "A/1.png": "x", "B/1.png": stripes([1], 16, 16) },
      "expected at least one usable pair of pictures, got 1 unusable ones (the first is bytes that are no picture)",
    ],
  ])("%s", async (name, files, message) => {
    const caught: unknown = await openDataset(await write(name, files as Record<string, string>), host, pairs).catch(
      (error: unknown) => error,
    );
    expect(caught).toBeInstanceOf(OmakaseError);
    expect((caught as OmakaseError).message).toContain(message);
    expect((caught as OmakaseError).errorParts.remedy.ja).toMatch(/ください$/);
  });

  test("a built-in set without pairs, and single pictures reversed", async () => {
    await expect(openDataset("faces", host, { reverse: true })).rejects.toThrow("reverse: expected pairs beside it");
    await expect(openDataset("faces", host, { ...pairs, count: 1 })).rejects.toThrow(
      "faces: expected pictures in pairs",
    );
  });

  test("any folder gives pairs or an OmakaseError, and every picture is used or skipped", async () => {
    const pieces = [stripes([1], 16, 16), stripes([1, 2]), stripes([3], 4, 4), "x", ""];
    const path = fc
      .tuple(
        fc.constantFrom("", "A/", "B/", "A/x/", "photo/"),
        fc.constantFrom("1", "2", "1.2"),
        fc.constantFrom(".png", ".webp", ".jpg", ".txt", ""),
      )
      .map((parts) => parts.join(""));
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(path, fc.nat(pieces.length - 1), { maxKeys: 7 }),
        fc.boolean(),
        async (files, reverse) => {
          const name = `any ${run++}`;
          await host.files.write(join(folder, name, "notes.txt"), "");
          await write(name, Object.fromEntries(Object.entries(files).map(([file, piece]) => [file, pieces[piece]])));
          const opened = await openDataset(join(folder, name), host, { ...pairs, reverse }).catch(
            (error: unknown) => error,
          );
          if (opened instanceof OmakaseError) return;
          const dataset = opened as Dataset;
          expect((await content(dataset)).length).toBeGreaterThan(0);
          const pictures = Object.keys(files).filter((file) => /\.(png|webp|jpg)$/i.test(file));
          const inFolders = dataset.notices.some(({ en }) => en.includes("the pictures in"));
          const alone = dataset.skipped.filter(({ file }) => /^(A|B|photo)\//.test(file)).length;
          const { length } = dataset.skipped;
          expect(inFolders ? 2 * (dataset.count + length - alone) + alone : dataset.count + length).toBe(
            pictures.length,
          );
        },
      ),
      { numRuns: 40 },
    );
  });
});

test("sushi comes with its label maps", async () => {
  const dataset = await openDataset("sushi", host, { size: 32, count: 2, seed: 5, pairs: true });
  for (let index = 0; index < 2; index++) {
    const { picture, labelMap } = drawSushi(index, { seed: 5, size: 32, labelMap: true });
    expect(await dataset.picture(index)).toEqual(picture);
    expect(await dataset.inputs?.picture(index)).toEqual(labelMapImage(labelMap!, 32));
  }
  const turned = await openDataset("sushi", host, { size: 32, count: 1, seed: 5, pairs: true, reverse: true });
  expect(await turned.inputs?.picture(0)).toEqual(await dataset.picture(0));
});

test("sushi-camera covers all directions and tags them", async () => {
  const dataset = await openDataset("sushi-camera", host, { size: 32, count: 40, seed: 5 });
  const range = (name: string) => {
    const { values } = dataset.tags.find(({ tag }) => tag.name === name)!;
    return Math.max(...values) - Math.min(...values);
  };
  expect(range("yaw")).toBeGreaterThan(140);
  expect(range("pitch")).toBeGreaterThan(80);
  expect(await dataset.picture(7)).toEqual(drawSushi(7, { seed: 5, size: 32, camera: "free" }).picture);
});

test("subsets and batches keep the halves together, also mirrored and jittered", async () => {
  // The target is the input plus a constant, so that each pixel shows whether both halves were transformed alike.
  const path = await write(
    "batches",
    Object.fromEntries(
      Array.from({ length: 6 }, (_, at) => {
        const levels = Array.from({ length: 8 }, (__, column) => at * 12 + column * 17);
        return [`${at}.png`, stripes([...levels, ...levels.map((level) => level + 51)], 16, 8)];
      }),
    ),
  );
  const dataset = await openDataset(path, host, { ...pairs, channels: 1 });
  const some = subset(dataset, [4, 1, 3]);
  expect((await content(some)).map(([name]) => name)).toEqual(["4.png", "1.png", "3.png"]);
  for (let step = 0; step < 4; step++) {
    const { pictures, inputs } = await batchAt(some, 3, step, 5, { flip: true, jitter: 2 });
    expect(inputs).toHaveLength(5 * 64);
    // Within the overshoot of the enlargement, and below the clipping at white.
    pictures.forEach((value, at) => value < 0.95 && expect(value - inputs![at]).toBeCloseTo(51 / 127.5, 1));
  }
});

const apples = join(import.meta.dirname, "../../../shared/data/apples");
test.skipIf(!existsSync(apples))("a folder of single photographs is refused after a few probes", async () => {
  expect(readdirSync(apples).length).toBeGreaterThan(2);
  await expect(openDataset(apples, host, pairs)).rejects.toThrow("expected pictures side by side, or two folders");
});
