import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { OmakaseError } from "../error.ts";
import { nodeFiles as files } from "./files.ts";
import { nodeHost } from "./node-host.ts";

const folder = mkdtempSync(join(tmpdir(), "omakase 試験 "));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** Whether links can be made, which needs a privilege on Windows. */
const linksWork = (() => {
  try {
    mkdirSync(join(folder, "links"));
    symlinkSync(join(folder, "links"), join(folder, "links", "loop"), "dir");
    return true;
  } catch {
    return false;
  }
})();

describe("files", () => {
  test("writes whole files, makes folders, and leaves no drafts", async () => {
    const path = files.join(folder, "深い フォルダ", "a", "絵.bin");
    await files.write(path, Uint8Array.of(1, 2, 3));
    await files.write(path, "もう一度");
    expect(text(await files.read(path))).toBe("もう一度");
    expect(readdirSync(join(folder, "深い フォルダ", "a"))).toEqual(["絵.bin"]);
  });

  test("during a rewrite a reader gets the old or the new file, never a part", async () => {
    const path = join(folder, "busy.bin");
    const versions = [1, 2, 3].map((value) => new Uint8Array(300_000).fill(value));
    await files.write(path, versions[0]);
    let over = false;
    const writing = (async () => {
      for (let round = 0; round < 6; round++) await files.write(path, versions[round % 3]);
      over = true;
    })();
    let reads = 0;
    for (; !over; reads++) {
      const bytes = await files.read(path);
      expect(bytes.length).toBe(300_000);
      expect(new Set([bytes[0], bytes[150_000], bytes[299_999]]).size).toBe(1);
    }
    await writing;
    expect(reads).toBeGreaterThan(1);
  });

  test("a failed write leaves the old file and no draft", async () => {
    mkdirSync(join(folder, "place", "taken"), { recursive: true });
    await expect(files.write(join(folder, "place", "taken"), "x")).rejects.toThrow(OmakaseError);
    expect(readdirSync(join(folder, "place"))).toEqual(["taken"]);
  });

  test("reads ranges, shorter ones at the end", async () => {
    const path = join(folder, "range.txt");
    await files.write(path, "0123456789");
    expect(text(await files.readRange(path, 3, 4))).toBe("3456");
    expect(text(await files.readRange(path, 8, 4))).toBe("89");
    expect(await files.readRange(path, 50, 4)).toHaveLength(0);
    expect(text(await files.readRange(path, 6, 2 ** 32 - 1))).toBe("6789");
  });

  test("appends lines to a file that may not exist yet", async () => {
    const path = join(folder, "new", "log.jsonl");
    await files.append(path, "1\n");
    await files.append(path, "2\n");
    expect(text(await files.read(path))).toBe("1\n2\n");
  });

  test("lists names by code point, folders with a slash; a missing folder is empty", async () => {
    for (const name of ["b", "あ", "B", "a"]) await files.write(join(folder, "list", name), "");
    mkdirSync(join(folder, "list", "c"));
    expect(await files.list(join(folder, "list"))).toEqual(["B", "a", "b", "c/", "あ"]);
    expect(await files.list(join(folder, "nowhere"))).toEqual([]);
  });

  test("returns the kind and size of a path", async () => {
    await files.write(join(folder, "seven"), "1234567");
    expect(await files.stat(join(folder, "seven"))).toMatchObject({ kind: "file", bytes: 7 });
    expect((await files.stat(folder))?.kind).toBe("folder");
    expect(await files.stat(join(folder, "seven", "below"))).toBeUndefined();
    expect([await files.size(join(folder, "seven")), await files.size(folder)]).toEqual([7, undefined]);
  });

  test("walks into every folder and omits hidden names", async () => {
    for (const name of ["x/y/z.png", "x/犬 と 猫.jpg", ".hidden/a.png", "x/.DS_Store", "a.png"]) {
      await files.write(join(folder, "walk", name), "12");
    }
    const found = await files.walk(join(folder, "walk"));
    expect(found.map(({ path }) => path)).toEqual(["a.png", "x/y/z.png", "x/犬 と 猫.jpg"]);
    expect(found.every(({ bytes, kind, modified }) => bytes === 2 && kind === "file" && modified > 1e12)).toBe(true);
    expect(await files.walk(join(folder, "nowhere"))).toEqual([]);
  });

  test.skipIf(!linksWork)("loops of links and broken links are skipped", async () => {
    writeFileSync(join(folder, "links", "a.png"), "");
    symlinkSync("no-such-thing", join(folder, "links", "dead.png"));
    symlinkSync("itself", join(folder, "links", "itself"));
    symlinkSync(join(folder, "links", "a.png"), join(folder, "links", "b.png"));
    expect((await files.walk(join(folder, "links"))).map(({ path }) => path)).toEqual(["a.png", "b.png"]);
  });

  test("describes a bad path in both languages", async () => {
    const error = await files.read(join(folder, "gone.txt")).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(OmakaseError);
    expect((error as OmakaseError).message).toContain("nothing at this path");
    expect((error as OmakaseError).errorParts.got.ja).toBe("何もない場所");
    await expect(files.read(folder)).rejects.toThrow("got a folder");
  });

  test.skipIf(process.platform !== "linux")(
    "a device and a pipe are rejected with one sentence, without a read",
    async () => {
      const pipe = join(folder, "pipe.png");
      execFileSync("mkfifo", [pipe]);
      for (const path of ["/dev/zero", pipe]) {
        await expect(files.read(path)).rejects.toThrow("expected a regular file, got a device or a pipe");
        await expect(files.readRange(path, 0, 4)).rejects.toThrow("expected a regular file, got a device or a pipe");
      }
    },
  );

  test("removes files and folders, and ignores missing ones", async () => {
    await files.write(join(folder, "old", "a", "b"), "x");
    await files.remove(join(folder, "old"));
    await files.remove(join(folder, "old"));
    expect(await files.stat(join(folder, "old"))).toBeUndefined();
  });
});

describe("nodeHost", () => {
  test("the cache is in the given folder, or disabled", () => {
    expect(nodeHost({ cache: "/somewhere" }).cache).toBe("/somewhere");
    expect(nodeHost({ cache: false }).cache).toBeUndefined();
    expect(nodeHost().cache).toMatch(/omakase/);
  });

  test("the clock counts milliseconds and is monotonic", async () => {
    const now = Date.now();
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      const { clock } = nodeHost();
      const begun = clock();
      for (const hours of [1, -1, -24 * 365]) {
        vi.setSystemTime(now + hours * 3_600_000);
        expect(clock() - begun).toBeGreaterThanOrEqual(0);
        expect(clock() - begun).toBeLessThan(60_000);
      }
      await new Promise((done) => setTimeout(done, 30));
      expect(clock() - begun).toBeGreaterThan(25);
    } finally {
      vi.useRealTimers();
    }
  });

  test("entropy is 32 bits", () => {
    const { newSeed } = nodeHost();
    const seeds = Array.from({ length: 50 }, newSeed);
    expect(new Set(seeds).size).toBeGreaterThan(45);
    expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)).toBe(true);
  });

  test("includes the SVG rasteriser, the fonts and the emoji", async () => {
    const { asset } = nodeHost();
    expect(text((await asset("resvg.wasm")).subarray(0, 4))).toBe("\0asm");
    for (const name of ["font-regular.ttf", "font-bold.ttf"] as const) {
      expect([...(await asset(name)).subarray(0, 4)]).toEqual([0, 1, 0, 0]);
    }
    for (const name of ["emoji-colour.json", "emoji-line.json", "emoji-groups.json"] as const) {
      const content = JSON.parse(text(await asset(name))) as object;
      expect(Object.keys(content)).toContain(name === "emoji-groups.json" ? "categories" : "icons");
    }
  });
});
