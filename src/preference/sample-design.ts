import { internalError } from "../error.ts";
import type { Random } from "../tensor/index.ts";
import type { Candidate, DesignSpace } from "./candidate.ts";

/** Candidate without an id. */
export type Design = Pick<Candidate, "values" | "latent">;

/**
 * Samples a design from the model's distribution: the attributes of a random training example, and new noise.
 *
 * @param space - attributes, training examples and noise size.
 * @param stream - random stream.
 */
export function sampleDesign({ attributes, examples, latent }: DesignSpace, stream: Random): Design {
  const tags = attributes?.tags ?? [];
  const rows = examples?.[0]?.length ?? 0;
  if (tags.length > 0 && rows === 0) throw internalError("preference: no examples to draw attributes from");
  const row = stream.integer(rows);
  return { values: tags.map((_, at) => examples![at][row]), latent: stream.normals(latent) };
}

/**
 * Crosses two designs: each attribute from either parent, and interpolated noise of the same length as theirs.
 *
 * @param share - share of the first parent, 0–1.
 */
export function crossDesigns(first: Design, second: Design, share: number, stream: Random): Design {
  const values = first.values.map((value, at) => (stream.uniform() < share ? value : second.values[at]));
  const latent = new Float32Array(first.latent.length);
  const [near, far] = [Math.sqrt(share), Math.sqrt(1 - share)];
  for (let at = 0; at < latent.length; at++) latent[at] = near * first.latent[at] + far * second.latent[at];
  // relatives point in the same direction: without this, offspring noise would exceed the lengths seen in training
  const targetNorm = share * squaredNorm(first.latent) + (1 - share) * squaredNorm(second.latent);
  const scale = Math.sqrt(targetNorm / (squaredNorm(latent) || 1));
  for (let at = 0; at < latent.length; at++) latent[at] *= scale;
  return { values, latent };
}

function squaredNorm(numbers: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < numbers.length; at++) sum += numbers[at] * numbers[at];
  return sum;
}

/**
 * Adds an id to a design, a hash of its numbers (FNV-1a, twice 32 bits): equal numbers give equal ids.
 *
 * @param design - attribute values and noise.
 */
export function identifyDesign({ values, latent }: Design): Candidate {
  const bytes = new Uint8Array(Float32Array.from([...values, ...Array.from(latent)]).buffer);
  const words = [0x811c9dc5, 0x01000193].map((start) => {
    let word = start;
    for (const byte of bytes) word = Math.imul(word ^ byte, 0x01000193);
    return (word >>> 0).toString(16).padStart(8, "0");
  });
  return { id: words.join(""), values, latent };
}
