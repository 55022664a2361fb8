import { encodedWidth } from "../dataset/index.ts";
import type { Weights } from "../device/index.ts";
import type { Text } from "../error.ts";
import { createRegistry, openScope } from "../nn/index.ts";
import { input, type Shape } from "../tensor/index.ts";
import { latentStatistics } from "../model/index.ts";
import type { ModelConfig } from "./config.ts";
import { createModel } from "./resolve-config.ts";
import { runText } from "../text/index.ts";

/** Returns names and shapes of the weights that sampling, encoding and translating need, with running averages. */
export function inferenceWeightShapes(config: ModelConfig): ReadonlyMap<string, Shape> {
  const model = createModel(config);
  const { channels, size } = config;
  const registry = createRegistry();
  const scope = openScope(registry, "", { training: false });
  const width = model.attributes ? encodedWidth(model.attributes) : 0;
  model.translate?.(input("image", [1, model.inputChannels ?? channels, size, size]), scope);
  model.decode?.(input("code", [1, model.latent + width]), scope);
  model.encode?.(input("image", [1, channels, size, size]), scope);
  model.embed?.(input("image", [1, channels, size, size]), scope);
  const { latent } = model;
  const fitted: [string, Shape][] =
    model.prior === "fitted"
      ? [
          [latentStatistics.mean, [1, latent]],
          [latentStatistics.products, [latent, latent]],
        ]
      : [];
  return new Map([...fitted, ...[...registry.definitions].map(([name, { tensor }]) => [name, tensor.shape] as const)]);
}

/** Describes the first mismatch between weights and the networks of a configuration; undefined without one. */
export function weightMismatch(config: ModelConfig, weights: Weights): Text | undefined {
  let shapes: ReadonlyMap<string, Shape>;
  try {
    shapes = inferenceWeightShapes(config);
  } catch {
    return runText.inferenceWeights.wrongShape;
  }
  const wrong = [...shapes].find(([name, shape]) => weights.get(name)?.shape.join() !== shape.join())?.[0];
  if (wrong === undefined) return undefined;
  return runText.inferenceWeights.doesNotFit({ wrong });
}
