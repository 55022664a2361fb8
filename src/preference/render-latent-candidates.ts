import type { RenderLatentsOptions, RenderedImage, Sampler } from "../sample/index.ts";
import { renderPointsWithRecipes } from "../latent/index.ts";
import { candidateAt } from "./candidate-at.ts";
import type { Candidate } from "./candidate.ts";

/** Rendered image with the nearest candidate. */
export interface LatentCandidate extends RenderedImage {
  readonly candidate: Candidate;
}

/**
 * Renders latents that need not be reachable by a candidate, such as sums or results of an inversion: each recipe holds
 * the latent itself, and each candidate the nearest valid condition.
 *
 * @param latents - `[count, latent]`.
 */
export async function renderLatentCandidates(
  sampler: Sampler,
  latents: Float32Array,
  options: Pick<RenderLatentsOptions, "onProgress" | "signal"> = {},
): Promise<LatentCandidate[]> {
  const { latent: width } = sampler;
  const places = Array.from({ length: latents.length / width }, (_, at) => ({
    latent: latents.slice(at * width, (at + 1) * width),
  }));
  const drawings = await renderPointsWithRecipes(sampler, places, options);
  return drawings.map((drawing, at) => ({ ...drawing, candidate: candidateAt(sampler, places[at].latent) }));
}
