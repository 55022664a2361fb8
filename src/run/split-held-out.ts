import { splitByName, type Dataset } from "../dataset/index.ts";
import type { RunConfig } from "./config.ts";

/** What a run trains on, and what it never sees; the whole set for both where nothing is held back. */
export function splitHeldOut(
  dataset: Dataset,
  { heldOut }: Pick<RunConfig, "heldOut">,
): { readonly training: Dataset; readonly heldOut: Dataset } {
  return heldOut === undefined ? { training: dataset, heldOut: dataset } : splitByName(dataset, heldOut);
}
