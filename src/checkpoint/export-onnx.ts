import { lowerGraph, type Weights } from "../device/index.ts";
import { createRegistry, graphOf, openScope, type Model } from "../model/index.ts";
import { input } from "../tensor/index.ts";
import { latentStatistics } from "../trainer/index.ts";
import { canonicalWeights } from "./canonical-weights.ts";

/** See {@link exportOnnx}. */
export interface ExportOptions {
  /** How many pictures the file draws at a time; fixed, as all shapes are. Default 1. */
  readonly batch?: number;
}

/**
 * The part of a trained model that draws, as an ONNX file with its weights: input `z` `[batch, latent]`, output
 * `pictures` `[batch, channel, size, size]` in [−1, 1].
 *
 * @param weights - all states of the training; averaged weights are used where there are some.
 */
export function exportOnnx(model: Model, weights: Weights, { batch = 1 }: ExportOptions = {}): Uint8Array<ArrayBuffer> {
  const canonical = canonicalWeights(weights);
  const latent = "latent" in model ? model.latent : canonical.get(latentStatistics.mean)!.values.length;
  const registry = createRegistry();
  const z = input("z", [batch, latent]);
  const path = "generator" in model ? "generator" : "decoder";
  const network = "generator" in model ? model.generator : model.decoder;
  const pictures = network(z, openScope(registry, path, { training: false })); // [batch, channel, size, size]
  return lowerGraph(graphOf(registry, { pictures }), { weights: canonical }).bytes;
}
