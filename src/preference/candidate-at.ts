import type { Sampler } from "../sample/index.ts";
import { latentAttributes } from "../latent/index.ts";
import type { Candidate } from "./candidate.ts";
import { identifyDesign } from "./sample-design.ts";

/**
 * Describes an image from any latent as a candidate: an offspring, or a point on a path between two images. With one
 * latent per layer, the preference model sees their mean; the id still tells such images apart.
 *
 * @param sampler - model that renders the latent.
 * @param latent - `[latent]`, or one per layer, `[layers · latent]`.
 * @returns candidate with the attributes and noise of the latent.
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
