import {
  nameAttributes,
  renderWithRecipes,
  type RenderedImage,
  type RenderOptions,
  type Sampler,
} from "../sample/index.ts";
import { candidatePoints } from "./candidate-at.ts";
import type { Candidate, DesignSpace } from "./candidate.ts";

/**
 * Returns the design space of a sampler's model.
 *
 * @param sampler - model with its attributes, training examples and noise size.
 */
export function samplerDesignSpace({ attributes, trained, noiseSize }: Sampler): DesignSpace {
  return { latent: noiseSize, ...(attributes && { attributes, examples: trained.examples }) };
}

/** See {@link renderCandidates}. */
export interface RenderCandidatesOptions extends RenderOptions {
  /** Truncation that the noise of the candidates has already, for the recipes, 0 … 1. Default 1: none. */
  readonly truncation?: number;
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
  { truncation, ...options }: RenderCandidatesOptions = {},
): Promise<RenderedImage[]> {
  const { attributes } = sampler;
  const points = candidatePoints(sampler, candidates).map((point, at) => {
    // the values of a candidate, because the encoding rounds numbers
    const values = candidates[at].values.map((value) => Float32Array.of(value));
    return { point, truncation, ...(attributes && { attributes: nameAttributes(attributes, values)[0] }) };
  });
  return renderWithRecipes(sampler, points, options);
}
