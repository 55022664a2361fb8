import {
  define,
  drawPosterior,
  encodeVae,
  noise,
  openScope,
  zeros,
  type Autoencoder,
  type Initializer,
  type Registry,
  type Vae,
} from "../../model/index.ts";
import {
  add,
  exp,
  log,
  matmul,
  mean,
  meanAll,
  multiply,
  sizeOf,
  square,
  stopGradient,
  subtract,
  sumAll,
  type Tensor,
} from "../../tensor/index.ts";

/** What a step minimises and what is worth showing of it, each a single number `[]`. */
export interface Loss {
  readonly loss: Tensor;
  readonly metrics: Readonly<Record<string, Tensor>>;
}

/** Where an autoencoder keeps the mean `[1, latent]` of its latents and of their products `[latent, latent]`. */
export const latentStatistics = { mean: "latent.mean", products: "latent.products" } as const;

/** Mean squared difference between pictures and their reconstructions, in units of [−1, 1]². */
export function autoencoderLoss(model: Autoencoder, registry: Registry, real: Tensor): Loss {
  const latent = model.encoder(real, openScope(registry, "encoder", { training: true }));
  followLatents(registry, latent);
  const output = model.decoder(latent, openScope(registry, "decoder", { training: true }));
  const difference = meanAll(square(subtract(output, real)));
  return { loss: difference, metrics: { reconstruction: difference } };
}

/**
 * Keeps running averages of the latents and of their products: from them one can draw latents like those of real
 * pictures, which an autoencoder, unlike a VAE, does not arrange around 0.
 */
function followLatents(registry: Registry, latent: Tensor): void {
  const [batch, width] = latent.shape;
  const fixed = stopGradient(latent);
  const follow = (name: string, value: Tensor, initial: Initializer) => {
    const before = define(registry, name, value.shape, initial, "buffer");
    registry.values.set(name, add(multiply(before, 0.99), multiply(value, 0.01)));
  };
  follow(latentStatistics.mean, mean(fixed, [0]), zeros);
  follow(latentStatistics.products, multiply(matmul(fixed, fixed, { transposeA: true }), 1 / batch), identity(width));
}

function identity(width: number): Initializer {
  return () => new Float32Array(width * width).map((_, at) => (at % (width + 1) === 0 ? 1 : 0));
}

/**
 * The evidence lower bound with the decoder's variance at its optimum, the mean squared error (the optimal σ-VAE of
 * Rybkin et al. 2021, section 4.2): the balance between sharp reconstruction and orderly latents finds itself, and no
 * weight has to be guessed. In nats a picture, without the constant.
 */
export function vaeLoss(model: Vae, registry: Registry, real: Tensor): Loss {
  const [batch, ...picture] = real.shape;
  const posterior = encodeVae(model, real, openScope(registry, "encoder", { training: true }));
  const z = drawPosterior(posterior, noise(registry, "posterior", posterior.mean.shape, "normal"));
  const output = model.decoder(z, openScope(registry, "decoder", { training: true }));
  const difference = meanAll(square(subtract(output, real)));
  const likelihood = multiply(log(add(difference, 1e-8)), sizeOf(picture) / 2);
  const divergence = multiply(divergenceFromNormal(posterior.mean, posterior.logVariance), 1 / batch);
  return { loss: add(likelihood, divergence), metrics: { reconstruction: difference, divergence } };
}

/** Σ KL(N(mean, variance) ‖ N(0, 1)), over everything (Kingma & Welling 2014, appendix B). */
function divergenceFromNormal(mean: Tensor, logVariance: Tensor): Tensor {
  const inner = subtract(subtract(add(square(mean), exp(logVariance)), logVariance), 1);
  return multiply(sumAll(inner), 0.5);
}
