import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { trainingJobSchema } from "../../src/protocol/index.ts";
import { casesOf } from "../nightly.ts";
import { startPostgres } from "../start-postgres.ts";
import { cliProgramPath, spawnStudio, type StudioProcess } from "./spawn-studio.ts";

const postgres = existsSync(cliProgramPath) && process.platform !== "win32" ? await startPostgres() : undefined;

/** Maximum time for a studio to end, ms. */
const limit = 10_000;

/** Signals at moments of a studio's life. */
const signals = casesOf(["SIGTERM", "SIGINT"] as const, ["SIGTERM"]);
const delays = casesOf([0.3, 20], [0.3]);

/** PostgreSQL keeps its connections, and does not answer. */
describe.skipIf(!postgres)("a studio whose PostgreSQL hangs", () => {
  let workspace: string;
  let studio: StudioProcess;

  beforeEach(async () => {
    workspace = await mkdtemp(join(tmpdir(), "omakase-silent-"));
    studio = await spawnStudio(workspace, [], { DATABASE_URL: postgres!.url });
  });
  afterEach(async () => {
    if (studio.process.exitCode === null && studio.process.signalCode === null) await studio.kill();
    postgres!.goOn();
    await rm(workspace, { recursive: true, force: true });
  });
  afterAll(() => postgres!.close());

  const plan = { model: "ae", source: "sushi", size: 8, count: 40, seed: 1, minutes: 2 };
  /** Ends the studio; returns the exit code, and the time until the end in ms. */
  async function endBy(signal: NodeJS.Signals): Promise<readonly [number, number]> {
    const began = performance.now();
    return [await studio.endBy(signal), performance.now() - began];
  }
  /** Sends requests that write to the database. */
  const write = () => {
    for (let at = 0; at < 15; at++) void studio.postJson("/api/jobs", { ...plan, seed: at }).catch(() => undefined);
  };
  const heal = async () => {
    postgres!.goOn();
    studio = await spawnStudio(workspace, [], { DATABASE_URL: postgres!.url });
  };

  test.each(signals)("without a training it ends after %s, and opens again", async (signal) => {
    await postgres!.halt();
    const [code, time] = await endBy(signal);
    expect(code).toBe(0);
    expect(time).toBeLessThan(limit);
    expect(existsSync(join(workspace, ".omakase", "lock"))).toBe(false);
    await heal();
    expect(await studio.endBy(signal)).toBe(0);
  });

  test.each(signals.flatMap((signal) => delays.map((delay) => [signal, delay] as const)))(
    "with writes under way, it ends after %s at %d s",
    async (signal, wait) => {
      await postgres!.halt();
      write();
      await new Promise((done) => setTimeout(done, wait * 1000));
      const [code, time] = await endBy(signal);
      expect(code).toBe(0);
      expect(time).toBeLessThan(limit);
    },
  );

  test.each(signals)("during a training it saves and ends after %s", async (signal) => {
    expect((await studio.postJson("/api/jobs", plan)).status).toBe(201);
    const jobs = async () => trainingJobSchema.array().parse(await studio.json("/api/jobs"));
    await expect.poll(async () => (await jobs())[0].step, { timeout: 120_000 }).toBeGreaterThan(0);
    await postgres!.halt();
    const began = Date.now();
    const [code] = await endBy(signal);
    const time = Date.now() - Math.max(began, await lastWritten(join(workspace, "runs", "ae-sushi")));
    expect(code).toBe(0);
    expect(time).toBeLessThan(limit); // saving takes long on a busy machine
    expect(await readdir(join(workspace, "runs", "ae-sushi", "checkpoint"))).not.toEqual([]);
    await heal();
    expect((await jobs())[0]).toMatchObject({ id: "ae-sushi", state: "paused" });
  });

  test("a second SIGTERM ends it at once, a duplicate signal does not", async () => {
    await postgres!.halt();
    write();
    await new Promise((done) => setTimeout(done, 300));
    const over = studio.endBy("SIGTERM");
    studio.process.kill("SIGTERM");
    await new Promise((done) => setTimeout(done, 200));
    expect(studio.process.exitCode).toBe(null);
    // Within half a second a signal counts as a duplicate; the studio waits longer than that for the database.
    const again = setInterval(() => studio.process.kill("SIGTERM"), 50);
    void over.finally(() => clearInterval(again));
    expect(await over).toBe(143);
  });
});

/** Returns the time of the last write in a folder, ms since 1970. */
async function lastWritten(folder: string): Promise<number> {
  const paths = await readdir(folder, { recursive: true });
  const entries = await Promise.all([".", ...paths].map((path) => stat(join(folder, path))));
  return Math.max(...entries.map(({ mtimeMs }) => mtimeMs));
}
