import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const main = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist", "cli", "main.js");
const folder = mkdtempSync(join(tmpdir(), "omakase-options-"));
const cache = join(folder, "cache");

function omakase(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, OMAKASE_CACHE: cache };
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...words, "--lang", "en"], { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr }),
    );
  });
}

describe.skipIf(!existsSync(main))("omakase checks its options first", () => {
  beforeAll(() => {
    mkdirSync(join(folder, "work"));
    writeFileSync(join(folder, "work", "file"), "");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const noFolder = /file: expected a place that can be written to, got a file\. Give the path of a folder\.\n$/;
  const sizes = /^--size: expected 8, 16, 32, 64, 128, 256, got 33\. /;
  const wrong: [words: string[], sentence: RegExp][] = [
    [["outlier", "fit", "sushi", "--out", "work/file/run"], noFolder],
    [["train", "vae", "sushi", "--out", "work/file/run"], noFolder],
    [["train", "vae", "sushi", "--out", "work/file"], noFolder],
    [["dataset", "sushi", "--out", "work/file/report"], noFolder],
    [["map", "sushi", "--out", "work/file"], noFolder],
    [["generate", "nowhere", "--out", "work/file/pictures"], noFolder],
    [["export", "nowhere", "--site", "work/file/site"], noFolder],
    [["export", "nowhere", "--out", "work"], /^work: expected a place .*, got a folder\. Give the path of a file\.\n$/],
    [["train", "vae", "sushi", "--size", "33"], sizes],
    [["train", "vae", "sushi", "--size", "33", "--dry-run"], sizes],
    [["start", "sushi", "--size", "33", "--no-studio"], sizes],
    [["train", "vae", "sushi", "--minutes", "1e400"], /^--minutes: expected > 0, got "1e400"\. /],
    [["train", "vae", "sushi", "--seed="], /^--seed: expected ≥ 0, got ""\. /],
    [["studio", "--port="], /^--port: expected 0 … 65535, got ""\. /],
    [["train", "vae", "sushi", "--out="], /^--out: expected a value, got an empty one\. /],
  ];

  test("says what is wrong before any picture is drawn, and leaves nothing", { timeout: 300_000 }, async () => {
    for (const [words, sentence] of wrong) {
      const { code, stdout, stderr } = await omakase(...words);
      expect(stderr, words.join(" ")).toMatch(sentence);
      expect([code, stdout], words.join(" ")).toEqual([2, ""]);
    }
    expect(existsSync(cache), "nothing is drawn").toBe(false);
    expect(readdirSync(folder)).toEqual(["work"]);
    expect(readdirSync(join(folder, "work"))).toEqual(["file"]);
  });
});
