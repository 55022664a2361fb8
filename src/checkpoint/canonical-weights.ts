import type { Weights } from "../device/index.ts";
import { internal } from "../error.ts";
import { averagePrefix } from "../trainer/index.ts";
import { sha256 } from "./sha256.ts";
import { writeSafetensors } from "./write-safetensors.ts";

/**
 * What of a model's states decides the pictures that it draws: the generator of a GAN, or the decoder of an
 * autoencoder or VAE, with averaged weights in place of the last ones where training kept them; and where an
 * autoencoder's latents lie, as seeds become latents by it.
 *
 * @param weights - all states of a training.
 */
export function canonicalWeights(weights: Weights): Weights {
  const network = [...weights.keys()].some((name) => name.startsWith("generator.")) ? "generator." : "decoder.";
  const names = [...weights.keys()].filter((name) => name.startsWith(network) || name.startsWith("latent."));
  if (!names.some((name) => name.startsWith(network))) throw internal("neither a generator nor a decoder to hash");
  return new Map(names.map((name) => [name, weights.get(averagePrefix + name) ?? weights.get(name)!]));
}

/** The name of a model: the SHA-256 of its canonical weights as a safetensors file. Equal names draw equal pictures. */
export function modelHash(weights: Weights): Promise<string> {
  return sha256(writeSafetensors(canonicalWeights(weights)));
}
