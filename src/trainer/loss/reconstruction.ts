import {
  drawPosterior,
  encodeVae,
  noise,
  openScope,
  type Autoencoder,
  type Registry,
  type Vae,
} from "../../model/index.ts";
import { add, exp, log, meanAll, multiply, sizeOf, square, subtract, sumAll, type Tensor } from "../../tensor/index.ts";

/** What a step minimises and what is worth showing of it, each a single number `[]`. */
export interface Loss {
  readonly loss: Tensor;
  readonly metrics: Readonly<Record<string, Tensor>>;
}

/** Mean squared difference between pictures and their reconstructions, in units of [−1, 1]². */
export function autoencoderLoss(model: Autoencoder, registry: Registry, real: Tensor): Loss {
  const latent = model.encoder(real, openScope(registry, "encoder", { training: true }));
  const output = model.decoder(latent, openScope(registry, "decoder", { training: true }));
  const difference = meanAll(square(subtract(output, real)));
  return { loss: difference, metrics: { reconstruction: difference } };
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
