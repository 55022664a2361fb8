import { execFile } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { random } from "../src/tensor/index.ts";
import { everyNth, isNightly } from "./nightly.ts";
import { onnxNetwork } from "./onnx-network.ts";

const main = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist", "cli", "main.js");
const folder = mkdtempSync(join(tmpdir(), "omakase-outlier-"));
const env = { ...process.env, OMAKASE_CACHE: join(folder, "cache") };

function omakase(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...words], { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr }),
    );
  });
}

describe.skipIf(!existsSync(main))("omakase outlier", () => {
  beforeAll(async () => {
    for (const name of ["good", "mixed", "older"]) mkdirSync(join(folder, name));
    writeFileSync(join(folder, "older", "config.json"), JSON.stringify({ formatVersion: 3, kind: "outlier" }));
    const save = (path: string, background: { r: number; g: number; b: number }) =>
      sharp({ create: { width: 20, height: 20, channels: 3, background } })
        .png()
        .toFile(join(folder, path));
    for (let at = 0; at < 40; at++) await save(`good/${at}.png`, { r: 200 - at, g: 60 + at, b: 50 });
    writeFileSync(join(folder, "net.onnx"), onnxNetwork().bytes);
    await save("mixed/good.png", { r: 180, g: 80, b: 50 });
    await save("mixed/=blue, odd.png", { r: 10, g: 20, b: 250 });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("fits on normal images, and finds defects", async () => {
    const size = ["--size", "16", "--features", "4", "--pictures", "64", "--threads", "1"];
    const fit = await omakase("outlier", "fit", "good", "--out", "run", ...size, "--json");
    expect(fit.stderr).toBe("");
    expect(JSON.parse(fit.stdout)).toMatchObject({
      type: "outlier-fit",
      counts: { training: 24, scale: 4, calibration: 12 },
      threshold: { falseAlarms: 0.01, score: null },
      selfTest: { rate: 1 / 13 },
      rejected: expect.arrayContaining(["defects"]),
    });
    expect(readdirSync(join(folder, "run"))).toEqual(["card.md", "config.json", "outlier.safetensors"]);

    const check = await omakase("outlier", "check", "run", "mixed", "--false-alarms", "10%", "--json", "--lang", "ja");
    expect(check.stderr).toBe("");
    const [first, second, summary] = check.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(first).toMatchObject({ file: "=blue, odd.png", outlier: true, pValue: 1 / 13 });
    expect(second).toMatchObject({ file: "good.png", outlier: false });
    expect(summary).toMatchObject({ type: "outlier-check", count: 2, outliers: 1, calibration: 12 });
    const made = join(folder, "run", "checked");
    expect(readdirSync(made).sort()).toEqual(
      ["heat", "histogram.png", "histogram.svg", "sheet.png", "sheet.svg", "table.csv", "table.json"].sort(),
    );
    const [, line] = readFileSync(join(made, "table.csv"), "utf8").split("\r\n");
    expect(line).toMatch(/^"'=blue, odd\.png",\d+\.\d{4},0\.0769,外れ,/);
    expect(await sharp(join(made, "heat", "1-=blue, odd.png")).metadata()).toMatchObject({ width: 20, height: 20 });

    const words = await omakase("outlier", "check", "run", "mixed/good.png", "--lang", "en");
    expect(words.stdout).toContain("a false-alarm rate of 1 % cannot be promised");
    expect(words.stdout).toContain("0 of 1 are outliers");
    expect(words.stdout).toMatch(/Of flaws made for a test, it finds \d+ % of those of \d+ px/);
  });

  test("novelty detection trains no network, and reports no training", async () => {
    const fit = await omakase("outlier", "fit", "good", "--out", "novelty", "--size", "16", "--target", "novelty");
    expect([fit.code, fit.stderr]).toEqual([0, ""]);
    const candidate = readFileSync(join(folder, "novelty", "card.md"), "utf8");
    expect(candidate).toContain("colours, edges");
    expect(candidate).not.toMatch(/defect detector|傷さがし/);
    // nor does a model whose network learned too little and does not count
    expect(readFileSync(join(folder, "run", "card.md"), "utf8")).not.toMatch(/defect detector|傷さがし/);
    const check = await omakase("outlier", "check", "novelty", "mixed", "--false-alarms", "10%", "--lang", "en");
    expect(check.stdout).toContain("1 of 2 are outliers");
  });

  test("takes an ONNX network for textures, and keeps a copy", async () => {
    const network = ["--features", "net.onnx", "--layers", "low,high", "--detectors", "colours,patches"];
    const fit = await omakase("outlier", "fit", "good", "--out", "seen", "--size", "16", ...network, "--json");
    expect([fit.code, fit.stderr]).toEqual([0, ""]);
    const told = { layers: ["low", "high"], range: "imagenet", size: 32 };
    expect(JSON.parse(fit.stdout).network).toMatchObject(told);
    const copy = join(folder, "seen", "features.onnx");
    expect(readFileSync(copy).equals(readFileSync(join(folder, "net.onnx")))).toBe(true);
    expect(readFileSync(join(folder, "seen", "card.md"), "utf8")).toMatch(/low, high \(SHA-256 [0-9a-f]{64}\)/);
    const check = await omakase("outlier", "check", "seen", "mixed", "--false-alarms", "10%", "--json");
    expect(check.stderr).toBe("");
    expect(JSON.parse(check.stdout.split("\n")[0])).toMatchObject({ file: "=blue, odd.png", outlier: true });
    const accept = await omakase("outlier", "accept", "seen", "mixed/=blue, odd.png");
    expect(accept.code).toBe(0);
    writeFileSync(copy, "another one");
    const changed = await omakase("outlier", "check", "seen", "mixed", "--lang", "en");
    rmSync(copy);
    const missing = await omakase("outlier", "check", "seen", "mixed", "--lang", "en");
    for (const [{ code, stderr }, got] of [
      [changed, "another file"],
      [missing, "nothing at this path"],
    ] as const)
      // prettier-ignore
      expect([code, stderr]).toEqual([
        2,
        expect.stringMatching(new RegExp(`^seen/features\\.onnx: expected the network .*, got ${got}\\. [^\n]*\n$`)),
      ]);
  });

  test("notices near-duplicates, and keeps them together", async () => {
    mkdirSync(join(folder, "shots"));
    for (let at = 0; at < 48; at++) {
      const stream = random(1, "thing", Math.floor(at / 2)); // two shots of each, the second one brighter
      const squares = stream.uniforms(64, 40, 200).map((value) => value + 12 * (at % 2));
      const pixels = Uint8Array.from({ length: 32 * 32 }, (_, pixel) => squares[8 * (pixel >> 7) + ((pixel >> 2) & 7)]);
      await sharp(pixels, { raw: { width: 32, height: 32, channels: 1 } })
        .png()
        .toFile(join(folder, "shots", `${at}.png`));
    }
    const fit = ["outlier", "fit", "shots", "--size", "16", "--target", "novelty"];
    const noticed = await omakase(...fit, "--out", "kept", "--json");
    expect([noticed.code, noticed.stderr]).toEqual([0, ""]);
    expect(JSON.parse(noticed.stdout)).toMatchObject({
      nearDuplicates: { pictures: 48, groups: 24 },
      counts: { training: 30, scale: 4, calibration: 7 }, // groups
    });
    if (!isNightly) return;
    const single = await omakase(...fit, "--out", "single", "--group-by", "none", "--json");
    expect(JSON.parse(single.stdout)).toMatchObject({ nearDuplicates: null, counts: { calibration: 14 } });
    const words = await omakase(...fit, "--out", "words", "--lang", "en");
    expect(words.stdout).toContain("48 of the 48 pictures are nearly alike, in 24 groups");
  });

  test("learns from its owner, and forgets what is taken back", async () => {
    const fit = await omakase("outlier", "fit", "good", "--out", "taught", "--size", "16", "--target", "novelty");
    expect(fit.code).toBe(0);
    const check = async () => {
      const words = ["--false-alarms", "10%", "--out", "checked", "--overwrite", "--json"];
      const { stdout } = await omakase("outlier", "check", "taught", "mixed", ...words);
      const table = readFileSync(join(folder, "checked", "table.csv"), "utf8");
      return {
        stdout,
        table,
        lines: stdout
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line)),
      };
    };
    const untaught = await check();
    // two processes at once: an odd picture, and a folder with all of them in another process
    const [one, all] = await Promise.all([
      omakase("outlier", "accept", "taught", "mixed/=blue, odd.png", "--lang", "en"),
      omakase("outlier", "accept", "taught", "good", "--json"),
    ]);
    expect([one.code, all.code, one.stderr, all.stderr]).toEqual([0, 0, "", ""]);
    expect(one.stdout).toContain("1 picture accepted");
    expect(readdirSync(join(folder, "taught", "feedback"))).toHaveLength(41);
    const accepted = await check();
    const blue = accepted.lines.find(({ file }) => file === "=blue, odd.png");
    expect(blue).toMatchObject({ outlier: false, verdict: "accepted" });
    expect(blue.fitted).toMatchObject({ outlier: true, score: untaught.lines[0].score });
    expect(accepted.lines[2].feedback).toEqual({ accepted: 41, missed: 0, fewer: 1, more: 0 });

    await omakase("outlier", "feedback", "taught", "--undo", "all");
    const missed = await omakase("outlier", "missed", "taught", "mixed/good.png", "--lang", "en");
    expect(missed.code).toBe(0);
    expect(missed.stdout).toMatch(/would make more than 20 % of normal pictures outliers|Promised 1 %; now about/);
    const missing = (await check()).lines.find(({ file }) => file === "good.png");
    expect(missing).toMatchObject({ outlier: true, verdict: "missed" });
    // the last word counts
    await omakase("outlier", "accept", "taught", "mixed/good.png");
    const list = await omakase("outlier", "feedback", "taught", "--json");
    expect(JSON.parse(list.stdout.split("\n")[0])).toMatchObject({ number: 1, verdict: "accepted", file: "good.png" });
    const undone = await omakase("outlier", "feedback", "taught", "--undo", "1", "--lang", "en");
    expect(undone.stdout).toContain("1 entry taken back");
    const again = await check();
    expect([again.stdout, again.table]).toEqual([untaught.stdout, untaught.table]);
    if (!isNightly) return;
    writeFileSync(join(folder, "taught", "feedback", `${"0".repeat(64)}.safetensors`), "damaged");
    const damaged = await omakase("outlier", "check", "taught", "mixed", "--lang", "en");
    expect([damaged.code, damaged.stderr]).toEqual([
      2,
      expect.stringMatching(/^\S+safetensors: expected feedback .*\n$/),
    ]);
    await omakase("outlier", "feedback", "taught", "--undo", "all");
    expect((await check()).stdout).toBe(untaught.stdout);
  });

  test("finds outliers within a set", async () => {
    mkdirSync(join(folder, "set"));
    for (const name of readdirSync(join(folder, "good")))
      copyFileSync(join(folder, "good", name), join(folder, "set", name));
    copyFileSync(join(folder, "mixed", "=blue, odd.png"), join(folder, "set", "=blue, odd.png"));
    const looked = await omakase("dataset", "set", "--size", "16", "--outliers", "--out", "report", "--json");
    expect(looked.stderr).toBe("");
    // plain colours between two steps of the histogram differ a little, too
    expect(JSON.parse(looked.stdout).outliers[0]).toMatchObject({ file: "=blue, odd.png" });
    const [first, second] = readFileSync(join(folder, "report", "outliers.csv"), "utf8").split("\r\n");
    expect(first).toBe("\ufefffile,score,outlier");
    expect(second).toMatch(/^"'=blue, odd\.png",\d+\.\d{3},1$/);
    expect(readdirSync(join(folder, "report"))).toContain("outliers.png");
    if (!isNightly) return;
    const uneven = await omakase("dataset", "set", "--size", "20", "--outliers", "--out", "uneven", "--lang", "en");
    expect([uneven.code, uneven.stderr]).toEqual([2, expect.stringMatching(/--size: expected 16, 32.*got 20/)]);
    const words = await omakase("dataset", "set", "--size", "16", "--outliers", "--out", "words", "--lang", "en");
    expect(words.stdout).toMatch(/Outliers: \d+, farther .*: =blue, odd\.png/);
  });

  test.each(
    everyNth(3, [
      [["fit", "nowhere"], /nowhere: expected .*\n$/],
      [["fit", "mixed", "--out", "few"], /at least 20 normal pictures, got 2/],
      [["fit", "good", "--out", "one", "--group-by", "folder"], /at least 20 groups of normal pictures, got 1/],
      [["fit", "good", "--out", "one", "--group-by", "part"], /--group-by: expected folder, prefix, none .*got "part"/],
      [["fit", "good", "--out", "good"], /a folder that is not there yet/],
      [["fit", "good", "--layers", "low"], /^--layers: expected a network of your own beside it, got none/],
      [["fit", "good", "--input-range", "0..1"], /^--input-range: expected a network of your own/],
      [["fit", "good", "--features", "nowhere.onnx"], /^nowhere\.onnx: expected /],
      [["fit", "good", "--features", "mixed/good.png"], /^mixed\/good\.png: expected an ONNX file, got another/],
      [["fit", "good", "--features", "net.onnx"], /^net\.onnx: expected names of layers .* such as low_sum\./],
      [["fit", "good", "--features", "net.onnx", "--layers", "lov"], /got "lov"\. The nearest names: low, /],
      [
        ["fit", "good", "--features", "net.onnx", "--layers", "low", "--target", "novelty"],
        /patches or tiles, got colours/,
      ],
      [["fit", "good", "--features", "0"], /--features.*1 … 256/],
      [["check", "good", "mixed"], /expected the folder of a run/],
      [["check", "older", "mixed"], /older: expected what outlier fit .*format 7.*got format 3\. Fit again/],
      [["accept", "run", "nowhere.png"], /nowhere\.png: expected .*\n$/],
      [["accept", "good", "mixed"], /expected the folder of a run/],
      [["missed", "run", "sushi", "--count", "301"], /at most 300 pictures of feedback, got 301/],
      [["feedback", "run", "--undo", "1"], /--undo: expected nothing, as there is no feedback, got 1/],
      [["feedback", "run", "--undo", "first"], /--undo: expected all, or numbers such as 1,3, got "first"/],
      [["feedback", "mixed", "--undo", "all"], /expected the folder of a run/],
      [["check", "run", "mixed", "--false-alarms", "0"], /--false-alarms: expected 1%, 5%/],
    ]),
  )("refuses %j in one sentence", async (given, message) => {
    const { code, stderr } = await omakase("outlier", ...given, "--lang", "en");
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd()).not.toContain("\n");
  });
});
