import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const program = join(dirname(dirname(fileURLToPath(import.meta.url))), "script", "chaos.mjs");

interface ChaosEvent {
  readonly type: string;
  readonly rows?: readonly { readonly scenario: string; readonly faults: number }[];
  readonly failures?: readonly { readonly folder: string; readonly repeat: string; readonly problems: string[] }[];
  readonly isStopped?: boolean;
}

/** A short `npm run chaos`, with its own folder of temporary files. */
describe.skipIf(process.platform === "win32")("npm run chaos", () => {
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "omakase-chaos-test-"))));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Runs it with JSON; `onEvent` may send a signal. */
  async function chaos(
    words: readonly string[],
    { onEvent, env = {} }: { onEvent?: (type: string, kill: () => void) => void; env?: Record<string, string> } = {},
  ) {
    const options = { env: { ...process.env, TMPDIR: folder, ...env } };
    const child = spawn(process.execPath, [program, ...words, "--json"], options);
    const events: ChaosEvent[] = [];
    createInterface({ input: child.stdout }).on("line", (line) => {
      events.push(JSON.parse(line) as ChaosEvent);
      onEvent?.(events.at(-1)!.type, () => child.kill("SIGINT"));
    });
    const code = await new Promise<number | null>((done) => child.on("close", done));
    return { code, end: events.at(-1)! };
  }

  test("finds nothing lost and nothing double after kills in training and rating", async () => {
    const { code, end } = await chaos(["--seed", "1177", "--rounds", "1", "--only", "train,rate"]);
    expect(end).toMatchObject({ type: "end", failures: [] });
    expect(end.rows).toMatchObject([
      { scenario: "train", rounds: 1, skipped: 0, lost: 0, double: 0 },
      { scenario: "rate", rounds: 1, skipped: 0, lost: 0, double: 0 },
    ]);
    for (const { faults } of end.rows!) expect(faults).toBeGreaterThan(0);
    expect(code).toBe(0);
    expect(await readdir(folder)).toEqual([]);
  });

  test("ends at Ctrl-C with the table, and leaves no file", async () => {
    const words = ["--seed", "6", "--minutes", "30", "--only", "upload"];
    const { code, end } = await chaos(words, { onEvent: (type, kill) => type === "begin" && setTimeout(kill, 1500) });
    expect(end).toMatchObject({ type: "end", isStopped: true, failures: [], rows: [{ scenario: "upload" }] });
    expect(code).toBe(0);
    expect(await readdir(folder)).toEqual([]);
  });

  test("names the evidence and the command that repeats a failure", async () => {
    const broken = join(folder, "broken.mjs");
    await writeFile(broken, 'if (process.argv.includes("studio")) { console.error("broken"); process.exit(3); }\n');
    const { code, end } = await chaos(["--seed", "6", "--rounds", "2", "--only", "rate", "--first-round", "4"], {
      env: { NODE_OPTIONS: `--import ${pathToFileURL(broken).href}` },
    });
    expect(code).toBe(1);
    expect(end.rows).toMatchObject([{ scenario: "rate", rounds: 2, lost: 2 }]);
    expect(end.failures!.map(({ repeat }) => repeat)).toEqual(
      [4, 5].map((round) => `npm run chaos -- --seed 6 --only rate --first-round ${round} --rounds 1`),
    );
    const [{ folder: evidence, problems }] = end.failures!;
    expect(problems).toEqual([expect.stringContaining("the studio ended with 3: broken")]);
    expect(await readFile(join(evidence, "problems.txt"), "utf8")).toContain("the studio ended with 3");
    expect(await readdir(evidence)).toEqual(expect.arrayContaining(["plan.json", "problems.txt"]));
  });
});
