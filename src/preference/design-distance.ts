import { periodicDistance } from "../dataset/index.ts";
import { random } from "../tensor/index.ts";
import type { DesignSpace } from "./candidate.ts";
import { sampleDesign, type Design } from "./sample-design.ts";

/**
 * Counts the attributes that differ between two designs: a number counts in proportion, fully from one standard
 * deviation on; an unknown value does not count. Without attributes: 1 − cosine similarity of the noise, 0–2.
 *
 * @param space - space of both designs.
 * @param a - first design.
 * @param b - second design.
 * @returns distance, 0 … number of attributes.
 */
export function designDistance({ attributes }: DesignSpace, a: Design, b: Design): number {
  if (!attributes) return 1 - cosineSimilarity(a.latent, b.latent);
  let count = 0;
  for (const [at, tag] of attributes.tags.entries()) {
    const apart = periodicDistance(tag, a.values[at], b.values[at]);
    if (tag.kind === "number") count += Math.min(1, (apart || 0) / tag.std!);
    else if (apart > 0) count++;
  }
  return count;
}

/** Share of the typical distance, attributes and noise together, below which two designs look alike. */
const alikeShare = 0.4;

/**
 * Returns whether two designs look alike. The noise counts as one more attribute: it decides the look of a model with few
 * attributes, and little in one with many.
 *
 * @param typical - {@link typicalDistance} of the space.
 */
export function areNearDuplicates(space: DesignSpace, a: Design, b: Design, typical: number): boolean {
  if (!space.attributes) return designDistance(space, a, b) < alikeShare * typical;
  const noiseDistance = 1 - cosineSimilarity(a.latent, b.latent);
  return designDistance(space, a, b) + noiseDistance < alikeShare * (typical + 1);
}

/** Returns the mean {@link designDistance} of random designs of the model. */
export function typicalDistance(space: DesignSpace): number {
  const candidates = Array.from({ length: 64 }, (_, at) => sampleDesign(space, random(1, "variety", at)));
  let [sum, count] = [0, 0];
  for (let at = 0; at < candidates.length; at++)
    for (let other = 0; other < at; other++, count++) sum += designDistance(space, candidates[at], candidates[other]);
  return sum / count;
}

/** Returns the cosine similarity of two vectors, −1 … 1. */
function cosineSimilarity(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [product, first, second] = [0, 0, 0];
  for (let at = 0; at < a.length; at++) {
    product += a[at] * b[at];
    first += a[at] * a[at];
    second += b[at] * b[at];
  }
  return product / Math.sqrt(first * second || 1);
}
