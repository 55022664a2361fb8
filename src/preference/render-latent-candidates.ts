import type { RenderLatentsOptions, RenderedImage, Sampler } from "../sample/index.ts";
import { renderPointsWithRecipes } from "../latent/index.ts";
import { candidateAt } from "./candidate-at.ts";
import type { Candidate } from "./candidate.ts";

/** A picture with the card that comes nearest to it. */
export interface LatentCandidate extends RenderedImage {
  readonly candidate: Candidate;
}

/**
 * Draws latents, which need not be such as cards have (a sum of several, or one that was searched for): the recipe of
 * each has the latent itself, and its card what comes nearest among all that can be asked for.
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
