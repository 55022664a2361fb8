import type { OpenedRun } from "./open-run.ts";

/**
 * Estimates how long `referenceDevice` takes for a picture. `low`: it can draw until a faster device is ready (0.1 s with 1.0
 * million weights at 64 px, in a page). `moderate`: it can draw the first picture (0.5 s with 3.1 million at 128 px). `high`:
 * it is too slow.
 */
export function referenceCost({ config, loaded }: Pick<OpenedRun, "config" | "loaded">): "low" | "moderate" | "high" {
  const count = [...loaded.checkpoint.weights.values()].reduce((sum, { values }) => sum + values.length, 0);
  if (config.model === "pix2pix" || config.method === "classic" || config.size > 128 || count > 4_000_000)
    return "high";
  return config.size <= 64 && count <= 2_000_000 ? "low" : "moderate";
}
