import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { modelHash } from "../src/checkpoint/index.ts";
import { nodeHost } from "../src/node/index.ts";
import { openRun } from "../src/run/index.ts";
import {
  sampleDesign,
  identifyDesign,
  formatRatingsJson,
  type DesignSpace,
  type RatingRecord,
} from "../src/preference/index.ts";
import { random } from "../src/tensor/index.ts";
import { runOmakase } from "./run-omakase.ts";

const program = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist", "cli", "main.js");
let folder: string;

beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "omakase 好み-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

const omakase = (words: readonly string[], language?: "ja" | "en") => runOmakase(program, folder, words, language);

/** Story of one rater who likes glasses and rates forty pictures. */
describe.skipIf(!existsSync(program))("omakase preference", () => {
  test("turns ratings into sentences, figures, and pictures", async () => {
    const small = ["--size", "16", "--count", "120", "--features", "4", "--batch-size", "4", "--seed", "7"];
    const words = ["train", "cgan", "faces", ...small, "--tags", "glasses,hair-colour", "--steps", "4", "--out", "run"];
    expect((await omakase(words)).code).toBe(0);
    const run = await openRun(nodeHost(), join(folder, "run"));
    const { attributes } = run.config;
    const space: DesignSpace = { attributes, examples: run.examples, latent: 5 };
    const hash = await modelHash(run.loaded.checkpoint.weights);
    // the file says how many numbers a picture has; those of this model
    const { latent } = JSON.parse(await readFile(join(folder, "run", "config.json"), "utf8")) as { latent: number };
    const records = Array.from({ length: 40 }, (_, at): RatingRecord => {
      const candidate = identifyDesign(sampleDesign({ ...space, latent }, random(1, "card", at % 33))); // the last ones come again
      return { time: at * 1000, rater: "花子", candidates: [candidate], rating: candidate.values[0] > 0 ? 2 : -1 };
    });
    await writeFile(
      join(folder, "ratings.json"),
      formatRatingsJson({ modelHash: hash, space: { ...space, latent }, records }),
    );

    const told = await omakase(["preference", "ratings.json"]);
    expect(told.text).toContain('"type":"preference"');
    const { sentences, ratings, agreement } = JSON.parse(told.text) as {
      sentences: { en: string }[];
      ratings: number;
      agreement: { kappa: number; count: number };
    };
    expect(ratings).toBe(40);
    expect(agreement).toMatchObject({ kappa: 1, count: 7 });
    expect(sentences.map(({ en }) => en).join(" ")).toMatch(/You like less: [^.]*none/);
    expect(await readdir(join(folder, "preference"))).toEqual(
      expect.arrayContaining([
        "beliefs.png",
        "guesses.svg",
        "learning.png",
        "rater.png",
        "ratings.csv",
        "preference.json",
      ]),
    );
    expect(
      (await omakase(["preference", "preference/ratings.csv", "--run", "run", "--out", "again"], "ja")).text,
    ).toContain("評価 40 回");

    const drawn = await omakase(["generate", "run", "--preference", "ratings.json", "--count", "8", "--seed", "2"]);
    const pictures = drawn.text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { type: string; file: string; attributes?: { glasses: string } })
      .filter(({ type }) => type === "picture");
    expect(pictures).toHaveLength(8);
    expect(pictures.filter(({ attributes: shown }) => shown!.glasses !== "none").length).toBeGreaterThan(5);
    const again = await omakase(["generate", "--recipe", pictures[0].file, "--run", "run"]);
    expect(again.text).toContain('"identical":true');
  }, 180_000);

  test("refuses unsuitable ratings with a sentence", async () => {
    const refused = async (words: readonly string[]) => {
      const { code, text } = await omakase(words, "en");
      expect(code).toBe(2);
      expect(text.trim().split("\n")).toHaveLength(1);
      return text;
    };
    expect(await refused(["preference", "ratings.json", "--rater", "太郎"])).toContain("--rater: expected one of 花子");
    expect(await refused(["preference", "preference/ratings.csv"])).toContain("expected --run with a CSV");
    const text = await readFile(join(folder, "ratings.json"), "utf8");
    await writeFile(join(folder, "other.json"), text.replace(/"modelHash":"..../, '"modelHash":"0000'));
    expect(await refused(["generate", "run", "--preference", "other.json"])).toContain(
      "ratings of pictures of the model",
    );
    await writeFile(join(folder, "broken.json"), text.slice(0, 500));
    expect(await refused(["preference", "broken.json"])).toContain("ratings as omakase exports them");
    expect(await refused(["generate", "run", "--preference", "ratings.json", "--set", "glasses=on"])).toContain(
      "--set",
    );
  });
});
