import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder, and those above it, unless they are there. Node's own way to do so tries for ever where a folder says
 * that it is there and lets nothing into it, as /proc does.
 */
export async function makeFolder(path: string): Promise<void> {
  const make = () =>
    mkdir(path).catch(async (error: unknown) => {
      const isThere = await stat(path).then(
        (found) => found.isDirectory(),
        () => false,
      );
      if (!isThere) throw error;
    });
  try {
    await make();
  } catch (error) {
    const above = dirname(path);
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || above === path) throw error;
    await makeFolder(above);
    await make();
  }
}
