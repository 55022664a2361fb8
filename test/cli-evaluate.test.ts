/** The command `evaluate` of the built command line, on a model after one training step. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { saveCheckpoint, writeRunConfig } from "../src/checkpoint/index.ts";
import { datasetFromPictures } from "../src/dataset/index.ts";
import { encodePng, type Picture } from "../src/image/index.ts";
import { cpuDevice, nodeHost } from "../src/node/index.ts";
import { createModel, resolveConfig, settingsOf } from "../src/run/index.ts";
import { random } from "../src/tensor/index.ts";
import { createTrainer, createBatchSource } from "../src/train/index.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const main = join(root, "dist", "cli", "main.js");
const folder = mkdtempSync(join(tmpdir(), "omakase-evaluate-"));
const at = (...parts: string[]) => join(folder, ...parts);

function omakase(...words: string[]): string {
  const env = { ...process.env, OMAKASE_CACHE: at("cache"), OMAKASE_DEBUG: "1" };
  const { stdout, stderr, status } = spawnSync(process.execPath, [main, ...words], {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return stdout;
}

/** Draws a gradient between two colours. */
function gradient(index: number): Picture {
  const colours = random(index, "gradient").uniforms(6, 0, 255);
  const pixels = Uint8Array.from({ length: 768 }, (_, place) => {
    const [channel, part] = [place % 3, Math.floor(place / 48) / 15];
    return colours[channel] * part + colours[channel + 3] * (1 - part);
  });
  return { width: 16, height: 16, channels: 3, pixels };
}

describe.skipIf(!existsSync(main))("omakase evaluate", () => {
  beforeAll(async () => {
    const pictures = Array.from({ length: 40 }, (_, index) => gradient(index));
    mkdirSync(at("gradients"));
    pictures.forEach((picture, index) => writeFileSync(at("gradients", `${index}.png`), encodePng(picture)));
    const conditions = { size: 16, channels: 3, features: 4, latent: 8, batchSize: 4 } as const;
    const config = resolveConfig("vae", "gradients", conditions, { pictures: 40, seed: 1 });
    const device = await cpuDevice({ threads: 1 });
    const dataset = datasetFromPictures(pictures);
    const settings = settingsOf(config);
    const trainer = await createTrainer(createModel(config), createBatchSource(dataset, 1, { flip: false }), {
      device,
      seed: 1,
      settings,
    });
    await trainer.advance();
    const { step, weights } = await trainer.snapshot();
    trainer.dispose();
    const { files } = nodeHost();
    await writeRunConfig(files, at("run"), config);
    await saveCheckpoint(files, at("run"), { step, weights, config, seed: 1, imagesSeen: 4, device });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("compares with the training images, and writes numbers and a figure into the run", async () => {
    const event = JSON.parse(omakase("evaluate", "run", "--count", "30", "--json")) as Record<string, unknown>;
    expect(event).toMatchObject({ type: "evaluation", counts: { real: 40, drawn: 30, compared: 20 } });
    expect(event.space).toMatch(/^omakase features \d+ \([0-9a-f]{8}\)$/);
    const { type: _, files, ...numbers } = event;
    expect(files).toEqual(["json", "png", "svg"].map((extension) => join("run", `evaluation.${extension}`)));
    const written = JSON.parse(readFileSync(at("run", "evaluation.json"), "utf8")) as Record<string, unknown>;
    expect(written).toMatchObject({ ...numbers, formatVersion: 1, run: "run", step: 1, source: "gradients", seed: 1 });
    expect(written.modelHash).toMatch(/^[0-9a-f]{64}$/);
    expect((await sharp(at("run", "evaluation.png")).metadata()).width).toBeGreaterThan(800);
  });

  test("prints the result in either language, and never overwrites a requested file", () => {
    const japanese = omakase("evaluate", "run", "gradients", "--count", "30", "--lang", "ja", "--out", "judged");
    expect(japanese).toContain("モデルの絵 20 枚を、本物 20 枚とくらべました");
    expect(japanese).toMatch(/カーネル距離 +−?\d[\d.]* ± \d[\d.]* +−?\d[\d.]* ± \d/);
    expect(japanese).toMatch(/フレシェ距離 +— +— /);
    const env = { ...process.env, OMAKASE_CACHE: at("cache") };
    const again = spawnSync(
      process.execPath,
      [main, "evaluate", "run", "--count", "30", "--seed", "2", "--out", "judged", "--lang", "en"],
      { cwd: folder, env, encoding: "utf8" },
    );
    expect(again.status).toBe(2);
    expect(again.stderr).toMatch(/evaluation\.json: expected a name that is still free/);
  });
});
