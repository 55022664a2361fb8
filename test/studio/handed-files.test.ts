import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { drawSushi, encodePng, openDataset } from "../../src/index.ts";
import { nodeHost } from "../../src/node/index.ts";
import { handedFiles, handedFolder } from "../../studio/src/engine/look-files.ts";

const host = nodeHost({ cache: false });
const png = (at: number) => encodePng(drawSushi(at, { size: 32 }).picture);
const blob = (bytes: Uint8Array) => new Blob([bytes as Uint8Array<ArrayBuffer>]);

test("files that were handed in are a set of pictures, as a folder or as an archive; bad ones are passed over", async () => {
  const content = { "set/a.png": png(1), "set/deep/b.png": png(2), "set/bad.png": png(3).subarray(0, 90) };
  const loose = Object.entries(content).map(([path, bytes]) => ({ path, file: blob(bytes) }));
  const folder = await openDataset(handedFolder, { ...host, files: handedFiles(loose) }, { size: 32 });
  const archive = { path: "set.zip", file: blob(zipSync(content)) };
  const files = handedFiles([archive]);
  const packed = await openDataset(`${handedFolder}/set.zip`, { ...host, files }, { size: 32 });
  for (const set of [folder, packed]) {
    expect(set.count).toBe(2);
    expect(set.skipped.map(({ file }) => file)).toEqual(["set/bad.png"]);
  }
  expect(await packed.pixels([0, 1])).toEqual(await folder.pixels([0, 1]));
  await expect(files.write(`${handedFolder}/x`, "x")).rejects.toThrow();
});
