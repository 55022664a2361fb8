import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { lockHolder, lockFolder } from "../src/node/lock-folder.ts";

const dist = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist");
const built = existsSync(join(dist, "node", "lock-folder.js"));
/** Command that runs another one in a separate process namespace, as a container does. */
const elsewhere = ["unshare", "--pid", "--fork", "--kill-child", "--mount-proc"];
const canGoElsewhere = built && spawnSync(elsewhere[0], [...elsewhere.slice(1), "true"]).status === 0;

const timing = { beat: 100, lease: 2000 };
const held = (folder: string, holder: number | undefined) => new Error(`${folder} is held by ${holder}`);
const children: ChildProcess[] = [];
let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), "omakase-lock-"))));
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

/** Starts a process that locks the folder, and returns its output. `then` is code that it runs afterwards. */
async function holder(before: readonly string[], then = ""): Promise<{ child: ChildProcess; said: string }> {
  const code = `
    import { lockFolder } from ${JSON.stringify(pathToFileURL(join(dist, "node", "lock-folder.js")).href)};
    const held = (folder, number) => new Error("held by " + number);
    const lock = await lockFolder(${JSON.stringify(folder)}, held, ${JSON.stringify(timing)}).catch((error) => error);
    console.log(lock.message ?? "taken");
    if (lock.message) process.exit();
    setInterval(() => {}, 1000);
    ${then}`;
  const words = [...before, process.execPath, "--input-type=module", "--eval", code];
  const child = spawn(words[0], words.slice(1), { stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  const [said] = (await once(child.stdout!, "data")) as [Buffer];
  return { child, said: said.toString().trim() };
}

/** Kills a holder, and returns the time until the folder can be locked, ms. */
async function freedAfter({ child }: { readonly child: ChildProcess }): Promise<number> {
  child.kill("SIGKILL");
  await once(child, "exit");
  const begun = performance.now();
  const lock = await lockFolder(folder, held, timing);
  const waited = performance.now() - begun;
  await lock.release();
  expect(readdirSync(folder)).toEqual([]);
  return waited;
}

describe.skipIf(!built)("a folder that another process holds", () => {
  test("is rejected, and free as soon as the process is killed", async () => {
    const other = await holder([]);
    expect(other.said).toBe("taken");
    await expect(lockFolder(folder, held, timing)).rejects.toThrow(`held by ${other.child.pid}`);
    expect(await freedAfter(other)).toBeLessThan(1000);
  });

  test("stays locked while the process is suspended", async () => {
    const { child } = await holder([]);
    child.kill("SIGSTOP");
    await new Promise((done) => setTimeout(done, 1.5 * timing.lease));
    await expect(lockFolder(folder, held, timing)).rejects.toThrow("held by");
  });

  test("gets its lock back after removal", async () => {
    const { child } = await holder([]);
    await rm(join(folder, "lock"));
    await expect.poll(() => lockHolder(folder, timing)).toBe(child.pid);
  });
});

describe.skipIf(!canGoElsewhere)("a folder that a process in another container holds", () => {
  test("is rejected, and free a lease after the process is killed", async () => {
    const other = await holder(elsewhere);
    expect(other.said).toBe("taken");
    await expect(lockFolder(folder, held, timing)).rejects.toThrow("held by");
    expect(await lockHolder(folder, timing)).toBeGreaterThan(0);
    const waited = await freedAfter(other);
    expect(waited).toBeGreaterThanOrEqual(timing.lease - 2 * timing.beat);
    expect(waited).toBeLessThan(3 * timing.lease);
    expect(await lockHolder(folder, timing)).toBeUndefined();
  });

  test("is rejected in the container while a process outside holds it", async () => {
    const lock = await lockFolder(folder, held, timing);
    expect((await holder(elsewhere)).said).toMatch(/^held by/);
    await lock.release();
    expect((await holder(elsewhere)).said).toBe("taken");
  });

  test("stays locked while the process computes for longer than a lease", async () => {
    const busy = `const end = performance.now() + ${3 * timing.lease}; while (performance.now() < end);`;
    await holder(elsewhere, busy);
    await new Promise((done) => setTimeout(done, 1.5 * timing.lease));
    await expect(lockFolder(folder, held, timing)).rejects.toThrow("held by");
  });

  test("goes to one of many after its process is killed", async () => {
    const { child } = await holder(elsewhere);
    child.kill("SIGKILL");
    await once(child, "exit");
    const tries = await Promise.allSettled(Array.from({ length: 6 }, () => lockFolder(folder, held, timing)));
    const taken = tries.filter((one) => one.status === "fulfilled");
    expect(taken).toHaveLength(1);
    await taken[0].value.release();
  });

  test("ends a process, with one sentence, that was suspended for longer than a lease", async () => {
    const { child } = await holder([]);
    let errorParts = "";
    child.stderr!.on("data", (text) => (errorParts += String(text)));
    child.kill("SIGSTOP");
    const taker = await holder(elsewhere);
    expect(taker.said).toBe("taken");
    child.kill("SIGCONT");
    const [code] = await once(child, "exit");
    expect([code, errorParts]).toEqual([2, expect.stringMatching(/^internal: held by undefined\n$/)]);
    await expect(lockFolder(folder, held, timing)).rejects.toThrow("held by");
  });
});
