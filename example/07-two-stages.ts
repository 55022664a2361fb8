/**
 * Two stages in one run: an autoencoder, then a flow that learns to turn N(0, 1) into its latents (flow matching, Lipman
 * et al. 2023). Sampling calls the flow several times.
 *
 *     npx omakase train example/07-two-stages.ts sushi --size 32 --steps 4000
 */
import { defineModel, nn, ops, type ImageShape } from "omakase";

const { add, concatenate, constant, meanAll, multiply, square, stopGradient, subtract } = ops;
const [latent, integrationSteps] = [16, 8];

export default ({ size, channels, stageImages = 32_000 }: ImageShape & { readonly stageImages?: number }) => {
  const encoder = nn.sequential(nn.conv(16, { stride: 2 }), nn.relu(), nn.flatten(), nn.dense(latent));
  const decoder = nn.sequential(
    nn.dense(16 * (size / 2) ** 2),
    nn.reshape(16, size / 2, size / 2),
    nn.relu(),
    nn.upConv(channels),
    nn.tanh(),
  );
  const layers = nn.sequential(nn.dense(64), nn.silu(), nn.dense(64), nn.silu(), nn.dense(latent));
  /** Velocity at the point `x`, `[batch, latent]`, and the time `t`, `[batch, 1]` in [0, 1]. */
  const flow = (x: ops.Tensor, t: ops.Tensor, scope: nn.Scope) => layers(concatenate([x, t], 1), scope);
  return defineModel({
    kind: "latent-flow",
    networks: { encoder, decoder, flow },
    latent,
    average: ["flow"],
    settings: { learningRate: 1e-3, emaHalfLife: 0.05 },
    stages: {
      autoencoder: {
        images: stageImages, // images seen before the next stage begins
        losses: {
          "encoder, decoder": ({ images }, { encoder, decoder }) => ({
            reconstruction: meanAll(square(subtract(decoder(encoder(images)), images))),
          }),
        },
      },
      flow: {
        losses: {
          flow({ images, size: batch }, { encoder, flow, noise, uniform }) {
            const [z, start] = [stopGradient(encoder(images)), noise("start", [batch, latent])];
            const t = uniform("t", [batch, 1]);
            const between = add(multiply(z, t), multiply(start, subtract(1, t)));
            return meanAll(square(subtract(flow(between, t), subtract(z, start)))); // equation 23
          },
        },
      },
    },
    decode({ z }, { flow, decoder }) {
      let x = z;
      for (let step = 0; step < integrationSteps; step++)
        x = add(x, multiply(flow(x, constant(step / integrationSteps, [z.shape[0], 1])), 1 / integrationSteps)); // Euler
      return decoder(x);
    },
  });
};
