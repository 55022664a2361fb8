import type { Session } from "./session.ts";

/** The wanted path, or the first of `wanted-2`, `wanted-3` … where nothing stands yet: no run is ever overwritten. */
export async function freeFolder({ host }: Session, wanted: string): Promise<string> {
  for (let number = 1; ; number++) {
    const path = number === 1 ? wanted : `${wanted}-${number}`;
    if ((await host.files.entry(path)) === undefined) return path;
  }
}
