// ja: 10 · pix2pix: 描くと、おすしになる
// en: 10 · pix2pix: draw, and it becomes sushi
import { createTranslator, defineModel, openDataset, ops, pix2pixNetworks, train, translate } from "omakase";
import { type LessonContext, letterDrawing } from "omakase/lesson";

// ja: 文字で描いた絵: s サーモン、r ごはん、p お皿
// en: a drawing made of letters: s salmon, r rice, p plate
const drawing = `
   ssssssss
  sssssssssr
 prrrrrrrrrrp
pppppppppppppp`;
const pull = 20;
const optimizer = { name: "adam", beta1: 0.5, beta2: 0.999 } as const;
const { abs, add, concatenate, meanAll, multiply, softplus, subtract } = ops;
const copyError = (copy: ops.Tensor, images: ops.Tensor) => meanAll(abs(subtract(copy, images)));
const pair = (drawing: ops.Tensor, sushi: ops.Tensor) => concatenate([drawing, sushi], 1); // [batch, 3 + 3, size, size]

const model = ({ size }: { readonly size: number }) => {
  const { generator, discriminator } = pix2pixNetworks({ size, channels: 3, inputChannels: 3, features: 16 });
  return defineModel({
    ...{ kind: "my-pix2pix", networks: { generator, discriminator }, inputChannels: 3 },
    settings: { batchSize: 8, learningRate: 1e-3, optimizer },
    stages: {
      // ja: 前半（できあい）: 手本をなぞるだけ
      // en: first part, ready-made: tracing, and nothing else
      trace: { fraction: 0.4, losses: { generator: (b, { generator }) => copyError(generator(b.inputs), b.images) } },
      game: {
        losses: {
          discriminator({ images, inputs }, { generator, discriminator }) {
            const fakes = generator(inputs);
            // gap
            // ja: 鑑定士が見るのは pair(inputs, 絵)。images との対は本物、fakes との対は偽物。
            // ja: 損失は 7 章と同じ。return する。
            // en: The detective looks at pair(inputs, picture): with images it is real, with fakes it is fake.
            // en: The loss is that of chapter 7. Return it.
            const real = discriminator(pair(inputs, images));
            const fake = discriminator(pair(inputs, fakes));
            return add(meanAll(softplus(multiply(real, -1))), meanAll(softplus(fake)));
            //: return multiply(meanAll(discriminator(pair(inputs, fakes))), 0);
            // end gap
          },
          generator({ images, inputs }, { generator, discriminator }) {
            const fakes = generator(inputs);
            // gap
            // ja: trick（偽物の対の点が低いと、くやしい）と、copy（copyError の pull 倍）を return する。
            // en: Return trick (a low score of the fake pair hurts) and copy (copyError, times pull).
            const trick = meanAll(softplus(multiply(discriminator(pair(inputs, fakes)), -1)));
            return { trick, copy: multiply(copyError(fakes, images), pull) };
            //: return { nothing: multiply(copyError(fakes, images), 0) };
            // end gap
          },
        },
      },
    },
    translate: (inputs, { generator }) => generator(inputs),
  });
};
export default model;

export async function run({ host, device, size, count, steps, show, log }: LessonContext) {
  const sushi = await openDataset("sushi", host, { size, count, pairs: true });
  const unseen = await openDataset("sushi", host, { size, count: 9, seed: 9, pairs: true });
  const maps = await Promise.all([...Array(9).keys()].map((at) => unseen.inputs!.picture(at)));
  const inputs = [letterDrawing(drawing, size), ...maps].map((picture, at) => ({ name: `drawing ${at}`, picture }));
  const training = train(model({ size }), sushi, { device, steps, seed: 1 });
  const results = [];
  for await (const { step, metrics } of training) {
    log(step, metrics["generator.loss"]);
    if (step !== Math.ceil(0.4 * steps) && step < steps) continue;
    results.push((await translate(createTranslator(await training.snapshot()), inputs)).map(({ output }) => output));
    await show("sushi", [inputs.map(({ picture }) => picture), ...results].flat(), 10);
  }
  return { unseen, results };
}
