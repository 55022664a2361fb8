import type { Studio, StudioOptions } from "./studio.ts";

/**
 * Opens a studio: a server for the page in which people sample, rate and train.
 *
 * Its modules are loaded only here, as other programs do not need them.
 *
 * @param options - see {@link StudioOptions}.
 * @returns the open studio.
 * @throws OmakaseError `source` when another studio has the workspace open, or its database does not open; `option`
 *   when the address or the port is not available; `run` or `checkpoint` when a named run is not valid.
 */
export async function startStudio(options: StudioOptions = {}): Promise<Studio> {
  const { openStudio } = await import("./server/open-studio.ts");
  return await openStudio(options);
}
