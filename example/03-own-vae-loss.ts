/**
 * A VAE whose loss is written here, term by term (Kingma & Welling 2014, equation 10 and appendix B; β as in Higgins et
 * al. 2017).
 *
 *     npx omakase train example/03-own-vae-loss.ts sushi
 */
import { defineModel, nn, ops, type ImageShape } from "omakase";

const { add, exp, meanAll, multiply, square, subtract, sum } = ops;
const latent = 16;

/** Returns mean and log-variance of the posterior, `[batch, latent]` each. */
function gaussian(features: nn.Layer) {
  return (images: ops.Tensor, scope: nn.Scope) => {
    const y = features(images, scope.child("features"));
    return {
      mean: nn.dense(latent)(y, scope.child("mean")),
      logVariance: nn.dense(latent)(y, scope.child("logVariance")),
    };
  };
}

export default ({ size, channels }: ImageShape) => {
  const encoder = gaussian(
    nn.sequential(nn.conv(16, { stride: 2 }), nn.relu(), nn.conv(32, { stride: 2 }), nn.relu(), nn.flatten()),
  );
  const decoder = nn.sequential(
    nn.dense(32 * (size / 4) ** 2),
    nn.reshape(32, size / 4, size / 4),
    nn.relu(),
    nn.upConv(16),
    nn.relu(),
    nn.upConv(channels),
    nn.tanh(),
  );
  return defineModel({
    kind: "own-vae",
    networks: { encoder, decoder },
    latent,
    settings: { learningRate: 1e-3, weights: { divergence: 1 } }, // β
    loss({ images }, { encoder, decoder, noise, weight }) {
      const { mean, logVariance } = encoder(images);
      const z = add(mean, multiply(exp(multiply(logVariance, 0.5)), noise("z", mean.shape)));
      const error = sum(square(subtract(decoder(z), images)), [1, 2, 3]); // [batch, 1, 1, 1]
      // KL(N(mean, variance) ‖ N(0, 1)) = ½ Σ (mean² + variance − log variance − 1)
      const divergence = sum(subtract(add(square(mean), exp(logVariance)), add(logVariance, 1)), [1]); // [batch, 1]
      return {
        reconstruction: multiply(meanAll(error), 0.5),
        divergence: multiply(multiply(meanAll(divergence), 0.5), weight("divergence")),
      };
    },
    decode: ({ z }, { decoder }) => decoder(z),
    encode: (images, { encoder }) => encoder(images).mean,
  });
};
