/**
 * A model with losses of its own: WGAN-GP (Gulrajani et al. 2017, algorithm 1). The critic's loss differentiates a
 * gradient.
 *
 *     npx omakase train example/06-wgan-gp.ts sushi --size 32 --balance 5:1
 */
import { defineModel, nn, ops, type ImageShape } from "omakase";

const { add, gradients, meanAll, multiply, sqrt, square, subtract, sum, sumAll } = ops;
const latent = 32;

/** Mean of (‖∇ₓ D(x)‖ − 1)² at points between real and generated images (equation 3). */
function gradientPenalty(critic: (x: ops.Tensor) => ops.Tensor, real: ops.Tensor, fake: ops.Tensor, share: ops.Tensor) {
  const points = add(multiply(real, share), multiply(fake, subtract(1, share))); // [batch, channel, size, size]
  const [slope] = gradients(sumAll(critic(points)), [points]);
  const length = sqrt(add(sum(square(slope), [1, 2, 3]), 1e-12)); // [batch, 1, 1, 1]
  return meanAll(square(subtract(length, 1)));
}

export default ({ size, channels }: ImageShape) =>
  defineModel({
    kind: "wgan-gp",
    networks: {
      generator: nn.sequential(
        nn.dense(32 * (size / 4) ** 2),
        nn.reshape(32, size / 4, size / 4),
        nn.relu(),
        nn.upConv(16),
        nn.relu(),
        nn.upConv(channels),
        nn.tanh(),
      ),
      critic: nn.sequential(
        nn.conv(16, { stride: 2 }),
        nn.leakyRelu(),
        nn.conv(32, { stride: 2 }),
        nn.leakyRelu(),
        nn.flatten(),
        nn.dense(1),
      ),
    },
    latent,
    settings: { learningRate: 1e-4, optimizer: { name: "adam", beta1: 0, beta2: 0.9 }, weights: { penalty: 10 } },
    losses: {
      critic({ images, size: batch }, { generator, critic, noise, uniform, weight }) {
        const fake = generator(noise("z", [batch, latent]));
        const penalty = gradientPenalty(critic, images, fake, uniform("share", [batch, 1, 1, 1]));
        return {
          distance: subtract(meanAll(critic(fake)), meanAll(critic(images))), // minus the Wasserstein distance
          penalty: multiply(penalty, weight("penalty")),
        };
      },
      generator: ({ size: batch }, { generator, critic, noise }) =>
        multiply(meanAll(critic(generator(noise("z", [batch, latent])))), -1),
    },
    decode: ({ z }, { generator }) => generator(z),
    discriminate: (images, { critic }) => critic(images),
  });
