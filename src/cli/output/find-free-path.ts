import type { Session } from "../session.ts";

/** Returns the preferred path, or the first free one of `path-2`, `path-3` …: no run is ever overwritten. */
export async function findFreePath({ host }: Session, preferredPath: string): Promise<string> {
  for (let number = 1; ; number++) {
    const path = number === 1 ? preferredPath : `${preferredPath}-${number}`;
    if ((await host.files.stat(path)) === undefined) return path;
  }
}
