import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nodeHost } from "../node/index.ts";
import { saveInverter, readInverter } from "./saved-inverter.ts";

const { files } = nodeHost({ cache: false });
const place = { modelHash: "a".repeat(64), space: "features 1" };
const kept = {
  encoder: new Map([["encoder.0.weight", { shape: [2, 2], values: Float32Array.of(1, 2, 3, 4) }]]),
  known: Float32Array.of(0.1, 0.2),
};
let folder: string;

beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "omakase-inverter-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

test("inverter: a saved inverter opens only with its model and feature network", async () => {
  expect(await readInverter(files, folder, place)).toBeUndefined();
  await saveInverter(files, folder, kept, place);
  expect(await readInverter(files, folder, place)).toEqual(kept);
  await expect(readInverter(files, folder, { ...place, modelHash: "b".repeat(64) })).rejects.toThrow(
    "inverter.safetensors: expected an encoder for the model bbbbbbbbbbbb, got one for aaaaaaaaaaaa. Remove the file",
  );
  await expect(readInverter(files, folder, { ...place, space: "features 2" })).rejects.toMatchObject({
    code: "checkpoint",
  });
  const broken = new Map(kept.encoder).set("encoder.0.weight", { shape: [1], values: Float32Array.of(NaN) });
  await saveInverter(files, folder, { ...kept, encoder: broken }, place);
  await expect(readInverter(files, folder, place)).rejects.toThrow('got one whose "encoder.0.weight" are not');
});
