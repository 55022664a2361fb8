import {
  renderLatents,
  nameAttributes,
  provenance,
  type RenderedImage,
  type RenderLatentsOptions,
  type Sampler,
} from "../sample/index.ts";
import type { Candidate, DesignSpace } from "./candidate.ts";

/**
 * Returns the design space of a sampler's model.
 *
 * @param sampler - model with its attributes, training examples and noise size.
 */
export function samplerDesignSpace({ attributes, trained, noiseSize }: Sampler): DesignSpace {
  return { latent: noiseSize, ...(attributes && { attributes, examples: trained.examples }) };
}

/**
 * Renders candidates, each with its recipe.
 *
 * @param sampler - model of the candidates.
 * @param candidates - images to render.
 * @returns images in order, with recipes that render them again.
 */
export async function renderCandidates(
  sampler: Sampler,
  candidates: readonly Candidate[],
  options: Pick<RenderLatentsOptions, "onProgress" | "signal" | "batch"> = {},
): Promise<RenderedImage[]> {
  const { attributes, latent: width } = sampler;
  const conditions = attributes?.tags.map((_, at) => Float32Array.from(candidates, ({ values }) => values[at]));
  const latents = sampler.latents(0, candidates.length, { noise: candidates.map(({ latent }) => latent), conditions });
  const pictures = await renderLatents(sampler, latents, options);
  const signed = await provenance(sampler.trained);
  const named = attributes && conditions && nameAttributes(attributes, conditions);
  return pictures.map((picture, at) => ({
    picture,
    recipe: {
      ...signed,
      latent: Array.from(latents.subarray(at * width, (at + 1) * width)),
      ...(named && { attributes: [named[at]] }),
    },
  }));
}
