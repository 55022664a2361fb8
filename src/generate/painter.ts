import { OmakaseError } from "../error.ts";
import type { Values } from "../device/index.ts";
import { encodeVae } from "../model/index.ts";
import { random } from "../tensor/index.ts";
import { latentStatistics } from "../trainer/index.ts";
import { networkRunner } from "./network-runner.ts";
import type { Trained } from "./trained.ts";

/** A trained model in use: latents to pictures, and pictures to latents where the model has an encoder. */
export interface Painter {
  /** How many numbers a latent has. */
  readonly latent: number;
  /** Whether pictures can be put into latent space. */
  readonly canEncode: boolean;
  /** Latents such as the model knows them, `[count, latent]`: number i is made from `seed` and `first + i` alone. */
  latents(seed: number, count: number, first?: number): Float32Array;
  /** `[count, latent]` → `[count, channel, size, size]` in [−1, 1]. */
  decode(latents: Values, count: number): Promise<Float32Array>;
  /**
   * `[count, channel, size, size]` in [−1, 1] → `[count, latent]`; a VAE gives the centre of each cloud.
   *
   * @throws OmakaseError `option` when the model has no encoder.
   */
  encode(pictures: Values, count: number): Promise<Float32Array>;
  dispose(): void;
}

/** Opens a trained model for drawing. Nothing is compiled before it is needed. */
export function painter(trained: Trained): Painter {
  const { model, picture, weights, device } = trained;
  const pictureShape = [picture.channels, picture.size, picture.size];
  const latent = "latent" in model ? model.latent : weights.get(latentStatistics.mean)!.values.length;
  const adversarial = "generator" in model;
  const decoder = adversarial
    ? networkRunner(device, weights, "generator", model.generator, [latent])
    : networkRunner(device, weights, "decoder", model.decoder, [latent]);
  const encoder = adversarial
    ? undefined
    : networkRunner(
        device,
        weights,
        "encoder",
        model.kind === "vae" ? (x, scope) => encodeVae(model, x, scope).mean : model.encoder,
        pictureShape,
      );
  const shape = model.kind === "autoencoder" ? latentCloud(trained, latent) : undefined;

  return {
    latent,
    canEncode: encoder !== undefined,
    latents(seed, count, first = 0) {
      const all = new Float32Array(count * latent);
      for (let at = 0; at < count; at++) {
        const drawn = random(seed, "draw", first + at).normals(latent);
        all.set(shape ? shape(drawn) : drawn, at * latent);
      }
      return all;
    },
    decode: (latents, count) => decoder.run(latents, count),
    async encode(pictures, count) {
      if (!encoder)
        throw new OmakaseError("option", {
          where: model.kind,
          expected: { ja: "エンコーダーのあるモデル(ae か vae)", en: "a model with an encoder (ae or vae)" },
          got: { ja: "エンコーダーのない GAN", en: "a GAN, which has none" },
          remedy: { ja: "絵のかわりにシードを指定してください", en: "Give a seed instead of a picture" },
        });
      return encoder.run(pictures, count);
    },
    dispose() {
      decoder.dispose();
      encoder?.dispose();
    },
  };
}

/** From N(0, 1) to latents that lie where the training pictures' latents lay: their mean and covariance. */
function latentCloud({ weights }: Trained, latent: number): (normal: Float32Array) => Float32Array {
  const mean = weights.get(latentStatistics.mean)!.values;
  const products = weights.get(latentStatistics.products)!.values;
  const covariance = Float64Array.from(
    products,
    (value, at) => value - mean[Math.floor(at / latent)] * mean[at % latent],
  );
  const root = choleskyRoot(covariance, latent);
  return (normal) =>
    new Float32Array(latent).map((_, row) => {
      let value = mean[row];
      for (let column = 0; column <= row; column++) value += root[row * latent + column] * normal[column];
      return value;
    });
}

/** The lower triangular L with L·Lᵀ = the matrix; directions without spread get none. */
function choleskyRoot(matrix: Float64Array, side: number): Float64Array {
  const root = new Float64Array(side * side);
  for (let row = 0; row < side; row++)
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row * side + column];
      for (let k = 0; k < column; k++) rest -= root[row * side + k] * root[column * side + k];
      const pivot = root[column * side + column];
      root[row * side + column] = row === column ? Math.sqrt(Math.max(0, rest)) : pivot > 1e-9 ? rest / pivot : 0;
    }
  return root;
}
