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
  divide,
  exp,
  log,
  matmul,
  mean,
  meanAll,
  multiply,
  reshape,
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
 *
 * Where we differ: that paper counts every value of a picture as evidence of its own, and then the latents of a small
 * model are never orderly enough to draw from. But neighbouring errors are alike, so we count how many of them say
 * something new (see `independentValues`).
 */
export function vaeLoss(model: Vae, registry: Registry, real: Tensor): Loss {
  const [batch] = real.shape;
  const posterior = encodeVae(model, real, openScope(registry, "encoder", { training: true }));
  const z = drawPosterior(posterior, noise(registry, "posterior", posterior.mean.shape, "normal"));
  const output = model.decoder(z, openScope(registry, "decoder", { training: true }));
  const errors = subtract(output, real);
  const difference = meanAll(square(errors));
  const values = independentValues(stopGradient(errors));
  const likelihood = multiply(multiply(log(add(difference, 1e-8)), values), 0.5);
  const divergence = multiply(divergenceFromNormal(posterior.mean, posterior.logVariance), 1 / batch);
  return { loss: add(likelihood, divergence), metrics: { reconstruction: difference, divergence } };
}

/**
 * How many independent values the errors of a picture amount to, `[]`: the effective sample size of correlated
 * observations (Bayley & Hammersley 1946). Means over blocks of n independent errors have 1/n of their variance; as
 * much as the blocks' means vary more than that, the errors repeat one another.
 */
function independentValues(errors: Tensor): Tensor {
  const [batch, channels, height, width] = errors.shape;
  const [rows, columns] = [blocks(height), blocks(width)];
  const parts = reshape(errors, [batch, channels, rows, height / rows, columns, width / columns]);
  const alike = meanAll(square(mean(parts, [1, 3, 5])));
  return multiply(divide(meanAll(square(errors)), add(alike, 1e-12)), rows * columns);
}

/** A side is cut into up to eight blocks of whole pixels. */
function blocks(length: number): number {
  return [8, 7, 6, 5, 4, 3, 2].find((count) => length % count === 0) ?? 1;
}

/** Σ KL(N(mean, variance) ‖ N(0, 1)), over everything (Kingma & Welling 2014, appendix B). */
function divergenceFromNormal(mean: Tensor, logVariance: Tensor): Tensor {
  const inner = subtract(subtract(add(square(mean), exp(logVariance)), logVariance), 1);
  return multiply(sumAll(inner), 0.5);
}
