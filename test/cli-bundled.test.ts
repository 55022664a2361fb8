/** Bundled models and `.omakase` files on the built command line; every command that a message names is run. */
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { everyNth } from "./nightly.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const main = join(root, "dist", "cli", "main.js");
const folder = mkdtempSync(join(tmpdir(), "omakase-bundled-"));
const env = { ...process.env, OMAKASE_CACHE: join(folder, "cache") };

/** Runs a command and returns its whole output. */
function omakase(...words: string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, [main, ...words, "--lang", "en"], {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  return (stdout + stderr).replaceAll("\\", "/");
}

/** Returns the commands in messages, without words that a person has to replace. */
function commandsIn(text: string): string[] {
  return [...text.matchAll(/npx omakase (.+?)(?:\.?$)/gm)].map(([, words]) => words.replace("NAME", "renamed"));
}

/** Runs a command of a message through a shell, as a person would paste it. */
function paste(command: string): string {
  return execFileSync(`node "${main}" ${command} --lang en --threads 1`, {
    cwd: folder,
    env,
    encoding: "utf8",
    shell: true,
  });
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!existsSync(main))("omakase with bundled models", () => {
  const pictures = join(folder, "omakase-characters", "pictures");

  test("generate draws with a condition into a folder named after the model, and its PNG finds the model again", () => {
    mkdirSync(join(folder, "characters")); // a folder of the same name is not in the way
    const drawn = omakase("generate", "characters", "--set", "hairColor=pink", "--count", "24", "--seed", "3");
    expect(drawn).toContain("omakase-characters/pictures/seed-3-hairColor=pink/seed-3-sheet-24.png");
    const [again] = commandsIn(drawn);
    expect(paste(again)).toContain("byte for byte");
    const file = join(folder, "elsewhere.png");
    copyFileSync(join(pictures, "seed-3-hairColor=pink", "seed-3-0001.png"), file);
    expect(omakase("generate", "--recipe", file, "--out", "again")).toContain("byte for byte");
  });

  test("generate --enlarge writes pictures of twice the size, whose recipes give the same bytes again", () => {
    omakase("generate", "faces", "--count", "2", "--seed", "5", "--enlarge", "2", "--out", "large");
    const file = join(folder, "large", "seed-5-0001.png");
    const width = (path: string) => readFileSync(path).readUInt32BE(16);
    expect(width(file)).toBe(256);
    expect(omakase("generate", "--recipe", file, "--out", "large-again")).toContain("byte for byte");
    expect(width(join(folder, "large-again", "seed-5-0001.png"))).toBe(256);
  });

  const written: readonly (readonly [words: string[], file: string])[] = [
    [["morph", "characters", "--from", "1", "--to", "2", "--frames", "4"], "pictures/morph-1-2.gif"],
    [["arithmetic", "characters", "3 - 5 + 8:2"], "pictures/sum-3-5-8_2.png"],
    [["generate", "characters", "--sweep", "glasses", "--seed", "1"], "pictures/sweep-glasses-seed-1"],
    [["evaluate", "characters", "omakase-characters/pictures/seed-3-hairColor=pink", "--count", "12"], "evaluation"],
    [["export", "characters"], "omakase-characters/characters.onnx"],
    [["export", "faces", "characters", "--site", "site"], "run/faces.omakase"],
  ];
  test.each(everyNth(2, written))("%j writes %s", (words, file) => expect(omakase(...words)).toContain(file));

  const advising = [
    ["generate", "characters", "--list"],
    ["fuse", "characters", "7", "12", "--children", "1", "--seed", "1"],
    ["direction", "dense.omakase", "--unsupervised", "1", "--method", "sefa"],
    ["generate", "nowhere"],
  ];
  test.each(everyNth(2, advising))("the command that %j %s advises works", (...words) => {
    const dense = join(root, "lesson", "11-attributes", "model", "cgan-characters.omakase");
    copyFileSync(dense, join(folder, "dense.omakase")); // SeFa needs a generator that begins with a dense layer
    const commands = commandsIn(omakase(...words));
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) expect(paste(command)).not.toBe("");
  });

  test("a .omakase file is a model, also under the name of a bundled one", () => {
    copyFileSync(join(root, "asset", "model", "emoji-line.omakase"), join(folder, "mine.omakase"));
    const drawing = "omakase-characters/pictures/seed-3-hairColor=pink/seed-3-0001.png";
    expect(omakase("translate", "mine.omakase", drawing)).toContain(
      "omakase-mine/pictures/translated/translations.png",
    );
    const map = omakase("map", "characters.omakase", "--count", "12", "--method", "pca", "--json");
    const points = map.split("\n").flatMap((line) => (line ? JSON.parse(line).points : []));
    expect(points).toHaveLength(12);
  });

  test("a command that needs a run's folder refuses a bundled model; an unknown name lists the models", () => {
    for (const words of [
      ["train", "--resume", "faces"],
      ["train", "cgan", "faces", "--from", "faces"],
      ["watch", "faces", "x"],
    ])
      // oxfmt-ignore
      expect(omakase(...words)).toContain('got "faces", a model that holds only the part that draws');
    expect(omakase("morph", "cat", "--from", "1", "--to", "2")).toContain(
      "cat: expected the folder of a run (none here yet), a .omakase file, or a model that comes along (characters, faces, sushi, sushi-brush, emoji-line), got nothing of this name. Try npx omakase morph characters.",
    );
  });

  test("a run in a folder with the name of a bundled model resumes", () => {
    const small = ["--size", "8", "--count", "8", "--threads", "1"];
    expect(omakase("train", "ae", "sushi", ...small, "--steps", "2", "--out", "faces")).toContain("faces");
    expect(omakase("train", "--resume", "faces", "--steps", "3", "--threads", "1")).not.toContain(
      "only the part that draws",
    );
    expect(paste("train --resume faces --steps 4")).toContain("faces");
  });
});
