// ja: 12 · VAE と GAN の仲直り、そして、あなたの絵
// en: 12 · VAE and GAN make peace, and your own pictures
import { createSampler, defineModel, generate, latentFlowNetworks, type nn, openDataset, ops, train } from "omakase";
import { type LessonContext, sharpAutoencoder } from "omakase/lesson";

const { add, constant, flattenBatch, meanAll, multiply, reshape, square, subtract } = ops;
const optimizer = { name: "adam", beta1: 0.5, beta2: 0.99 } as const;
const shape = { channels: 3, features: 16, latent: 64 } as const;

// ja: さいころの場所 start から、flow の言う向きへ 8 歩あるく。t は時刻 0 … 1
// en: walks 8 steps from start, where dice fell, the way that flow says; t is the time, 0 … 1
export function walk(start: ops.Tensor, flow: (x: ops.Tensor, t: ops.Tensor) => ops.Tensor): ops.Tensor {
  let x = start;
  for (let step = 0; step < 8; step++) {
    const t = constant(step / 8, [1, 1]);
    // gap
    // ja: x に、flow(x, t) の 8 分の 1 を足したものを、新しい x にする。
    // en: The new x is x plus an eighth of flow(x, t).
    x = add(x, multiply(flow(x, t), 1 / 8));
    //: x = add(x, multiply(t, 0));
    // end gap
  }
  return x;
}

export default function model({ size }: { readonly size: number }) {
  const { grid, encoder, decoder, discriminator, ...rest } = latentFlowNetworks({ ...shape, size });
  const flow = (x: ops.Tensor, t: ops.Tensor, scope: nn.Scope) => rest.flow(x, t, undefined, scope); // no attributes
  return defineModel({
    ...{ kind: "my-latent-flow", latent: shape.latent, average: ["decoder", "flow"] },
    networks: { encoder, decoder, discriminator, flow },
    settings: { batchSize: 16, learningRate: 2e-3, discriminatorLearningRate: 1e-3, optimizer, emaHalfLife: 0.05 },
    stages: {
      // ja: 1 部（できあい）: オートエンコーダーと、写しをくっきりさせる鑑定士
      // en: part 1, ready-made: an autoencoder, and a detective who keeps its copies sharp
      sharp: sharpAutoencoder(0.5),
      flow: {
        settings: { batchSize: 256 },
        prepare: (images, { encoder }) => flattenBatch(encoder(images)),
        losses: {
          flow({ prepared: home, size: batch }, { flow, noise, uniform }) {
            const [start, t] = [noise("start", [batch, shape.latent]), uniform("t", [batch, 1])];
            // gap
            // ja: between は、時刻 t にいる場所。start の (1 − t) 倍と、home の t 倍を足す。
            // ja: way は、start から home への向き（引き算）。flow(between, t) と way の差の二乗の平均を return する。
            // en: The place at time t, between, is (1 − t) times start plus t times home.
            // en: The way is home minus start. Return the mean squared difference of flow(between, t) and way.
            const between = add(multiply(start, subtract(1, t)), multiply(home, t));
            const way = subtract(home, start);
            return meanAll(square(subtract(flow(between, t), way)));
            //: return meanAll(multiply(flow(home, t), 0));
            // end gap
          },
        },
      },
    },
    decode: ({ z: start }, { flow, decoder }) => decoder(reshape(walk(start, flow), [start.shape[0], ...grid])),
  });
}

export async function run({ host, device, size, count, steps, show, log }: LessonContext) {
  const sushi = await openDataset("sushi", host, { size, count });
  const training = train(model({ size }), sushi, { device, steps, seed: 1 });
  const rows = [];
  for await (const { step, metrics } of training) {
    log(step, metrics["flow.loss"] ?? metrics["encoder+decoder.loss"]);
    if (step < steps / 2 || step % Math.floor(steps / 6) > 0) continue;
    const now = await generate(createSampler(await training.snapshot()), { count: 12, seed: 7 });
    rows.push(...now.map(({ picture }) => picture));
    await show("over-time", rows, 12);
  }
  const sampler = createSampler(await training.result());
  return { sushi, drawn: { values: await sampler.decode(sampler.latents(5, 256), 256), count: 256 } };
}
