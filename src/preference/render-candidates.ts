import {
  renderLatents,
  nameAttributes,
  provenance,
  type RenderedImage,
  type RenderLatentsOptions,
  type Sampler,
} from "../sample/index.ts";
import type { Candidate, DesignSpace } from "./candidate.ts";

/** What the cards of a model are made of. */
export function samplerDesignSpace({ attributes, trained, noiseSize }: Sampler): DesignSpace {
  return { latent: noiseSize, ...(attributes && { attributes, examples: trained.examples }) };
}

/** Draws the pictures of some cards, each with its recipe. */
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
