import {
  dense,
  gaussianNegativeLogLikelihood,
  klDivergence,
  meanSquaredError,
  scaledNormal,
  type Layer,
  type Scope,
} from "../nn/index.ts";
import { add, exp, maximum, minimum, multiply, type Tensor } from "../tensor/index.ts";
import { imageDecoder, imageEncoder, type AutoencoderOptions } from "./autoencoder.ts";
import { defineModel, type Model } from "./define-model.ts";

/** See {@link vae}. */
export interface VaeNetworks {
  /** `[batch, channel, size, size]` in [−1, 1] → `[batch, features]`; `vae` adds the two heads. */
  readonly encoder: Layer;
  /** `[batch, latent]` → `[batch, channel, size, size]` in [−1, 1]. */
  readonly decoder: Layer;
  /** Numbers in a latent. */
  readonly latent: number;
}

/**
 * Defines a variational autoencoder (Kingma & Welling 2014): the encoder maps an image to a Gaussian in latent space
 * instead of a point, and all Gaussians together are kept close to N(0, 1), so any z from N(0, 1) decodes to an image.
 *
 * We differ: the variance of the decoder is fitted to each batch, and of correlated errors only the independent ones count,
 * so no weight balances the two terms; see `gaussianNegativeLogLikelihood`.
 *
 * @example
 * ```ts
 * const model = vae(vaeNetworks({ size: 16, channels: 3, features: 8, latent: 16 }));
 * model.latent; // 16
 * ```
 */
export function vae({ encoder, decoder, latent }: VaeNetworks): Model {
  return defineModel({
    kind: "vae",
    networks: { encoder: gaussianHeads(encoder, latent), decoder },
    latent,
    loss({ images }, { encoder, decoder, noise, metric }) {
      const { mean, logVariance } = encoder(images); // [batch, latent] each
      const std = exp(multiply(logVariance, 0.5));
      const z = add(mean, multiply(noise("posterior", mean.shape), std)); // reparametrization, section 2.4
      const output = decoder(z);
      metric("reconstruction", meanSquaredError(output, images));
      return {
        negativeLogLikelihood: gaussianNegativeLogLikelihood(output, images),
        klDivergence: klDivergence(mean, logVariance),
      };
    },
    decode: ({ z }, { decoder }) => decoder(z),
    encode: (images, { encoder }) => encoder(images).mean,
  });
}

/**
 * Creates the networks of `autoencoderNetworks` for a VAE.
 *
 * @example
 * ```ts
 * const { decoder } = vaeNetworks({ size: 16, channels: 3, features: 8, latent: 16 });
 * nn.summarize(decoder, ops.input("z", [1, 16])).output; // [1, 3, 16, 16]
 * ```
 */
export function vaeNetworks(options: AutoencoderOptions): VaeNetworks {
  return { encoder: imageEncoder(options), decoder: imageDecoder(options), latent: options.latent };
}

/** Adds two dense layers to an encoder: mean and log-variance, `[batch, latent]`; the latter is kept in [−12, 6]. */
function gaussianHeads(encoder: Layer, latent: number) {
  return (images: Tensor, scope: Scope) => {
    const features = encoder(images, scope);
    const logVariance = dense(latent, { initial: scaledNormal(1) })(features, scope.child("logVariance"));
    return {
      mean: dense(latent, { initial: scaledNormal(1) })(features, scope.child("mean")),
      logVariance: minimum(maximum(logVariance, -12), 6),
    };
  };
}
