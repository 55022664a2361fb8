import { defineModel, type ImageShape, type Model } from "../model/index.ts";
import {
  batchNorm,
  conv,
  dense,
  flatten,
  leakyRelu,
  relu,
  reshape,
  sequential,
  standardLoss,
  tanh,
  upConv,
} from "../nn/index.ts";

/** Size of the latent of {@link smallGan}. */
const latent = 32;

/** Creates the DCGAN that chapter 7 writes: 32 numbers to RGB pictures; about 2000 steps take half a minute at 32 px. */
export function smallGan({ size }: Pick<ImageShape, "size">): Model {
  return defineModel({
    kind: "small-gan",
    networks: {
      generator: sequential(
        ...[dense(64 * (size / 4) ** 2), reshape(64, size / 4, size / 4), batchNorm(), relu()],
        ...[upConv(32), batchNorm(), relu(), upConv(3), tanh()],
      ),
      discriminator: sequential(
        ...[conv(16, { stride: 2 }), leakyRelu(), conv(32, { stride: 2 }), batchNorm(), leakyRelu()],
        ...[flatten(), dense(1)],
      ),
    },
    latent,
    settings: {
      batchSize: 16,
      learningRate: 1e-3,
      discriminatorLearningRate: 4e-4,
      optimizer: { name: "adam", beta1: 0.5, beta2: 0.999 },
    },
    losses: {
      discriminator: ({ images, size: batch }, { generator, discriminator, noise }) =>
        standardLoss.discriminator(discriminator(images), discriminator(generator(noise("z", [batch, latent])))),
      generator: ({ images, size: batch }, { generator, discriminator, noise }) =>
        standardLoss.generator(discriminator(images), discriminator(generator(noise("z", [batch, latent])))),
    },
    decode: ({ z }, { generator }) => generator(z),
  });
}
