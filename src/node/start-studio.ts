import type { Studio, StudioOptions } from "./studio.ts";

/**
 * Opens a studio: a server for the page in which people draw, rate and train.
 *
 * What its parts are made of is loaded only now: other programs do without.
 *
 * @throws OmakaseError `source` when another studio has the workspace open, or its database does not open; `option` when
 *   the address or the port cannot be had; `run` or `checkpoint` when a named run is none.
 */
export async function startStudio(options: StudioOptions = {}): Promise<Studio> {
  const { openStudio } = await import("./server/open-studio.ts");
  return await openStudio(options);
}
