/** Photographs into the latent space of a GAN, by the built command line. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodePng } from "../src/image/index.ts";
import { random } from "../src/tensor/index.ts";
import { nightlyTest } from "./nightly.ts";
import { copyTinyRun } from "./tiny-run.ts";

const main = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist", "cli", "main.js");
const folder = mkdtempSync(join(tmpdir(), "omakase-invert-"));

function omakase(...words: string[]) {
  const env = { ...process.env, OMAKASE_CACHE: join(folder, "cache") };
  return spawnSync(process.execPath, [main, ...words, "--threads", "1"], { cwd: folder, env, encoding: "utf8" });
}

const lines = (text: string) => text.trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>); // oxfmt-ignore
const bytes = (...path: string[]) => readFileSync(join(folder, ...path));
const short = ["--encoder-pictures", "32"];

describe.skipIf(!existsSync(main))("omakase invert", () => {
  beforeAll(async () => {
    const shape = ["--size", "16", "--features", "4", "--latent", "4", "--count", "60", "--batch-size", "8"];
    omakase("train", "gan", "faces", ...shape, "--steps", "150", "--seed", "1", "--out", "run");
    await copyTinyRun("vae", join(folder, "vae"));
    // black and white dots, such as no face has
    const pixels = random(1, "noise").uniforms(16 * 24, -1, 1).map((value) => (value < 0 ? 0 : 255)); // oxfmt-ignore
    writeFileSync(
      join(folder, "photo.png"),
      encodePng({ width: 16, height: 24, channels: 1, pixels: Uint8Array.from(pixels) }),
    );
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("invert finds images, marks those outside the model, and saves the encoder", () => {
    const words = ["invert", "run", "photo.png", "faces", "--count", "3", "--lang", "en", ...short];
    const first = omakase(...words, "--out", "found");
    expect(first.stderr).toBe("");
    expect(first.status).toBe(0);
    expect(first.stdout).toContain("This model has no encoder: training one beside it");
    expect(first.stdout).toMatch(
      /"photo\.png" lies outside of what the model knows: \d\.\d+ is left over \(99 % of the pictures it knows are within \d\.\d+\)/,
    );
    const { bound, pictures } = JSON.parse(bytes("found", "inversions.json").toString());
    expect(bound).toMatchObject({ share: 0.99, count: 100 });
    expect(pictures).toHaveLength(4);
    expect(pictures[0]).toMatchObject({ name: "photo.png", outside: true, psnr: expect.any(Number) });
    expect(pictures[0].latent).toHaveLength(4);
    const again = omakase(...words, "--out", "again", "--json");
    const [photo] = lines(again.stdout);
    expect(photo).toMatchObject({ type: "picture", input: "photo.png", outside: true, psnr: pictures[0].psnr });
    expect(bytes("again", "photo.png")).toEqual(bytes("found", "photo.png"));
  }, 120_000);

  test("an inversion can be drawn again and morphed", () => {
    const drawn = omakase("generate", "--recipe", "found/photo.png", "--run", "run", "--json");
    expect(lines(drawn.stdout)).toContainEqual(expect.objectContaining({ type: "picture", identical: true }));
    const morph = ["morph", "run", "--to", "7", "--frames", "3", "--lang", "en"];
    const found = omakase(...morph, "--from", "found/photo.png", "--out", "found.png");
    expect(found.stdout).not.toContain("searched for");
    const photo = omakase(...morph, "--from", "photo.png", "--out", "photographed.png");
    expect(photo.stdout).toContain('searched for "photo.png" in the model');
    expect(bytes("photographed.png"), "a photograph is searched for as by invert").toEqual(bytes("found.png"));
    omakase("invert", "run", "photo.png", "--feature-offsets", "--out", "closer");
    const close = omakase("generate", "--recipe", "closer/photo.png", "--run", "run", "--json");
    expect(lines(close.stdout)).toContainEqual(expect.objectContaining({ type: "picture", identical: true }));
  }, 120_000);

  nightlyTest("a photograph can be used in a sum and be a parent", () => {
    const sum = omakase("arithmetic", "run", "photo.png - glasses=none + glasses=round", "--json", "--lang", "en");
    expect(sum.stderr).toBe("");
    expect(lines(sum.stdout).at(-1)).toMatchObject({ type: "arithmetic", latent: expect.any(Array) });
    const family = omakase(
      "fuse",
      "run",
      "photo.png",
      "7",
      "--children",
      "1",
      "--seed",
      "1",
      "--out",
      "family",
      "--json",
    );
    expect(family.stderr).toBe("");
    const child = lines(family.stdout).find(({ type }) => type === "child")!;
    const born = omakase("generate", "--recipe", String(child.file), "--run", "run", "--json");
    expect(lines(born.stdout)).toContainEqual(expect.objectContaining({ type: "picture", identical: true }));
  });

  nightlyTest(
    "an encoder of earlier weights is not used after more training",
    () => {
      omakase("train", "--resume", "run", "--steps", "152");
      const { stdout, status } = omakase("invert", "run", "photo.png", "--lang", "en", ...short);
      expect(status).toBe(0);
      expect(stdout).toContain("belongs to another model");
      expect(stdout).toContain("training one beside it");
    },
    120_000,
  );

  test("errors are one sentence", () => {
    const { stderr, status } = omakase("invert", "vae", "photo.png", "--lang", "en");
    expect(stderr).toBe(
      "vae: expected a model without an encoder (gan, dcgan, cgan), got vae. This one has one: use npx omakase reconstruct.\n",
    );
    expect(status).toBe(2);
  });
});
