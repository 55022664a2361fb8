import { latentAttributes, wholeLatent, type LatentPoint, type Sampler } from "../sample/index.ts";
import type { Candidate } from "./candidate.ts";
import { identifyDesign } from "./sample-design.ts";

/**
 * Describes any point as a candidate: an offspring, or a point on a path between two images. The preference model sees
 * local edits everywhere, the mean of the layers, and no feature offsets; the id still tells layered points apart.
 *
 * @param sampler - model that renders the point.
 * @returns candidate with the attributes and noise of the point.
 */
export function candidateAt(sampler: Sampler, point: LatentPoint): Candidate {
  const { latent: width } = sampler;
  const latent = wholeLatent(sampler, point);
  const values = latentAttributes(sampler, latent);
  const layers = latent.length / width;
  if (layers === 1) return identifyDesign({ values, latent: sampler.noiseOf(latent) });
  const middle = new Float32Array(width);
  for (let at = 0; at < latent.length; at++) middle[at % width] += latent[at] / layers;
  return { ...identifyDesign({ values, latent }), latent: sampler.noiseOf(middle) };
}

/**
 * Returns the point of each candidate.
 *
 * @param sampler - model of the candidates.
 */
export function candidatePoints(sampler: Sampler, candidates: readonly Candidate[]): LatentPoint[] {
  const conditions = sampler.attributes?.tags.map((_, at) => Float32Array.from(candidates, ({ values }) => values[at]));
  const noise = candidates.map(({ latent }) => latent);
  return sampler.points(0, candidates.length, { noise, conditions });
}
