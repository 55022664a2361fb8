import { splitByName, type Dataset } from "../dataset/index.ts";
import type { RunConfig } from "./config.ts";

/**
 * Splits a data set into training and held-out images; both are the whole set if none are held out.
 *
 * @returns training images, and held-out images.
 */
export function splitHeldOut(
  dataset: Dataset,
  { heldOut }: Pick<RunConfig, "heldOut">,
): { readonly training: Dataset; readonly heldOut: Dataset } {
  return heldOut === undefined ? { training: dataset, heldOut: dataset } : splitByName(dataset, heldOut);
}
