import type { Session } from "../session.ts";

/** The wanted path, or the first of `wanted-2`, `wanted-3` … where nothing stands yet: no run is ever overwritten. */
export async function findFreePath({ host }: Session, preferredPath: string): Promise<string> {
  for (let number = 1; ; number++) {
    const path = number === 1 ? preferredPath : `${preferredPath}-${number}`;
    if ((await host.files.stat(path)) === undefined) return path;
  }
}
