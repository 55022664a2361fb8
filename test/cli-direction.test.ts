/** The verb `direction` of the built command line, and what other verbs do with directions. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { casesOf, everyNth, nightlyTest } from "./nightly.ts";
import { copyTinyRun } from "./tiny-run.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const main = join(root, "dist", "cli", "main.js");
const folder = mkdtempSync(join(tmpdir(), "omakase-direction-"));
const at = (...parts: string[]) => join(folder, ...parts);

function omakase(...words: string[]) {
  const env = { ...process.env, OMAKASE_CACHE: at("cache") };
  return spawnSync(process.execPath, [main, ...words, "--lang", "en"], { cwd: folder, env, encoding: "utf8" });
}

/** A line of JSON: what these stories ask for of it. */
interface Line {
  readonly name: string;
  readonly file: string;
  readonly figure: string;
}

/** One that must succeed: its lines of JSON. */
function data(...words: string[]): Line[] {
  const { stdout, stderr, status } = omakase(...words, "--json");
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
}

const lessons = ["--positive", "1", "1:2", "run/pictures/seed-7/seed-7-0000.png", "--negative", "2", "2:3", "2:4"];

beforeAll(async () => {
  await copyTinyRun("gan", at("run"));
  omakase("generate", "run", "--count", "2", "--seed", "7");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!existsSync(main))("omakase direction", () => {
  test("a direction of seeds and images is saved with the run, and a recipe draws its edit again to the byte", () => {
    const [learned] = data("direction", "run", "--name", "めがね", ...lessons);
    expect(learned).toMatchObject({ name: "めがね", positive: 3, negative: 3, accuracy: expect.any(Number) });
    const kept = JSON.parse(readFileSync(at("run", "direction", "めがね.json"), "utf8"));
    expect(kept).toMatchObject({ method: "pictures", step: 2, orthogonalTo: [] });
    expect(kept.vector).toHaveLength(4);
    expect(
      readFileSync(at("run", "direction", "めがね.png"))
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
    expect(readFileSync(at("run", "direction", "めがね.svg"), "utf8")).toContain("−3");

    const drawn = data("generate", "run", "--edit", "めがね=+2", "--count", "3", "--seed", "5");
    const sheet = drawn.at(-1)!.file;
    const [plain] = data("generate", "run", "--count", "3", "--seed", "5");
    expect(readFileSync(at(drawn[0].file))).not.toEqual(readFileSync(at(plain.file)));
    rmSync(at("run", "direction", "めがね.json")); // the recipe needs no direction
    for (const file of casesOf([drawn[1].file, sheet], [sheet])) {
      const [again] = data("generate", "--recipe", file);
      expect(again).toMatchObject({ identical: true, recipe: { edit: { steps: { めがね: 2 } } } });
    }
    writeFileSync(at("run", "direction", "めがね.json"), JSON.stringify(kept));
  });

  test("a direction can be renamed, listed and removed", () => {
    data("direction", "run", "--rename", "めがね", "--name", "first");
    expect(readdirSync(at("run", "direction")).filter((name) => name.startsWith("めがね"))).toEqual([]);
    cpSync(at("run", "direction", "first.json"), at("run", "direction", "second.json"));
    const second = { ...JSON.parse(readFileSync(at("run", "direction", "second.json"), "utf8")), name: "second" };
    writeFileSync(at("run", "direction", "second.json"), JSON.stringify(second));
    expect(data("direction", "run", "--list").map(({ name }) => name)).toEqual(["first", "second"]);
    expect(omakase("direction", "run", "--remove", "second").stdout).toBe('Removed "second"\n');
    expect(existsSync(at("run", "direction", "second.json"))).toBe(false);
    expect(existsSync(at("run", "direction", "first.json"))).toBe(true);
  });

  nightlyTest("a direction of a tag is orthogonal to another", () => {
    data("direction", "run", "--name", "wood", "--tag", "plate=wood", "--orthogonal-to", "first");
    const read = (name: string) => JSON.parse(readFileSync(at("run", "direction", `${name}.json`), "utf8"));
    const [first, wood] = [read("first"), read("wood")];
    expect(wood).toMatchObject({ method: "tag", positive: ["plate=wood"], orthogonalTo: ["first"] });
    const along = wood.vector.reduce(
      (sum: number, value: number, axis: number) => sum + value * first.probe.scoreGradient[axis],
      0,
    );
    expect(Math.abs(along)).toBeLessThan(1e-4 * Math.hypot(...wood.vector) * Math.hypot(...first.probe.scoreGradient));
    expect(data("direction", "run", "--list").map(({ name }) => name)).toEqual(["first", "wood"]);
    expect(omakase("direction", "run", "--remove", "wood").stdout).toBe('Removed "wood"\n');
  });

  test("a direction of a condition changes the condition, and a recipe draws it again", () => {
    const shape = ["--size", "16", "--features", "4", "--latent", "4", "--count", "80", "--batch-size", "4"];
    omakase("train", "cgan", "faces", ...shape, "--tags", "hair-colour,background", "--steps", "2", "--out", "asked");
    const { stdout } = omakase("direction", "asked", "--name", "cream", "--tag", "background=cream");
    expect(stdout).toMatch(/changes what it is asked for: background \w+ → cream\n/);
    const kept = JSON.parse(readFileSync(at("asked", "direction", "cream.json"), "utf8"));
    expect(kept.conditions).toMatchObject({ accuracy: 1, attributes: { background: { present: ["cream"] } } });
    const sheet = data("generate", "asked", "--edit", "cream=+2", "--count", "2", "--seed", "5").at(-1)!;
    const [again] = data("generate", "--recipe", sheet.file);
    expect(again).toMatchObject({ identical: true, recipe: { edit: { steps: { cream: 2 } } } });
  });

  test.each(casesOf(["sefa", "ganspace"], ["sefa"]))("%s finds directions", (method) => {
    const found = data("direction", "run", "--unsupervised", "2", "--method", method);
    expect(found.map(({ name }) => name)).toEqual([`${method}-1`, `${method}-2`]);
    for (const { figure } of found) expect(existsSync(at(figure))).toBe(true);
    const [one, other] = found.map(({ file }) => JSON.parse(readFileSync(at(file), "utf8")).vector as number[]);
    expect(Math.hypot(...one)).toBeGreaterThan(0);
    expect(one).not.toEqual(other);
  });

  test.each(
    everyNth(2, [
      [["--edit", "glasses=+2"], /^glasses: expected a direction of this run \(first, .+\), got another name\. .+\n$/],
      [["--edit", "=2"], /name=\+2,name=-1/],
      [["--edit", "first=1", "--sweep", "x"], /^--edit: expected no --sweep, got both\. .+\n$/],
    ]),
  )("generate refuses %j in one sentence", (words, sentence) => {
    const { stderr, status } = omakase("generate", "run", ...words);
    expect(stderr).toMatch(sentence);
    expect(status).toBe(2);
  });

  test.each(
    everyNth(3, [
      [
        ["--positive", "1", "2", "--negative", "3", "4"],
        /^--name: expected a name of letters and digits .+, got none\. /,
      ],
      [["--name", "../x", ...lessons], /^--name: expected a name of letters and digits .+, got "\.\.\/x"\. /],
      [["--name", "first", ...lessons], /^--name: expected a name that is still free, got "first"\. /],
      [
        ["--name", "few", "--positive", "1", "--negative", "2", "3"],
        /^--positive: expected at least 2 pictures .+, got 1\. /,
      ],
      [["--name", "tagged", "--tag", "plate"], /^--tag: expected TAG=CHOICES, .+, got "plate"\. /],
      [
        ["--name", "tagged", "--tag", "plate=gold"],
        /^plate=gold: expected a tag and a choice of the pictures \(plate: /,
      ],
    ]),
  )("direction refuses %j in one sentence", (words, sentence) => {
    const { stderr, status } = omakase("direction", "run", ...words);
    expect(stderr).toMatch(sentence);
    expect(status).toBe(2);
  });

  test("a direction of other weights, and a damaged one, are refused", () => {
    cpSync(at("run", "direction", "first.json"), at("asked", "direction", "first.json"));
    const foreign = omakase("generate", "asked", "--edit", "first=1");
    expect(foreign.stderr).toMatch(
      /first\.json: expected a direction of the model \w{12}, got one of the model \w{12} \(step 2\)\. Make it again .+\n$/,
    );
    expect(foreign.status).toBe(2);
    writeFileSync(at("run", "direction", "broken.json"), '{"formatVersion":1,"name":"broken"}');
    const broken = omakase("generate", "run", "--edit", "broken");
    expect(broken.stderr).toMatch(
      /broken\.json: expected a direction that this omakase understands, got a file with a wrong \w+\. .+\n$/,
    );
    expect(broken.status).toBe(2);
    rmSync(at("run", "direction", "broken.json"));
  });
});
