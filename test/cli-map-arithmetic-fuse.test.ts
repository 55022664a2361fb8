/** The verbs `map`, `arithmetic` and `fuse` of the built command line. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { casesOf, everyNth, isNightly } from "./nightly.ts";
import { copyTinyRun } from "./tiny-run.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const main = join(root, "dist", "cli", "main.js");
const folder = mkdtempSync(join(tmpdir(), "omakase-look-inside-"));

function omakase(...words: string[]) {
  const env = { ...process.env, OMAKASE_CACHE: join(folder, "cache") };
  return spawnSync(process.execPath, [main, ...words], { cwd: folder, env, encoding: "utf8" });
}

beforeAll(() => copyTinyRun("vae", join(folder, "run")));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!existsSync(main))("omakase map", () => {
  test("map writes a figure and data of a data set, reproducibly", () => {
    const words = ["map", "sushi", "--count", "40", "--size", "32", "--colour-by", "plate", "--json", "--lang", "en"];
    const { stdout, status } = omakase(...words);
    expect(status).toBe(0);
    const { points, tag, space, files } = JSON.parse(stdout);
    expect(points).toHaveLength(40);
    expect(points[0]).toMatchObject({ x: expect.any(Number), y: expect.any(Number), label: expect.any(String) });
    expect(tag).toBe("plate");
    expect(space).toMatch(/^omakase features \d/);
    expect(files.map((file: string) => file.replaceAll("\\", "/"))).toEqual(
      ["png", "svg", "json"].map((ending) => `map-sushi/map.${ending}`),
    );
    const kept = JSON.parse(readFileSync(join(folder, "map-sushi", "map.json"), "utf8"));
    expect(kept.points).toEqual(points);
    if (isNightly) expect(JSON.parse(omakase(...words).stdout).points).toEqual(points);
  });

  test("map shows the latent space of a model", () => {
    const { stdout, status } = omakase("map", "run", "--count", "24", "--method", "pca", "--json", "--lang", "ja");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ method: "pca", space: "run の潜在空間", tag: "topping" });
  });

  test("an unknown tag is refused with a list of tags", () => {
    const { stderr, status } = omakase(
      "map",
      "sushi",
      "--count",
      "20",
      "--size",
      "32",
      "--colour-by",
      "colour",
      "--lang",
      "en",
    );
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^--colour-by: expected a tag of sushi \(topping, .+\), got "colour"\. Correct --colour-by, .+\.\n$/,
    );
  });
});

describe.skipIf(!existsSync(main))("omakase arithmetic", () => {
  const runArithmetic = (sum: string, ...more: string[]) => omakase("arithmetic", "run", sum, "--lang", "en", ...more);

  test("arithmetic adds and subtracts seeds and groups, and draws the sum", () => {
    const latent = (sum: string, ...more: string[]): number[] =>
      JSON.parse(runArithmetic(sum, "--json", ...more).stdout).latent;
    const [a, b, group] = ["1", "2:3", ...casesOf(["plate=wood"], [])].map((term) => latent(term));
    const sum = latent(group ? "1 - 2:3 + plate=wood" : "1 - 2:3", "--out", "sum.png");
    expect(sum).toHaveLength(4);
    sum.forEach((value, at) => expect(value).toBeCloseTo(a[at] - b[at] + (group?.[at] ?? 0), 4));
    expect(readFileSync(join(folder, "sum.png")).subarray(1, 4).toString()).toBe("PNG");
  });

  test.each(
    everyNth(3, [
      ["1 -", /^1 -: expected a sum such as .+, got a missing term\. Write .+\n$/],
      [
        "topping=pizza",
        /^topping=pizza: expected a tag and a choice of the pictures \(topping: .+\), got none of them\. .+\n$/,
      ],
      ["weather=rain", /^weather=rain: expected a tag and a choice of the pictures \(sushi: topping, .+\n$/],
      ["nowhere.png", /^nowhere\.png: expected a seed \(7 or 7:12\) or a picture file, got neither\. .+\n$/],
    ]),
  )("refuses %j in one sentence", (sum, sentence) => {
    const { stderr, status } = runArithmetic(sum);
    expect(stderr).toMatch(sentence);
    expect(status).toBe(2);
  });
});

describe.skipIf(!existsSync(main))("omakase fuse", () => {
  const fuse = (...words: string[]) => omakase("fuse", "run", ...words);
  const lines = (text: string) =>
    text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));

  test("children can be parents, and a recipe draws each again to the byte", () => {
    const { stdout, status } = fuse("1", "2:3", "--children", "3", "--seed", "4", "--out", "first", "--json");
    expect(status).toBe(0);
    const children = lines(stdout);
    const family = children.pop();
    expect(children).toHaveLength(3);
    for (const { shares, share, by } of children) {
      expect(by).toBe("layer");
      expect(Object.keys(shares)).toEqual(["top", "upper", "lower", "bottom"]);
      expect(share.a + share.b).toBeCloseTo(1, 6);
    }
    expect(family).toMatchObject({ type: "family", parents: ["1", "2:3"], seed: 4, children: 3 });
    const [again] = lines(omakase("generate", "--recipe", children[0].file, "--run", "run", "--json").stdout);
    expect(again.identical).toBe(true);
    expect(again.recipe.family).toHaveLength(3);

    const words = [children[0].file, children[2].file, "--children", "2", "--mutation", "0.4", "--tree"];
    const next = fuse(...words, "--out", "second", "--lang", "ja");
    expect(next.status).toBe(0);
    expect(next.stdout).toContain("child-1 と child-3 の子どもを 2 枚描きました");
    const tree = readFileSync(join(folder, "second", "family.svg"), "utf8");
    expect(tree.match(/<image /g)).toHaveLength(6);
    for (const name of ["1", "2:3", "child-1", "child-3"]) expect(tree).toContain(`>${name}</text>`);
    expect(
      readFileSync(join(folder, "second", "family.png"))
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
  });

  test("a child with per-layer latents can be a stop of a morph", async () => {
    const words = ["--from", "first/child-1.png", "--to", "2", "--frames", "3", "--out", "walk.png", "--json"];
    const { status, stderr } = omakase("morph", "run", ...words);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const child = await sharp(join(folder, "first", "child-1.png")).metadata();
    const strip = await sharp(join(folder, "walk.png")).metadata();
    expect(strip.width).toBeGreaterThanOrEqual(3 * child.width);
  });

  test("with an encoder any image can be a parent, and options fix the source of a gene", () => {
    const photo = join(folder, "run", "figures", "samples.png");
    const words = [photo, "5", "--from-a", "top", "--from-b", "下", "--seed", "1", "--children", "2", "--json"];
    const children = lines(fuse(...words).stdout).slice(0, -1);
    for (const { shares } of children) expect(shares).toMatchObject({ top: 1, bottom: 0 });
  });

  test("without an encoder an image of another model is refused", async () => {
    await copyTinyRun("gan", join(folder, "one"));
    const { stderr, status } = omakase("fuse", "one", "1", "first/child-1.png", "--lang", "en");
    expect(stderr).toMatch(/^first.child-1\.png: expected a recipe for the model .+, got one for .+\n$/);
    expect(status).toBe(2);
  });

  test.each(
    everyNth(3, [
      [["1", "1"], /^1: expected two different parents, got the same picture twice\. .+\n$/],
      [["1", "nowhere.png"], /^nowhere\.png: expected a seed \(7 or 7:12\) or a picture file, got neither\. .+\n$/],
      [["1", "2", "--from-a", "wings"], /^--from-a: expected some of top, upper, lower, bottom, got "wings"\. .+\n$/],
      [
        ["1", "2", "--from-a", "top", "--from-b", "top"],
        /^--from-b: expected what --from-a does not name, got "top"\. /,
      ],
      [["1", "2", "--by", "attribute"], /^--by attribute: expected another of .+, got what cannot be divided .+\n$/],
      [["1", "2", "--mutation", "2"], /--mutation/],
    ]),
  )("refuses %j in one sentence", (words, sentence) => {
    const { stderr, status } = fuse(...words, "--lang", "en");
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(status).toBe(2);
  });
});
