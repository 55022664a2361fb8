import * as ort from "onnxruntime-node";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { datasetFromPictures, splitByName, type Dataset } from "../dataset/index.ts";
import { onnxDevice, type Ort } from "../device/index.ts";
import type { Picture } from "../image/index.ts";
import { nodeHost } from "../node/index.ts";
import { random } from "../tensor/index.ts";
import { splitHeldOut } from "./split-held-out.ts";
import { resolveConfig } from "./resolve-config.ts";
import { reproduceCommand } from "./reproduce-command.ts";
import type { RunSummary } from "./run-event.ts";
import { trainRun } from "./train-run.ts";

/** Creates pairs of a colour square and its brightness. */
function pairs(count: number): Dataset {
  const square = (at: number, channels: 1 | 3): Picture => {
    const colour = random(1, "square", at).uniforms(3, 0, 255);
    const pixels = Uint8Array.from({ length: 64 * channels }, (_, index) => colour[index % channels]);
    return { width: 8, height: 8, channels, pixels };
  };
  const all = (channels: 1 | 3) => Array.from({ length: count }, (_, at) => square(at, channels));
  return datasetFromPictures(all(3), { inputs: all(1) });
}

test("pix2pix: trains on pairs and is evaluated on held-out ones", async () => {
  const folder = await mkdtemp(join(tmpdir(), "omakase-run-"));
  const host = nodeHost({ cache: false });
  const device = onnxDevice(ort as unknown as Ort, { threads: 1 });
  const dataset = pairs(40);
  const conditions = { size: 8, features: 2, inputChannels: 1, batchSize: 4 } as const;
  const config = resolveConfig("pix2pix", "squares", conditions, { pictures: 40, seed: 1 });
  expect(config).toMatchObject({ heldOut: 0.2, jitter: 0, flip: false, latent: 0 });
  const held = splitByName(dataset, 0.2).heldOut;
  const trainedOn = new Set<number>();
  const watched: Dataset = {
    ...dataset,
    batch: (indices, flips) => {
      for (const index of Array.from(indices)) trainedOn.add(index);
      return dataset.batch(indices, flips);
    },
  };
  let summary: RunSummary | undefined;
  const place = { host, device, language: "en", path: folder } as const;
  for await (const event of trainRun(place, config, watched, { steps: 66, checkpointEvery: 40 }))
    if (event.type === "end") ({ summary } = event);
  const heldNames = Array.from({ length: held.count }, (_, at) => held.nameOf(at));
  expect(held.count).toBeGreaterThan(2);
  expect([...trainedOn].map((index) => dataset.nameOf(index)).filter((name) => heldNames.includes(name))).toEqual([]);
  expect(trainedOn.size).toBe(40 - held.count);
  expect(summary!.figureData.translations!.similarity.count).toBe(held.count);
  expect(summary!.figureData.translations!.translations[0].input.channels).toBe(1);
  expect((await readdir(join(folder, "figures"))).filter((name) => name.endsWith(".png")).sort()).toEqual([
    "balance.png",
    "health.png",
    "losses.png",
    "over-time.png",
    "translations.png",
  ]);
  expect(await readFile(join(folder, "figures", "losses.svg"), "utf8")).toContain("difference from the");
  expect(await readFile(join(folder, "figures", "over-time.svg"), "utf8")).toMatch(/input.*target/s);
  await rm(folder, { recursive: true });
});

test("pix2pix: a tenth of the pairs is held out, at least 8, at most 200, at most a third", () => {
  const share = (pictures: number) => resolveConfig("pix2pix", "x", {}, { pictures, seed: 1 }).heldOut! * pictures;
  expect([10, 40, 1000, 10_000].map((pictures) => Math.round(share(pictures)))).toEqual([3, 8, 100, 200]);
  const whole = pairs(4);
  expect(splitHeldOut(whole, {})).toEqual({ training: whole, heldOut: whole });
});

test("model card: the command lists the augmentation of pairs", () => {
  const command = (source: string, conditions: Parameters<typeof resolveConfig>[2]) => {
    const config = resolveConfig("pix2pix", source, { channels: 3, ...conditions }, { pictures: 400, seed: 5 });
    return reproduceCommand(config, { count: 400, channels: 3, tags: [] }, 10);
  };
  expect(command("emoji", { inputChannels: 1 })).toBe("npx omakase train pix2pix emoji --seed 5 --steps 10");
  expect(command("emoji", { flip: false, jitter: 2, reverse: true })).toBe(
    "npx omakase train pix2pix emoji --no-flip --jitter 2 --reverse --seed 5 --steps 10",
  );
});
