import type { OpenedRun } from "./open-run.ts";

/**
 * Estimates how long `referenceDevice` takes for a picture: `low`: a tenth of a second, so that it can draw until a faster
 * device is ready; `moderate`: some tenths, which the first pictures are worth; `high`: seconds.
 */
export function referenceCost({ config, loaded }: Pick<OpenedRun, "config" | "loaded">): "low" | "moderate" | "high" {
  const count = [...loaded.checkpoint.weights.values()].reduce((sum, { values }) => sum + values.length, 0);
  if (config.model === "pix2pix" || config.method === "classic" || config.size > 128 || count > 4_000_000)
    return "high";
  return config.size <= 64 && count <= 2_000_000 ? "low" : "moderate";
}
