import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";

const main = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist", "cli", "main.js");
const folder = mkdtempSync(join(tmpdir(), "omakase-output-"));
const env = { ...process.env, OMAKASE_CACHE: join(folder, "cache") };
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Target of an output: memory, a full disk, or a closed reader. */
type Target = "pipe" | "full" | "closed";

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `omakase …` in English with its outputs sent to the targets. */
async function omakase(
  words: readonly string[],
  out: Target = "pipe",
  error: Target = "pipe",
  progress = "",
): Promise<Ended> {
  const full = [out, error].includes("full") ? openSync("/dev/full", "w") : undefined;
  const place = (target: Target) => (target === "full" ? full : "pipe");
  const child = spawn(process.execPath, [main, ...words, "--lang", "en"], {
    cwd: folder,
    env: { ...env, OMAKASE_PROGRESS: progress },
    stdio: ["ignore", place(out), place(error)],
  });
  if (full !== undefined) closeSync(full);
  const texts = { stdout: "", stderr: "" };
  for (const [name, target] of [
    ["stdout", out],
    ["stderr", error],
  ] as const)
    if (target === "closed") child[name]!.destroy();
    else child[name]?.on("data", (part: Buffer) => (texts[name] += part.toString()));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, ...texts };
}

const train = ["train", "ae", "sushi", "--size", "16", "--count", "32", "--features", "4", "--batch-size", "4"];
const lost = /^stdout: expected a place that can be written to, got a full disk\. .*\n$/;

// there is no /dev/full elsewhere
describe.skipIf(!existsSync(main) || !existsSync("/dev/full"))(
  "omakase without its output",
  { timeout: 120_000 },
  () => {
    test("a training on a full disk loses its output alone, and says so", async () => {
      const words = [...train, "--steps", "8", "--threads", "1", "--device", "cpu"];
      const { code, stderr } = await omakase([...words, "--out", "full"], "full");
      expect(stderr).toMatch(lost);
      expect(code).toBe(1);
      expect(readdirSync(join(folder, "full", "checkpoint"))).not.toHaveLength(0);
      expect(await omakase([...words, "--out", "fuller", "--json"], "full", "full")).toMatchObject({ code: 1 });
      expect(readdirSync(join(folder, "fuller", "checkpoint"))).not.toHaveLength(0);
    });

    test("help to a full disk or to a closed reader shows no stack", async () => {
      expect(await omakase(["train", "--help"], "closed")).toEqual({ code: 0, stdout: "", stderr: "" });
      expect(await omakase(["train", "--help"], "full")).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(lost),
      });
    });

    test("a wrong command exits with 2 also where its sentence is lost", async () => {
      expect(await omakase(["paint"], "pipe", "full")).toMatchObject({ code: 2, stdout: "" });
      expect(await omakase(["paint"], "pipe", "closed")).toMatchObject({ code: 2, stdout: "" });
      expect(await omakase(["paint", "--json"], "full", "closed")).toMatchObject({ code: 2 });
    });
  },
);

describe.skipIf(!existsSync(main))("omakase without a terminal", { timeout: 240_000 }, () => {
  const fit = ["outlier", "fit", "sushi", "--count", "40", "--size", "16", "--features", "4", "--pictures", "1000"];

  test("says how far a long command is, beside its JSON on stderr", async () => {
    const [plain, json] = await Promise.all([
      omakase([...fit, "--threads", "1", "--out", "plain"], "pipe", "pipe", "0.05"),
      omakase([...fit, "--threads", "1", "--out", "json", "--json"], "pipe", "pipe", "0.05"),
    ]);
    const line = /^learning to find defects \d+ \/ 1000 {2}\d+:\d\d left \(\d+:\d\d\)$/m;
    expect(plain.stdout).toMatch(line);
    expect(plain.stderr).toBe("");
    expect(json.stderr).toMatch(line);
    expect(json.stdout.trim().split("\n")).toHaveLength(1);
    expect([plain.code, json.code]).toEqual([0, 0]);
  });

  test("spells out control characters of names", async () => {
    const refused = await omakase(["generate", "\u001b]0;owned\u0007"]);
    expect(refused.stderr).toMatch(/^\\u001b\]0;owned\\u0007: expected the folder of a run/);
    if (process.platform === "win32") return; // no such names
    const name = "\u001b[31mred";
    mkdirSync(join(folder, name));
    const picture = { create: { width: 16, height: 16, channels: 3, background: "red" } } as const;
    await sharp(picture)
      .png()
      .toFile(join(folder, name, "a.png"));
    const { code, stdout } = await omakase(["dataset", name, "--size", "16"]);
    expect(stdout).toMatch(/^\\u001b\[31mred: 1 picture/);
    expect(stdout).not.toContain("\u001b");
    expect(code).toBe(0);
  });
});
