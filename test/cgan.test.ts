import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { everyNth } from "./nightly.ts";
import { runOmakase } from "./run-omakase.ts";

const program = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist", "cli", "main.js");
let folder: string;

beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "omakase 属性-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

const omakase = (words: readonly string[], language?: "ja" | "en") => runOmakase(program, folder, words, language);

const lines = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** One story: each chapter goes on with the run of the first. */
describe.skipIf(!existsSync(program))("omakase train cgan", () => {
  const small = ["--size", "16", "--count", "120", "--features", "4", "--batch-size", "4", "--seed", "7"];
  const run = "run";

  test("the model is trained on all tags, or on the chosen ones", async () => {
    const words = ["train", "cgan", "faces", ...small, "--tags", "hair-colour,glasses", "--balanced", "--steps", "6"];
    expect((await omakase([...words, "--out", run])).code).toBe(0);
    const config = JSON.parse(await readFile(join(folder, run, "config.json"), "utf8"));
    expect(config.attributes.tags.map((tag: { name: string }) => tag.name)).toEqual(["hair-colour", "glasses"]);
    expect(await readdir(join(folder, run, "figures"))).toContain("attributes.png");
    expect(await readFile(join(folder, run, "card.md"), "utf8")).toContain("--tags hair-colour,glasses");
  }, 180_000);

  test("a run resumes, and generate --list prints the attributes", async () => {
    expect((await omakase(["train", "--resume", run, "--steps", "8"])).code).toBe(0);
    const [hair, glasses] = lines((await omakase(["generate", run, "--list"])).text);
    expect(hair).toMatchObject({ name: "hair-colour", kind: "category" });
    expect((glasses.choices as { name: string }[]).map(({ name }) => name)).toEqual(["none", "round", "square"]);
    expect((await omakase(["generate", run, "--list"], "ja")).text).toContain("glasses（めがね）: none（なし、");
  });

  test("generate draws the requested attributes, and the recipe draws them again to the byte", async () => {
    const asked = ["--set", "hairColor=ピンク", "--set", "glasses=on", "--seed", "3", "--count", "3"];
    const pictures = lines((await omakase(["generate", run, ...asked])).text);
    expect(pictures).toHaveLength(4);
    for (const { attributes } of pictures.slice(0, 3)) {
      expect(attributes).toMatchObject({ "hair-colour": "pink" });
      expect(["round", "square"]).toContain((attributes as { glasses: string }).glasses);
    }
    for (const { file } of pictures.slice(2))
      expect(lines((await omakase(["generate", "--recipe", file as string])).text)).toMatchObject([
        { identical: true },
      ]);
  });

  test("a sweep shows one image with all choices of an attribute", async () => {
    const [swept] = lines((await omakase(["generate", run, "--sweep", "めがね", "--seed", "3"])).text);
    expect(swept).toMatchObject({ type: "sweep", attribute: "glasses", pictures: 3 });
    expect(existsSync(join(folder, swept.file as string))).toBe(true);
  });

  test("children have traits of both parents", async () => {
    const words = ["fuse", run, "1", "2", "--children", "4", "--seed", "2", "--from-a", "glasses"];
    const children = lines((await omakase(words)).text).slice(0, -1) as unknown as {
      file: string;
      traits: { attribute: string; source: string }[];
      rarity: { word: string; percentile: number };
    }[];
    expect(children).toHaveLength(4);
    for (const { traits, rarity } of children) {
      expect(traits.map(({ attribute }) => attribute)).toEqual(["hair-colour", "glasses"]);
      expect(["a", "both"]).toContain(traits[1].source);
      expect(rarity.percentile).toBeGreaterThan(0);
    }
    const again = lines((await omakase(["generate", "--recipe", children[3].file])).text);
    expect(again).toMatchObject([{ identical: true }]);
  });

  test.each(
    everyNth(3, [
      [["generate", run, "--set", "glases=on"], "「glasses」のことでしょうか"],
      [["generate", run, "--set", "glasses=green"], "none（なし）、round（丸めがね）、square（四角いめがね）"],
      [["generate", run, "--sweep", "glasses=0:1"], "名前だけ"],
      [["train", "cgan", "faces", ...small, "--tags", "wings"], "タグ「wings」"],
      [["train", "gan", "faces", ...small, "--balanced"], "--balanced を外してください"],
      [["train", "vae", "faces", ...small, "--penalty", "1"], "--penalty を外してください"],
      [["train", "vae", "faces", ...small, "--decay", "2:9"], "--decay を外してください"],
      [["train", "cgan", "faces", ...small, "--decay", "9:2"], "60000:140000"],
      [["train", "cgan", "faces", ...small, "--decay", "2:9", "--learning-rate", "0.1"], "どちらかを外してください"],
      [["train", "dcgan", "faces", ...small, "--spectral"], "--spectral を外してください"],
      [
        ["train", "cgan", "characters", "--count", "8", "--size", "16", "--flip", "--dry-run"],
        "--flip を外してください",
      ],
    ]),
  )("%j is refused in one sentence", async (words, part) => {
    const { code, text } = await omakase(words, "ja");
    expect(code).toBe(2);
    expect(text.trim().split("\n")).toHaveLength(1);
    expect(text).toContain(part);
  });
});
