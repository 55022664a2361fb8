/**
 * A GAN with the losses of the first paper (Goodfellow et al. 2014, section 3): the discriminator learns to tell real
 * images from generated ones, the generator learns to be taken for real (the non-saturating form).
 *
 *     npx omakase train example/04-gan.ts sushi --size 32
 */
import { defineModel, nn, ops, type ImageShape } from "omakase";

const { add, meanAll, multiply, softplus } = ops;
const latent = 32;

/** Cross-entropy of logits `[batch, 1]` with the label "real" and with the label "fake". */
const isReal = (logit: ops.Tensor) => meanAll(softplus(multiply(logit, -1)));
const isFake = (logit: ops.Tensor) => meanAll(softplus(logit));

export default ({ size, channels }: ImageShape) =>
  defineModel({
    kind: "standard-gan",
    networks: {
      generator: nn.sequential(
        nn.dense(64 * (size / 4) ** 2),
        nn.reshape(64, size / 4, size / 4),
        nn.batchNorm(),
        nn.relu(),
        nn.upConv(32),
        nn.batchNorm(),
        nn.relu(),
        nn.upConv(channels),
        nn.tanh(),
      ),
      discriminator: nn.sequential(
        nn.conv(32, { stride: 2 }),
        nn.leakyRelu(),
        nn.conv(64, { stride: 2 }),
        nn.batchNorm(),
        nn.leakyRelu(),
        nn.flatten(),
        nn.dense(1),
      ),
    },
    latent,
    settings: { batchSize: 16, learningRate: 2e-4, optimizer: { name: "adam", beta1: 0.5, beta2: 0.999 } },
    losses: {
      // each loss trains the networks in its name only, so the generator needs no stopGradient here
      discriminator({ images, size: batch }, { generator, discriminator, noise }) {
        const fake = generator(noise("z", [batch, latent]));
        return add(isReal(discriminator(images)), isFake(discriminator(fake)));
      },
      generator: ({ size: batch }, { generator, discriminator, noise }) =>
        isReal(discriminator(generator(noise("z", [batch, latent])))),
    },
    decode: ({ z }, { generator }) => generator(z),
    discriminate: (images, { discriminator }) => discriminator(images),
  });
