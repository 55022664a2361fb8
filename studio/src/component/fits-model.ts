import type { RenderedPicture } from "../worker/rendered-picture.ts";
import type { RunFacts } from "../worker/run-facts.ts";

/** Returns whether a picture's candidate fits a model: that of an offspring may have a latent per layer. */
export function fitsModel({ candidate }: RenderedPicture, { latent, attributes }: RunFacts): boolean {
  return candidate.latent.length === latent && candidate.values.length === (attributes?.tags.length ?? 0);
}
