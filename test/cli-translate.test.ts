/** pix2pix on the command line, from a folder of pairs to translations. */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nightlyTest } from "./nightly.ts";
import type { Evaluation, MeanSimilarity } from "../src/evaluate/index.ts";
import { random } from "../src/tensor/index.ts";

const main = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist", "cli", "main.js");
const folder = mkdtempSync(join(tmpdir(), "omakase-pairs-"));
const env = { ...process.env, OMAKASE_CACHE: join(folder, "cache") };

interface Failed {
  readonly code: number;
  readonly stderr: string;
}

/** The lines of a command that succeeds. */
async function data(...words: string[]): Promise<Record<string, unknown>[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [main, ...words, "--json", "--lang", "en"], {
    cwd: folder,
    env,
    maxBuffer: 2 ** 26,
  });
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

const refused = async (...words: string[]): Promise<Failed> =>
  data(...words).then(
    () => ({ code: 0, stderr: "" }),
    (error: Failed) => error,
  );

const paint = (seed: number, width: number, file: string) =>
  sharp(Buffer.from(random(seed, "paint").uniforms(width * 16 * 3, 0, 256)), {
    raw: { width, height: 16, channels: 3 },
  })
    .png()
    .toFile(join(folder, file));

describe.skipIf(!existsSync(main))("omakase translate", () => {
  beforeAll(async () => {
    mkdirSync(join(folder, "pairs"));
    mkdirSync(join(folder, "others"));
    for (let at = 0; at < 60; at++) await paint(at, 32, `pairs/お皿 ${at}.png`);
    for (let at = 0; at < 30; at++) await paint(at + 100, 32, `others/${at}.png`);
    await paint(99, 40, "drawing.png");
    const shape = ["--size", "8", "--features", "2", "--batch-size", "2", "--threads", "1"];
    const events = await data("train", "pix2pix", "pairs", "--steps", "3", "--seed", "1", "--out", "run", ...shape);
    expect(events).toContainEqual(
      expect.objectContaining({
        type: "held-out-similarity",
        heldOut: expect.objectContaining({ count: expect.any(Number) }),
      }),
    );
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("translate takes the held-out pairs and reports their similarity", async () => {
    const { heldOut } = JSON.parse(readFileSync(join(folder, "run", "config.json"), "utf8")) as { heldOut: number };
    expect(heldOut).toBeCloseTo(8 / 60, 2);
    const lines = await data("translate", "run", "pairs");
    const [figure] = lines.filter(({ type }) => type === "figure");
    expect(figure.count).toBeGreaterThan(2);
    expect(figure.count).toBeLessThan(16);
    expect(figure.mean).toMatchObject({ count: figure.count, l1: expect.any(Number), ssim: expect.any(Number) });
    expect(readdirSync(join(folder, "run/pictures/translated"))).toHaveLength((figure.count as number) + 2);
  });

  test("evaluate reports the metrics of any model and the similarity to the targets", async () => {
    const [line] = (await data("evaluate", "run", "others")).filter(({ type }) => type === "evaluation");
    const { counts, similarity, generated, attributeAccuracy } = line as Record<string, Record<string, number>>;
    expect(counts.drawn).toBe(30);
    expect(counts.real).toBeGreaterThan(40);
    expect(counts.real).toBeLessThan(60); // those held back are no originals
    expect(similarity).toMatchObject({ count: 30, l1: expect.any(Number), ssim: expect.any(Number) });
    expect(generated.kernel).toBeDefined();
    expect(attributeAccuracy).toBeUndefined();
    const written = JSON.parse(readFileSync(join(folder, "run", "evaluation.json"), "utf8")) as { similarity: unknown };
    expect(written.similarity).toEqual(similarity);
    expect((await refused("evaluate", "run")).stderr).toContain("at least 12 pictures"); // too few are held back
  });

  nightlyTest(
    "evaluate reports the Fréchet distance of enough held-out pairs, beside that of real images",
    async () => {
      const shape = ["--size", "8", "--features", "2", "--batch-size", "2", "--threads", "1", "--count", "1100"];
      await data("train", "pix2pix", "sushi", "--steps", "3", "--seed", "1", "--out", "many", ...shape);
      const [line] = (await data("evaluate", "many")).filter(({ type }) => type === "evaluation");
      const { space, counts, generated, floor, similarity } = line as unknown as Evaluation & {
        readonly similarity: MeanSimilarity;
      };
      expect(space).toMatch(/^omakase features \d/);
      expect(counts.drawn).toBe(similarity.count);
      expect(counts.real).toBe(1100 - counts.drawn); // of the targets that it learned from
      expect(counts.compared).toBe(counts.drawn);
      expect(generated.frechet!.value).toBeGreaterThan(4 * floor.frechet!.value); // it has learned next to nothing
      expect([generated, floor].map(({ frechet }) => frechet!.std > 0)).toEqual([true, true]);
    },
    180_000,
  );

  test("an image of any size translates deterministically, or to variants by seed", async () => {
    const [plain] = await data("translate", "run", "drawing.png", "--out", "a");
    const [again] = await data("translate", "run", "drawing.png", "--out", "b");
    const [variant] = await data("translate", "run", "drawing.png", "--seed", "7", "--out", "c");
    const bytes = [plain, again, variant].map(({ file }) => readFileSync(join(folder, file as string)));
    expect(bytes[1]).toEqual(bytes[0]);
    expect(bytes[2]).not.toEqual(bytes[0]);
    expect(await sharp(bytes[0]).metadata()).toMatchObject({ width: 8, height: 8, channels: 3 });
    const { code, stderr } = await refused("generate", "--recipe", "c/drawing.png");
    expect(code).toBe(2);
    expect(stderr).toContain('a translation of "drawing.png"');
    expect(stderr).toContain("drawing.png --seed 7");
  });

  test("export writes the translator, and generate refuses it", async () => {
    const [line] = await data("export", "run");
    expect(line).toMatchObject({ input: { input: ["batch", 3, 8, 8] }, output: { picture: ["batch", 3, 8, 8] } });
    expect((await refused("generate", "run")).stderr).toContain("npx omakase translate");
    expect((await refused("train", "pix2pix", "pairs", "--latent", "8")).stderr).toContain("--latent");
    expect((await refused("translate", "run", "nowhere")).stderr).toContain("nowhere");
  });
});
