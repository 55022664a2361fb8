// ja: 7 · DCGAN: 偽札づくりと鑑定士が、おすしで勝負する
// en: 7 · DCGAN: counterfeiter and detective, now with sushi
import { createSampler, defineModel, type ImageShape, generate, nn, openDataset, ops, train } from "omakase";
import type { LessonContext } from "omakase/lesson";

const optimizer = { name: "adam", beta1: 0.5, beta2: 0.999 } as const;
const { batchNorm, conv, dense, flatten, leakyRelu, relu, reshape, sequential, tanh, upConv } = nn;
const { add, meanAll, multiply, softplus } = ops;

const model = ({ size }: Pick<ImageShape, "size">) =>
  defineModel({
    kind: "my-dcgan",
    networks: {
      // ja: 偽札づくり: 乱数 32 個 → 絵
      // en: the counterfeiter: 32 random numbers → a picture
      generator: sequential(
        ...[dense(64 * (size / 4) ** 2), reshape(64, size / 4, size / 4), batchNorm(), relu()],
        ...[upConv(32), batchNorm(), relu(), upConv(3), tanh()],
      ),
      // ja: 鑑定士: 絵 → 点数 1 個（＋は本物、−は偽物）
      // en: the detective: a picture → one score (+ for real, − for fake)
      discriminator: sequential(
        ...[conv(16, { stride: 2 }), leakyRelu(), conv(32, { stride: 2 }), batchNorm(), leakyRelu()],
        ...[flatten(), dense(1)],
      ),
    },
    latent: 32,
    settings: { batchSize: 16, learningRate: 1e-3, discriminatorLearningRate: 4e-4, optimizer },
    losses: {
      discriminator({ images, size: batch }, { generator, discriminator, noise }) {
        const fakes = generator(noise("z", [batch, 32]));
        // gap
        // ja: 鑑定士の損失: images の点数が低いと損、fakes の点数が高いと損。
        // ja: softplus(x) は「x が大きいほど損」。2 つの平均（meanAll）を足して return する。
        // en: The detective loses when images get a low score, and when fakes get a high one.
        // en: softplus(x) is "the larger x, the worse". Return the sum of the two means (meanAll).
        const missed = meanAll(softplus(multiply(discriminator(images), -1)));
        const fooled = meanAll(softplus(discriminator(fakes)));
        return add(missed, fooled);
        //: return meanAll(multiply(discriminator(fakes), 0));
        // end gap
      },
      generator({ size: batch }, { generator, discriminator, noise }) {
        const fakes = generator(noise("z", [batch, 32]));
        // gap
        // ja: 偽札づくりの損失: fakes を「本物」と言ってもらえないと損。
        // en: The counterfeiter loses when fakes are not taken for real.
        return meanAll(softplus(multiply(discriminator(fakes), -1)));
        //: return meanAll(multiply(discriminator(fakes), 0));
        // end gap
      },
    },
    decode: ({ z }, { generator }) => generator(z),
  });
export default model;

export async function run({ host, device, size, count, steps, show, log }: LessonContext) {
  const sushi = await openDataset("sushi", host, { size, count });
  const training = train(model({ size }), sushi, { device, steps, seed: 1 });
  const rows = [];
  for await (const { step, metrics } of training) {
    log(step, { discriminator: metrics["discriminator.loss"], generator: metrics["generator.loss"] });
    if (step % Math.floor(steps / 6) > 0) continue;
    const now = await generate(createSampler(await training.snapshot()), { count: 12, seed: 7 });
    rows.push(...now.map(({ picture }) => picture));
    await show("over-time", rows, 12);
  }
  const sampler = createSampler(await training.result());
  return { sushi, drawn: { values: await sampler.decode(sampler.latents(5, 256), 256), count: 256 } };
}
