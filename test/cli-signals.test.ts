import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

const main = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist", "cli", "main.js");
const folder = mkdtempSync(join(tmpdir(), "omakase-signals-"));
const cache = join(folder, "cache");

interface Stopped {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  /** Its output until the signal. */
  readonly before: string;
  /** Milliseconds from the signal to the end. */
  readonly took: number;
}

/** Runs `omakase …` into a pipe, with progress every tenth of a second, and presses Ctrl-C some time after a text. */
async function stopped(words: readonly string[], text: RegExp, delay = 0): Promise<Stopped> {
  const env = { ...process.env, OMAKASE_CACHE: cache, OMAKASE_PROGRESS: "0.1" };
  const child = spawn(process.execPath, [main, ...words, "--lang", "en"], { cwd: folder, env });
  let output = "";
  let before = "";
  let sent = 0;
  const hear = (part: Buffer) => {
    output += part.toString();
    if (sent > 0 || !text.test(output)) return;
    sent = Infinity;
    setTimeout(() => {
      sent = performance.now();
      before = output;
      child.kill("SIGINT");
    }, delay);
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    child.on("close", (...end) => resolve(end)),
  );
  return { code, signal, output, before, took: performance.now() - sent };
}

/** A second, and as much again as a machine needs that does other things, ms. */
const soon = 5000;
const large = ["gan", "sushi", "--size", "256", "--count", "24", "--device", "cpu"];

// Windows has no signal that a parent could send as Ctrl-C is sent.
describe.skipIf(!existsSync(main) || process.platform === "win32")("Ctrl-C", { timeout: 240_000 }, () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("ends a command while pictures are drawn, and keeps those in the cache", async () => {
    const { code, output, before } = await stopped(
      ["train", ...large, "--out", "drawn"],
      /preparing pictures [1-9]\d* \/ 24/,
    );
    const drawn = (text: string) => Number([...text.matchAll(/preparing pictures (\d+)/g)].at(-1)?.[1]);
    expect(drawn(output), "at most the picture that was begun, and one that was not written of").toBeLessThanOrEqual(
      drawn(before) + 2,
    );
    expect(code).toBe(130);
    expect(readdirSync(cache)).not.toHaveLength(0);
    expect(existsSync(join(folder, "drawn"))).toBe(false);
  });

  test("ends a command while its model is compiled", async () => {
    // The notice follows the last picture. A line of progress may be missing where all pictures are in the cache.
    const [words, ready] = [["train", ...large, "--out", "compiled"], /24 pictures are few/];
    const { signal, output, took } = await stopped(words, ready, 300);
    expect(output).not.toMatch(/GAN: ready/);
    expect(took).toBeLessThan(soon);
    expect(signal).toBe("SIGINT");
    const again = await stopped(words, ready);
    expect(again.output, "its folder is as good as new").not.toMatch(/holds a run/);
  });

  test("ends a lesson, and says how far its training came", async () => {
    const { code, output, took } = await stopped(["lesson", "2"], /\b[1-9]\d* \/ 2000 {2}/);
    expect(output).toMatch(/Ended after [1-9]\d* of 2,000 steps\. Your file is kept/);
    expect(took).toBeLessThan(soon);
    expect(code, "Ctrl-C is how one leaves a lesson").toBe(0);
  });

  test("lets a training save", async () => {
    const small = [
      "ae",
      "sushi",
      "--size",
      "16",
      "--count",
      "32",
      "--features",
      "4",
      "--batch-size",
      "4",
      "--threads",
      "1",
    ];
    const { code, output } = await stopped(["train", ...small, "--minutes", "5", "--out", "saved"], /AE: ready/);
    expect(code).toBe(0);
    expect(output).toMatch(/To go on: npx omakase train --resume saved/);
    expect(readdirSync(join(folder, "saved", "checkpoint"))).not.toHaveLength(0);
  });
});
