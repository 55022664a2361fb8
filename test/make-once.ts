import { existsSync } from "node:fs";
import { cp, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { inject } from "vitest";

/** Copies a folder to a path. The first of all test files that wants it makes it, in an empty folder. */
export async function copyMadeOnce(name: string, path: string, make: (folder: string) => Promise<void>): Promise<void> {
  const shared = join(inject("sharedFolder"), name);
  if (!existsSync(shared)) {
    const own = await mkdtemp(`${shared}-`);
    await make(own);
    await rename(own, shared).catch(() => rm(own, { recursive: true })); // another worker was quicker
  }
  await cp(shared, path, { recursive: true });
}
