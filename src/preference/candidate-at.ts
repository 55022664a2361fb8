import type { Sampler } from "../sample/index.ts";
import { latentAttributes } from "../latent/index.ts";
import type { Candidate } from "./candidate.ts";
import { identifyDesign } from "./sample-design.ts";

/**
 * The card of a picture that was not drawn from a card: a child, or a stop on the way between two pictures. Of one with
 * a latent for each layer a taste sees their middle; the card's name tells it from others with the same middle.
 *
 * @param latent - one, or one for each layer.
 */
export function candidateAt(sampler: Sampler, latent: Float32Array): Candidate {
  const { latent: width } = sampler;
  const values = latentAttributes(sampler, latent);
  const layers = latent.length / width;
  if (layers === 1) return identifyDesign({ values, latent: sampler.noiseOf(latent) });
  const middle = new Float32Array(width);
  for (let at = 0; at < latent.length; at++) middle[at % width] += latent[at] / layers;
  return { ...identifyDesign({ values, latent }), latent: sampler.noiseOf(middle) };
}
