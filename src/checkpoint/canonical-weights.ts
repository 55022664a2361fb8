import type { Weights } from "../device/index.ts";
import { internalError } from "../error.ts";
import { averagePrefix, trainingPrefixes } from "../nn/index.ts";
import { sha256 } from "./sha256.ts";
import { writeSafetensors } from "./write-safetensors.ts";

/** Prefixes of states that do not change the images drawn: states of training, and networks that look at images. */
const notDrawing = [...trainingPrefixes, averagePrefix, "encoder.", "discriminator."];

/**
 * Selects the states that decide the images that a model draws: its networks other than encoder and discriminator, with
 * averaged weights in place of the last ones where training kept them, and the fitted Gaussian of its latents.
 *
 * @param weights - all states of a training.
 */
export function canonicalWeights(weights: Weights): Weights {
  const names = [...weights.keys()].filter((name) => !notDrawing.some((prefix) => name.startsWith(prefix)));
  if (names.length === 0) throw internalError("no network to hash");
  return new Map(names.map((name) => [name, weights.get(averagePrefix + name) ?? weights.get(name)!]));
}

/**
 * Returns the hash of a model: the SHA-256 of its canonical weights as a safetensors file. Equal hashes draw equal
 * images.
 * @param weights - all states of a training.
 * @returns 64 hexadecimal digits.
 */
export function modelHash(weights: Weights): Promise<string> {
  return sha256(writeSafetensors(canonicalWeights(weights)));
}
