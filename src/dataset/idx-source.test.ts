import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { gzipSync } from "fflate";
import { afterAll, describe, expect, test } from "vitest";
import { OmakaseError } from "../error.ts";
import { nodeHost } from "../node/index.ts";
import { openDataset } from "./open-dataset.ts";

const folder = mkdtempSync(join(tmpdir(), "omakase-idx-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const host = nodeHost({ cache: false });

function idx(dimensions: number[], values: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * dimensions.length + values.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x0800 + dimensions.length);
  dimensions.forEach((length, at) => view.setUint32(4 + 4 * at, length));
  bytes.set(values, 4 + 4 * dimensions.length);
  return bytes;
}

const pictures = idx(
  [3, 10, 12],
  new Uint8Array(360).map((_, at) => Math.floor(at / 120) * 50),
);
const labels = idx([3], Uint8Array.of(9, 0, 5));

async function write(name: string, images: Uint8Array, tags?: Uint8Array, gz = ""): Promise<string> {
  const path = join(folder, name, `train-images-idx3-ubyte${gz}`);
  await host.files.write(path, images);
  if (tags) await host.files.write(join(folder, name, `train-labels-idx1-ubyte${gz}`), tags);
  return path;
}

describe("IDX", () => {
  test("reads grey pictures and their labels, gzipped or not, by folder or file", async () => {
    await write("plain", pictures, labels);
    await write("packed-fashion", gzipSync(pictures), gzipSync(labels), ".gz");
    for (const source of [join(folder, "plain"), join(folder, "packed-fashion", "train-images-idx3-ubyte.gz")]) {
      const dataset = await openDataset(source, host, { size: 16 });
      expect([dataset.count, dataset.channels]).toEqual([3, 1]);
      expect([...dataset.tags[0].values]).toEqual([9, 0, 5]);
      expect(new Set(await dataset.pixels([2]))).toEqual(new Set([100]));
    }
    const named = await openDataset(join(folder, "packed-fashion"), host, { size: 16 });
    expect(named.name).toBe("packed-fashion-train");
    expect(named.tags[0].tag.choices[9].label).toEqual({ ja: "ブーツ", en: "Ankle boot" });
  });

  test.each([
    ["short", pictures.subarray(0, 200), labels, "184 bytes for 3 × 10 × 12"],
    ["other", new TextEncoder().encode("not pictures at all"), labels, "something else"],
    ["mismatch", pictures, idx([2], Uint8Array.of(1, 2)), "2 labels for 3 pictures"],
    ["packed-badly", gzipSync(pictures).subarray(0, 30), undefined, "a damaged gzip"],
  ])("refuses %s ones", async (name, images, tags, message) => {
    await expect(openDataset(await write(name, images, tags), host)).rejects.toThrow(message);
  });

  test("arbitrary bytes give pictures or an OmakaseError", async () => {
    const header = fc.tuple(fc.boolean(), fc.uint8Array({ maxLength: 60 }), fc.nat(pictures.length - 1));
    await fc.assert(
      fc.asyncProperty(header, async ([packed, noise, at]) => {
        const bytes = packed ? gzipSync(pictures) : pictures.slice();
        bytes.set(noise.subarray(0, Math.max(0, bytes.length - at)), Math.min(at, bytes.length));
        const path = await write("fuzz", bytes);
        const outcome = await openDataset(path, host, { size: 8 }).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(OmakaseError);
      }),
      { numRuns: 100 },
    );
  });

  const fashion = "/usr/share/datasets/fashion-mnist";
  test.skipIf(!existsSync(fashion))("opens Debian's Fashion-MNIST", async () => {
    const dataset = await openDataset(join(fashion, "t10k-images-idx3-ubyte.gz"), host, { size: 28, count: 500 });
    expect([dataset.name, dataset.count, dataset.tags[0].tag.choices.length]).toEqual(["fashion-mnist-t10k", 500, 10]);
  });
});
