import { attributesWidth } from "../dataset/index.ts";
import type { Weights } from "../device/index.ts";
import type { Text } from "../error.ts";
import { createRegistry, encodeVae, openScope } from "../model/index.ts";
import { input, type Shape } from "../tensor/index.ts";
import { latentStatistics } from "../trainer/index.ts";
import type { ModelConfig } from "./config.ts";
import { createModel } from "./preset.ts";

/**
 * The names and shapes of the weights that drawing, encoding and translating need: those of the generator, or of
 * decoder and encoder, with running averages, and where an autoencoder's latents lie.
 */
export function drawingShapes(config: ModelConfig): ReadonlyMap<string, Shape> {
  const model = createModel(config);
  const { channels, size, latent, inputChannels = 3 } = config;
  const registry = createRegistry();
  const scope = (network: string) => openScope(registry, network, { training: false });
  const picture = input("picture", [1, model.kind === "pix2pix" ? inputChannels : channels, size, size]);
  const told = model.kind === "moe" ? attributesWidth(model.attributes) : 0;
  const z = () => input("z", [1, latent + told]);
  const others: [string, Shape][] = [];
  if (model.kind === "pix2pix") model.generator(picture, scope("generator"));
  else if ("generator" in model) model.generator(z(), scope("generator"));
  else {
    model.decoder(z(), scope("decoder"));
    if (model.kind === "vae") encodeVae(model, picture, scope("encoder"));
    else {
      model.encoder(picture, scope("encoder"));
      others.push([latentStatistics.mean, [1, latent]], [latentStatistics.products, [latent, latent]]);
    }
  }
  return new Map([...others, ...[...registry.definitions].map(([name, { tensor }]) => [name, tensor.shape] as const)]);
}

/** How weights do not fit the networks of a configuration; undefined where they do. */
export function findMisfit(config: ModelConfig, weights: Weights): Text | undefined {
  let shapes: ReadonlyMap<string, Shape>;
  try {
    shapes = drawingShapes(config);
  } catch {
    return { ja: "ありえない形のモデル", en: "one of an impossible shape" };
  }
  const wrong = [...shapes].find(([name, shape]) => weights.get(name)?.shape.join() !== shape.join())?.[0];
  if (wrong === undefined) return undefined;
  return { ja: `重み「${wrong}」の合わないモデル`, en: `one whose weights "${wrong}" do not fit` };
}
