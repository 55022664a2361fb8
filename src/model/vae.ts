import { add, exp, maximum, minimum, multiply, type Tensor } from "../tensor/index.ts";
import { dense, scaledNormal, type Layer, type Scope } from "./layer/index.ts";

/**
 * A variational autoencoder (Kingma & Welling 2014): the encoder says for every picture not a point in latent space
 * but a small cloud, and all clouds together are kept close to N(0, 1): so any z drawn from N(0, 1) decodes to a
 * picture.
 */
export interface Vae {
  readonly kind: "vae";
  /** How many numbers a latent has. */
  readonly latent: number;
  /** `[batch, channel, size, size]` in [−1, 1] → `[batch, features]`; the two heads below are added to it. */
  readonly encoder: Layer;
  /** `[batch, latent]` → `[batch, channel, size, size]` in [−1, 1]. */
  readonly decoder: Layer;
}

/** A variational autoencoder of two networks. */
export function vae(options: { readonly encoder: Layer; readonly decoder: Layer; readonly latent: number }): Vae {
  return { kind: "vae", ...options };
}

/** Where the encoder puts a picture: the centre of its cloud and the logarithm of its variance, `[batch, latent]`. */
export interface Posterior {
  readonly mean: Tensor;
  readonly logVariance: Tensor;
}

/** Runs the encoder and its two heads. The logarithm is kept in [−12, 6], so that its exponential stays a number. */
export function encodeVae(model: Vae, x: Tensor, scope: Scope): Posterior {
  const features = model.encoder(x, scope);
  const logVariance = dense(model.latent, { initial: scaledNormal(1) })(features, scope.child("logVariance"));
  return {
    mean: dense(model.latent, { initial: scaledNormal(1) })(features, scope.child("mean")),
    logVariance: minimum(maximum(logVariance, -12), 6),
  };
}

/** A random point of each picture's cloud: mean + noise · deviation. Gradients pass through mean and deviation. */
export function drawPosterior({ mean, logVariance }: Posterior, noise: Tensor): Tensor {
  return add(mean, multiply(noise, exp(multiply(logVariance, 0.5))));
}
