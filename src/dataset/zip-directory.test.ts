import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { zipSync, type Zippable } from "fflate";
import { afterAll, describe, expect, test } from "vitest";
import { OmakaseError } from "../error.ts";
import { nodeHost } from "../node/index.ts";
import { readZipDirectory, readZipEntry } from "./zip-directory.ts";

const folder = mkdtempSync(join(tmpdir(), "omakase-zip-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const { files } = nodeHost({ cache: false });
let number = 0;

function store(bytes: Uint8Array): string {
  const path = join(folder, `${number++}.zip`);
  writeFileSync(path, bytes);
  return path;
}

const counted = new Uint8Array(50).map((_, at) => at * 31);
const content: Zippable = {
  "a.txt": [new TextEncoder().encode("hello ".repeat(100)), { level: 6 }],
  "猫/b.bin": [counted, { level: 0 }],
};
const sound = zipSync(content);

/** Builds a Zip64 archive of one stored file, whose sizes and offset are all in the wide fields. */
function wideZip(name: string, data: Uint8Array, check: number): Uint8Array {
  const title = new TextEncoder().encode(name);
  const local = new DataView(new ArrayBuffer(30));
  local.setUint32(0, 0x04034b50, true);
  local.setUint16(26, title.length, true);
  const central = new DataView(new ArrayBuffer(46));
  central.setUint32(0, 0x02014b50, true);
  central.setUint32(16, check, true);
  for (const at of [20, 24, 42]) central.setUint32(at, 0xffffffff, true);
  central.setUint16(28, title.length, true);
  central.setUint16(30, 28, true);
  const extra = new DataView(new ArrayBuffer(28));
  extra.setUint16(0, 1, true);
  extra.setUint16(2, 24, true);
  extra.setUint32(4, data.length, true);
  extra.setUint32(12, data.length, true);
  const start = 30 + title.length + data.length;
  const size = 46 + title.length + 28;
  const end = new DataView(new ArrayBuffer(56));
  end.setUint32(0, 0x06064b50, true);
  end.setUint32(32, 1, true);
  end.setUint32(40, size, true);
  end.setUint32(48, start, true);
  const locator = new DataView(new ArrayBuffer(20));
  locator.setUint32(0, 0x07064b50, true);
  locator.setUint32(8, start + size, true);
  const tail = new DataView(new ArrayBuffer(22));
  tail.setUint32(0, 0x06054b50, true);
  tail.setUint16(10, 0xffff, true);
  tail.setUint32(12, 0xffffffff, true);
  tail.setUint32(16, 0xffffffff, true);
  const bytes = (view: DataView) => new Uint8Array(view.buffer);
  return Buffer.concat([
    bytes(local),
    title,
    data,
    bytes(central),
    title,
    bytes(extra),
    ...[end, locator, tail].map(bytes),
  ]);
}

describe("zip", () => {
  test("lists and unpacks deflated and stored files", async () => {
    const path = store(sound);
    const entries = await readZipDirectory(files, path);
    expect(entries.map((entry) => entry.path)).toEqual(["a.txt", "猫/b.bin"]);
    expect(new TextDecoder().decode(await readZipEntry(files, path, entries[0]))).toBe("hello ".repeat(100));
    expect(await readZipEntry(files, path, entries[1])).toEqual(counted);
  });

  test("reads Zip64", async () => {
    const path = store(wideZip("w", Uint8Array.of(1, 2, 3), 0x55bc801d));
    const [entry] = await readZipDirectory(files, path);
    expect(await readZipEntry(files, path, entry)).toEqual(Uint8Array.of(1, 2, 3));
  });

  test("reads names in Shift_JIS, which Windows does not declare", async () => {
    const bytes = zipSync({ "NEKO.png": new Uint8Array(1) });
    const neko = [0x82, 0xcb, 0x82, 0xb1];
    for (let at = 0; at < bytes.length - 4; at++)
      if (new TextDecoder().decode(bytes.subarray(at, at + 4)) === "NEKO") bytes.set(neko, at);
    expect((await readZipDirectory(files, store(bytes)))[0].path).toBe("ねこ.png");
  });

  test("refuses a bomb before unpacking", async () => {
    const bytes = zipSync({ "bomb.png": new Uint8Array(100_000) }, { level: 9 });
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < bytes.length - 46; at++) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 200 * 2 ** 20, true);
    }
    const path = store(bytes);
    const [entry] = await readZipDirectory(files, path);
    expect(entry.bytes).toBe(200 * 2 ** 20);
    await expect(readZipEntry(files, path, entry)).rejects.toThrow("a damaged file");
  });

  test("unpacks at most the claimed bytes", async () => {
    const bytes = zipSync({ "liar.png": new Uint8Array(1 << 20) }, { level: 9 });
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < bytes.length - 46; at++) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true);
    }
    const path = store(bytes);
    const [entry] = await readZipDirectory(files, path);
    await expect(readZipEntry(files, path, entry)).rejects.toThrow("a damaged file");
  });

  test.each([
    [sound.subarray(0, sound.length - 30), "a file without a table of contents"],
    [sound.subarray(100), "an archive that is cut off"],
    [new Uint8Array(0), "a file without a table of contents"],
  ])("refuses a cut-off archive (%#)", async (bytes, message) => {
    await expect(readZipDirectory(files, store(bytes))).rejects.toThrow(message);
  });

  test("damage gives the content or an OmakaseError", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(sound.length - 1), fc.uint8Array({ minLength: 1, maxLength: 6 }), async (at, noise) => {
        const bytes = sound.slice();
        bytes.set(noise.subarray(0, bytes.length - at), at);
        const path = store(bytes);
        try {
          for (const entry of await readZipDirectory(files, path)) await readZipEntry(files, path, entry);
        } catch (error) {
          expect(error).toBeInstanceOf(OmakaseError);
        }
      }),
      { numRuns: 200 },
    );
  });
});
