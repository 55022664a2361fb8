// ja: 8 · もっとよい鑑定士: 見くらべる。そして、崖を作らない
// en: 8 · A better detective: compare, and build no cliffs
import { createSampler, defineModel, generate, type ImageShape, nn, openDataset, ops, train } from "omakase";
import type { LessonContext } from "omakase/lesson";

const optimizer = { name: "adam", beta1: 0.5, beta2: 0.999 } as const;
const { batchNorm, conv, dense, flatten, leakyRelu, relu, reshape, sequential, standardLoss, tanh, upConv } = nn;
const { gradients, meanAll, multiply, softplus, square, subtract, sum, sumAll } = ops;

// ja: お目付け役の強さ
// en: strength of the penalty
export const strictness = 2;

// ja: 7 章の二人。ただし、鑑定士は batchNorm なしで、20 倍も速く学ぶ（強すぎる先生）
// en: the two of chapter 7, but the detective has no batchNorm and learns twenty times as fast: a teacher too strong
const model = ({ size, isBetter = true }: Pick<ImageShape, "size"> & { isBetter?: boolean }) =>
  defineModel({
    kind: "my-relativistic-gan",
    networks: {
      generator: sequential(
        ...[dense(64 * (size / 4) ** 2), reshape(64, size / 4, size / 4), batchNorm(), relu()],
        ...[upConv(32), batchNorm(), relu(), upConv(3), tanh()],
      ),
      discriminator: sequential(
        ...[conv(16, { stride: 2 }), leakyRelu(), conv(32, { stride: 2 }), leakyRelu(), flatten(), dense(1)],
      ),
    },
    latent: 32,
    settings: { batchSize: 16, learningRate: 1e-3, discriminatorLearningRate: 8e-3, optimizer },
    losses: {
      discriminator({ images, size: batch }, { generator, discriminator, noise }) {
        const [real, fake] = [discriminator(images), discriminator(generator(noise("z", [batch, 32])))];
        if (!isBetter) return standardLoss.discriminator(real, fake); // chapter 7
        const [slope] = gradients(sumAll(real), [images]); // [batch, 3, size, size]
        // gap
        // ja: duel: 偽物の点数（fake）が、本物（real）を上回るほど損。差を softplus に入れて、meanAll。
        // ja: steepness: 坂（slope）の二乗を、1 枚ごとに合計（[1, 2, 3]）して、meanAll。
        // ja: { duel, penalty: steepness の strictness 倍 } を return する。
        // en: duel: the more a fake's score exceeds a real one's, the more it hurts. softplus of the difference; meanAll.
        // en: steepness: slope squared, summed for each picture ([1, 2, 3]); meanAll.
        // en: Return { duel, penalty: steepness times strictness }.
        const duel = meanAll(softplus(subtract(fake, real)));
        const steepness = meanAll(sum(square(slope), [1, 2, 3]));
        return { duel, penalty: multiply(steepness, strictness) };
        //: return { duel: multiply(meanAll(fake), 0), penalty: multiply(meanAll(slope), 0) };
        // end gap
      },
      generator({ images, size: batch }, { generator, discriminator, noise }) {
        const [real, fake] = [discriminator(images), discriminator(generator(noise("z", [batch, 32])))];
        if (!isBetter) return standardLoss.generator(real, fake); // chapter 7
        // gap
        // ja: 偽札づくりは、その逆。本物の点数が、偽物を上回るほど損。
        // en: The counterfeiter, the other way round: the more a real one's score exceeds a fake's, the more it hurts.
        return meanAll(softplus(subtract(real, fake)));
        //: return multiply(meanAll(fake), 0);
        // end gap
      },
    },
    decode: ({ z }, { generator }) => generator(z),
  });
export default model;

export async function run({ host, device, size, count, steps, show, log }: LessonContext) {
  const sushi = await openDataset("sushi", host, { size, count });
  const drawn = [];
  for (const isBetter of [false, true]) {
    const training = train(model({ size, isBetter }), sushi, { device, steps, seed: 1 });
    for await (const { step, metrics } of training) log(step, metrics["discriminator.loss"]);
    const sampler = createSampler(await training.result());
    const pictures = (await generate(sampler, { count: 24, seed: 7 })).map(({ picture }) => picture);
    await show(isBetter ? "better" : "chapter-7", pictures, 8);
    drawn.push({ values: await sampler.decode(sampler.latents(5, 256), 256), count: 256 });
  }
  return { sushi, drawn };
}
