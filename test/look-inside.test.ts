/** The verbs `map` and `arithmetic` of the built command line. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const main = join(root, "dist", "cli", "main.js");
const folder = mkdtempSync(join(tmpdir(), "omakase-look-inside-"));

function omakase(...words: string[]) {
  const env = { ...process.env, OMAKASE_CACHE: join(folder, "cache") };
  return spawnSync(process.execPath, [main, ...words], { cwd: folder, env, encoding: "utf8" });
}

beforeAll(() => {
  const shape = ["--size", "16", "--features", "4", "--latent", "4", "--count", "24", "--batch", "4"];
  omakase("train", "vae", "sushi", ...shape, "--steps", "2", "--seed", "1", "--out", "run");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!existsSync(main))("omakase map", () => {
  test("lays a set out as a figure and as data, the same every time", () => {
    const words = ["map", "sushi", "--count", "40", "--size", "32", "--by", "plate", "--json", "--lang", "en"];
    const { stdout, status } = omakase(...words);
    expect(status).toBe(0);
    const { points, colouredBy, space, files } = JSON.parse(stdout);
    expect(points).toHaveLength(40);
    expect(points[0]).toMatchObject({ x: expect.any(Number), y: expect.any(Number), label: expect.any(String) });
    expect(colouredBy).toBe("plate");
    expect(space).toMatch(/^omakase features \d/);
    expect(files.map((file: string) => file.replaceAll("\\", "/"))).toEqual(
      ["png", "svg", "json"].map((ending) => `map-sushi/map.${ending}`),
    );
    const kept = JSON.parse(readFileSync(join(folder, "map-sushi", "map.json"), "utf8"));
    expect(kept.points).toEqual(points);
    expect(JSON.parse(omakase(...words).stdout).points).toEqual(points);
  });

  test("lays out where pictures lie in a model's latent space", () => {
    const { stdout, status } = omakase("map", "run", "--count", "24", "--method", "pca", "--json", "--lang", "ja");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ method: "pca", space: "run の潜在空間", colouredBy: "topping" });
  });

  test("says in one sentence which tags there are", () => {
    const { stderr, status } = omakase(
      "map",
      "sushi",
      "--count",
      "20",
      "--size",
      "32",
      "--by",
      "colour",
      "--lang",
      "en",
    );
    expect(status).toBe(2);
    expect(stderr).toMatch(/^--by: expected a tag of sushi \(topping, .+\), got "colour"\. Correct --by, .+\.\n$/);
  });
});

describe.skipIf(!existsSync(main))("omakase arithmetic", () => {
  const reckon = (sum: string, ...more: string[]) => omakase("arithmetic", "run", sum, "--lang", "en", ...more);

  test("adds and subtracts seeds and groups, and draws the sum", () => {
    const latent = (sum: string): number[] => JSON.parse(reckon(sum, "--json").stdout).latent;
    const [a, b, group, sum] = ["1", "2:3", "plate=wood", "1 - 2:3 + plate=wood"].map(latent);
    expect(sum).toHaveLength(4);
    sum.forEach((value, at) => expect(value).toBeCloseTo(a[at] - b[at] + group[at], 4));
    const { stdout, status } = reckon("1 - 2:3", "--out", "sum.png");
    expect(status).toBe(0);
    expect(stdout).toContain("sum.png");
    expect(readFileSync(join(folder, "sum.png")).subarray(1, 4).toString()).toBe("PNG");
  });

  test.each([
    ["1 -", /^1 -: expected a sum such as .+, got a missing term\. Write .+\n$/],
    [
      "topping=pizza",
      /^topping=pizza: expected a tag and a choice of the pictures \(topping: .+\), got none of them\. .+\n$/,
    ],
    ["weather=rain", /^weather=rain: expected a tag and a choice of the pictures \(sushi: topping, .+\n$/],
    ["nowhere.png", /^nowhere\.png: expected a seed \(7 or 7:12\) or a picture file, got neither\. .+\n$/],
  ])("says in one sentence what is wrong with %j", (sum, sentence) => {
    const { stderr, status } = reckon(sum);
    expect(stderr).toMatch(sentence);
    expect(status).toBe(2);
  });
});
