import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { zipSync } from "fflate";
import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { OmakaseError } from "../error.ts";
import type { Host } from "../host.ts";
import { nodeHost } from "../node/index.ts";
import type { Dataset } from "./dataset.ts";
import { openDataset } from "./open-dataset.ts";

const folder = mkdtempSync(join(tmpdir(), "omakase データ "));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const host = nodeHost({ cache: false });

const square = async (
  level: number,
  format: "png" | "jpeg" | "webp" | "gif" | "avif" = "png",
  width = 20,
  height = 20,
) =>
  sharp({ create: { width, height, channels: 3, background: { r: level, g: level, b: level } } })
    .toFormat(format, format === "avif" ? { effort: 0, quality: 95 } : {})
    .toBuffer();

async function write(name: string, files: Record<string, Uint8Array | string>): Promise<string> {
  for (const [path, content] of Object.entries(files)) await host.files.write(join(folder, name, path), content);
  return join(folder, name);
}

const names = ({ count, nameOf }: Dataset): string[] => Array.from({ length: count }, (_, index) => nameOf(index));

/** Reads the middle pixel of every picture, averaged over its channels. */
async function levels(dataset: Dataset): Promise<number[]> {
  const { size, channels, count } = dataset;
  const pixels = await dataset.pixels([...Array(count).keys()]);
  const middle = (size * size) / 2 + size / 2;
  return Array.from({ length: count }, (_, index) => pixels[index * size * size * channels + middle]);
}

describe("a folder", () => {
  test("resizes every format, shape and size to squares, in the order of the names", async () => {
    const path = await write("formats", {
      "1.png": await square(10),
      "2.jpg": await square(40, "jpeg", 300, 50),
      "3.webp": await square(70, "webp", 9, 30),
      "4.gif": await square(100, "gif"),
      "5.avif": await square(130, "avif", 64, 64),
      "深い/階層/６ 枚目.PNG": await square(160),
      "7 transparent.png": await sharp({ create: { width: 30, height: 30, channels: 4, background: "#00000000" } })
        .png()
        .toBuffer(),
    });
    const dataset = await openDataset(path, host, { size: 32 });
    expect(names(dataset)).toEqual([
      "1.png",
      "2.jpg",
      "3.webp",
      "4.gif",
      "5.avif",
      "7 transparent.png",
      "深い/階層/６ 枚目.PNG",
    ]);
    expect((await levels(dataset)).map((level) => Math.round(level / 5) * 5)).toEqual([10, 40, 70, 100, 130, 255, 160]);
    expect([dataset.size, dataset.channels, dataset.name]).toEqual([32, 3, "formats"]);
    expect(dataset.originalSize(1)).toEqual([300, 50]);
    const batch = await dataset.batch([6, 0]);
    expect(batch).toHaveLength(2 * 3 * 32 * 32);
    expect(batch[0]).toBeCloseTo(160 / 127.5 - 1, 5);
  });

  test("lists unusable files and continues", async () => {
    const jpeg = await square(90, "jpeg", 200, 200);
    const path = await write("mixed", {
      "broken.jpg": jpeg.subarray(0, 300),
      "empty.png": "",
      "liar.png": "this is text",
      "photo.heic": "\0\0\0\x18ftypheic",
      "small.png": await square(5, "png", 7, 40),
      "good.png": await square(50),
      "notes.txt": "not a picture, and nobody minds",
      ".hidden.png": "x",
    });
    const dataset = await openDataset(path, host);
    expect(names(dataset)).toEqual(["good.png"]);
    expect(Object.fromEntries(dataset.skipped.map(({ file, reason }) => [file, reason.en]))).toEqual({
      "broken.jpg": "a damaged JPEG",
      "empty.png": "an empty file",
      "liar.png": "bytes that are no picture",
      "photo.heic": "a HEIC photograph",
      "small.png": "a picture of 7 × 40 pixels, too small",
    });
    expect(dataset.skipped.every(({ reason }) => reason.ja.length > 0)).toBe(true);
  });

  test("takes labels from sub-folders, at any depth", async () => {
    const path = await write("labelled", {
      "images/cat/a.png": await square(1),
      "images/cat/more/b.png": await square(2),
      "images/dog/c.png": await square(3),
      "images/d.png": await square(4),
    });
    const [{ tag, values }] = (await openDataset(path, host)).tags;
    expect(tag).toMatchObject({ name: "folder", kind: "category" });
    expect(tag.choices.map(({ name }) => name)).toEqual(["cat", "dog"]);
    expect([...values]).toEqual([0, 0, NaN, 1]);
  });

  test("takes labels from tags.csv and reports mismatches", async () => {
    const path = await write("table", {
      "a.png": await square(1),
      "B.png": await square(2),
      "c.png": await square(3),
      "tags.csv": "\ufefffile,smile,age:number\nb.png,yes,20\na.png,no,30\ngone.png,yes,1\n",
    });
    const { tags, notices, nameOf } = await openDataset(path, host);
    expect(nameOf(0)).toBe("B.png");
    expect(tags.map(({ values }) => [...values])).toEqual([
      [1, 0, NaN],
      [20, 30, NaN],
    ]);
    expect(notices.map(({ en }) => en)).toEqual([
      "1 pictures are not in tags.csv and count as untagged.",
      "1 lines of tags.csv are not used: their picture is missing, or written twice.",
    ]);
  });

  test("with a smaller count selects pictures by the seed", async () => {
    const files: Record<string, Uint8Array> = {};
    for (let at = 0; at < 12; at++) files[`${at}.png`] = await square(at * 20);
    const path = await write("many", files);
    const some = names(await openDataset(path, host, { count: 5, seed: 1 }));
    expect(some).toHaveLength(5);
    expect(names(await openDataset(path, host, { count: 5, seed: 1 }))).toEqual(some);
    expect(names(await openDataset(path, host, { count: 5, seed: 2 }))).not.toEqual(some);
    expect(names(await openDataset(path, host, { count: 99 }))).toHaveLength(12);
  });

  test("opens with one channel in grey", async () => {
    const dataset = await openDataset(await write("grey", { "a.png": await square(77) }), host, {
      channels: 1,
      size: 8,
    });
    expect([...(await dataset.pixels([0]))]).toEqual(Array(64).fill(77));
    expect(await dataset.picture(0)).toMatchObject({ width: 8, height: 8, channels: 1 });
  });
});

describe("a ZIP archive", () => {
  test("is read like a folder, without system files", async () => {
    const bytes = zipSync({
      "set/tags.csv": new TextEncoder().encode("file,smile\nx.png,yes\nsub/y.png,no\n"),
      "set/x.png": await square(30),
      "set/sub/y.png": await square(60),
      "__MACOSX/set/._x.png": new Uint8Array(5),
      "../evil.png": await square(90),
      "set/readme.txt": new Uint8Array(3),
    });
    const path = join(await write("zipped", { "set.zip": bytes }), "set.zip");
    const dataset = await openDataset(path, host, { size: 16 });
    expect(names(dataset)).toEqual(["set/sub/y.png", "set/x.png"]);
    expect(await levels(dataset)).toEqual([60, 30]);
    expect([...dataset.tags[0].values]).toEqual([0, 1]);
    expect(dataset.skipped.map(({ file }) => file)).toEqual(["../evil.png"]);
    expect(dataset.name).toBe("set");
  });
});

describe("one clear sentence for", () => {
  test.each([
    ["an empty folder", {}, "expected a folder with pictures in it, got nothing in it"],
    ["a folder of text files", { "a.txt": "x", "b.csv": "y" }, "got 2 files, none of them a picture"],
    ["a folder of broken pictures", { "a.png": "x" }, "got 1 unusable ones (the first is bytes that are no picture)"],
  ])("%s", async (name, files, message) => {
    mkdirSync(join(folder, name));
    const error = (await openDataset(await write(name, files), host).catch(
      (caught: unknown) => caught,
    )) as OmakaseError;
    expect(error).toBeInstanceOf(OmakaseError);
    expect(error.code).toBe("source");
    expect(error.message).toContain(message);
    expect(error.errorParts.remedy.ja).toMatch(/ください$/);
  });

  test("a missing path, and an unknown bare name", async () => {
    for (const source of [join(folder, "nowhere"), "shushi"]) {
      await expect(openDataset(source, host)).rejects.toThrow(/expected .*sushi, faces.*got nothing at this path/);
    }
  });

  test("a file of another kind, an empty archive, an empty file", async () => {
    const path = await write("files", { "a.txt": "text", "e.zip": zipSync({}), "n.zip": "" });
    await expect(openDataset(join(path, "a.txt"), host)).rejects.toThrow("got another kind of file");
    await expect(openDataset(join(path, "e.zip"), host)).rejects.toThrow("an archive with pictures in it, got nothing");
    await expect(openDataset(join(path, "n.zip"), host)).rejects.toThrow("got another kind of file");
  });

  test.each([
    [{ size: 7 }, "size: expected a whole number from 8 to 1024, got 7"],
    [{ size: 64.5 }, "got 64.5"],
    [{ count: 0 }, "count: expected"],
    [{ seed: -1 }, "seed: expected"],
  ])("the option %j", async (options, message) => {
    await expect(openDataset("sushi", host, options)).rejects.toThrow(message);
  });
});

describe("the cache", () => {
  /** Creates a host that counts its decodings. */
  function counting(cache: string): { host: Host; decoded: () => number } {
    const real = nodeHost({ cache });
    let count = 0;
    const decode: Host["codecs"]["decode"] = (bytes) => {
      count++;
      return real.codecs.decode(bytes);
    };
    return { host: { ...real, codecs: { ...real.codecs, decode } }, decoded: () => count };
  }

  test("serves the second opening, detects changed, new and removed files, and remembers broken ones", async () => {
    const path = await write("cached", {
      "a.png": await square(10),
      "b.png": await square(20),
      "broken.png": "no",
      "c.png": await square(30),
    });
    const { host: cached, decoded } = counting(join(folder, "cache 1"));
    const progress: number[] = [];
    const open = () => openDataset(path, cached, { size: 16, onProgress: ({ done }) => progress.push(done) });
    expect(await levels(await open())).toEqual([10, 20, 30]);
    expect([decoded(), progress[0], progress.at(-1)]).toEqual([4, 0, 4]);
    progress.length = 0;
    const second = await open();
    expect(await levels(second)).toEqual([10, 20, 30]);
    expect(second.skipped.map(({ file }) => file)).toEqual(["broken.png"]);
    expect(second.originalSize(2)).toEqual([20, 20]);
    expect([decoded(), progress]).toEqual([4, [4]]);
    await write("cached", { "b.png": await square(99), "d.png": await square(40) });
    utimesSync(join(path, "b.png"), new Date(), new Date(Date.now() + 5000));
    rmSync(join(path, "a.png"));
    expect(await levels(await open())).toEqual([99, 30, 40]);
    expect(decoded()).toBe(6);
  });

  test("a smaller subset reads from it and keeps it intact", async () => {
    const files: Record<string, Uint8Array> = {};
    for (let at = 0; at < 8; at++) files[`${at}.png`] = await square(at * 30);
    const path = await write("choice", files);
    const { host: cached, decoded } = counting(join(folder, "cache 2"));
    await openDataset(path, cached, { size: 8 });
    const some = await openDataset(path, cached, { size: 8, count: 3, seed: 4 });
    expect(await levels(some)).toEqual(names(some).map((name) => parseInt(name) * 30));
    await openDataset(path, cached, { size: 8 });
    expect(decoded()).toBe(8);
  });

  test("another size or fit is decoded again", async () => {
    const path = await write("forms", { "a.png": await square(5, "png", 40, 20) });
    const { host: cached, decoded } = counting(join(folder, "cache 3"));
    for (const options of [{ size: 8 }, { size: 16 }, { size: 8, fit: "pad" as const }, { size: 8 }]) {
      await openDataset(path, cached, options);
    }
    expect(decoded()).toBe(3);
  });

  test("a damaged cache is decoded again", async () => {
    const path = await write("damaged", { "a.png": await square(60), "b.png": await square(70) });
    const cache = join(folder, "cache 4");
    const { host: cached, decoded } = counting(cache);
    await openDataset(path, cached, { size: 8 });
    const shard = readdirSync(cache, { recursive: true, encoding: "utf8" }).find((name) => name.endsWith(".shard"))!;
    const original = new Uint8Array(await host.files.read(join(cache, shard)));
    await fc.assert(
      fc.asyncProperty(fc.nat(original.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bytes = original.slice(0, change % 7 === 0 ? at : undefined);
        // Only the number of pixels is checked, not their values.
        if (at < bytes.length && at < original.length - 2 * 192) bytes[at] ^= change;
        writeFileSync(join(cache, shard), bytes);
        expect(await levels(await openDataset(path, cached, { size: 8 }))).toEqual([60, 70]);
      }),
      { numRuns: 40 },
    );
    expect(decoded()).toBeGreaterThan(10);
  });

  test("data sets larger than the memory limit are read from it", async () => {
    const files: Record<string, Uint8Array> = {};
    for (let at = 0; at < 6; at++) files[`${at}.png`] = await square(at * 40);
    const path = await write("large", files);
    const { host: cached } = counting(join(folder, "cache 5"));
    for (let round = 0; round < 2; round++) {
      const dataset = await openDataset(path, cached, { size: 16, maxMemoryBytes: 1000 });
      expect(await levels(dataset)).toEqual([0, 40, 80, 120, 160, 200]);
    }
    await expect(openDataset(path, host, { size: 16, maxMemoryBytes: 1000 })).rejects.toThrow(
      "pictures that fit into memory",
    );
  });

  test("an unwritable cache gives a notice and no error", async () => {
    const path = await write("unwritable", { "a.png": await square(60) });
    await write("taken", { cache: "a file where a folder should be" });
    const dataset = await openDataset(path, nodeHost({ cache: join(folder, "taken", "cache") }), { size: 8 });
    expect(await levels(dataset)).toEqual([60]);
    expect(dataset.notices[0].en).toContain("could not be kept");
  });

  test("an aborted opening keeps the pictures decoded so far", async () => {
    const files: Record<string, Uint8Array> = {};
    for (let at = 0; at < 40; at++) files[`${at}.png`] = await square(at * 5);
    const path = await write("stopped", files);
    const { host: cached, decoded } = counting(join(folder, "cache 6"));
    const stop = new AbortController();
    const onProgress = ({ done }: { done: number }) => done >= 16 && stop.abort(new Error("stopped"));
    await expect(openDataset(path, cached, { size: 8, onProgress, signal: stop.signal })).rejects.toThrow("stopped");
    const before = decoded();
    expect(before).toBeLessThan(40);
    await openDataset(path, cached, { size: 8 });
    expect(decoded()).toBe(40);
  });
});

const apples = join(import.meta.dirname, "../../../shared/data/apples");
test.skipIf(!existsSync(apples))("real photographs open with their varieties as labels", async () => {
  const dataset = await openDataset(apples, host, { size: 64, count: 60 });
  expect([dataset.count, dataset.tags[0].tag.name]).toEqual([60, "folder"]);
  expect(dataset.tags[0].tag.choices.length).toBeGreaterThan(15);
  expect(dataset.skipped).toEqual([]);
  expect(statSync(join(apples, dataset.nameOf(0))).isFile()).toBe(true);
});
