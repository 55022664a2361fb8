// ja: 3 · AE から VAE へ: 地図の穴をふさぐ
// en: 3 · From AE to VAE: close the holes in the map
import { createSampler, defineModel, type ImageShape, generate, nn, openDataset, ops, train } from "omakase";
import { holeMap, type LessonContext, measureHoles } from "omakase/lesson";

const { conv, dense, flatten, relu, reshape, sequential, tanh, upConv } = nn;
const { add, exp, meanAll, multiply, square, subtract, sum } = ops;

// ja: ゴムの強さ
// en: strength of the rubber band
export const pull = 10;

const model = ({ size }: Pick<ImageShape, "size">) =>
  defineModel({
    kind: "my-vae",
    networks: {
      // ja: encoder は 3 つに分かれる: 見る、雲の中心、雲の広さ
      // en: the encoder has three parts: look, the centre of the cloud, the width of the cloud
      look: sequential(conv(16, { stride: 2 }), relu(), conv(32, { stride: 2 }), relu(), flatten(), dense(64), relu()),
      toMean: dense(2),
      toLogVariance: dense(2),
      decoder: sequential(
        ...[dense(64), relu(), dense(32 * (size / 4) ** 2), relu(), reshape(32, size / 4, size / 4)],
        ...[upConv(16), relu(), upConv(3), tanh()],
      ),
    },
    latent: 2,
    settings: { learningRate: 1e-3 },
    loss({ images }, { look, toMean, toLogVariance, decoder, noise }) {
      const seen = look(images);
      const mean = toMean(seen); // [batch, 2]
      const logVariance = toLogVariance(seen); // [batch, 2]
      // gap
      // ja: z は mean（中心）そのものではなく、雲の中のどこか。雲の広さ width は、logVariance を半分にして exp に通したもの。
      // ja: noise("z", mean.shape) に width をかけたものを、mean に足す。
      // en: z is somewhere in the cloud, not its centre, mean. Its width is exp of half of logVariance;
      // en: z is mean plus width times noise("z", mean.shape).
      const width = exp(multiply(logVariance, 0.5));
      const z = add(mean, multiply(width, noise("z", mean.shape)));
      //: const z = mean;
      // end gap
      const reconstruction = meanAll(sum(square(subtract(decoder(z), images)), [1, 2, 3]));
      // gap
      // ja: rubber は、雲をまん中へ、ちょうどよい広さへ引くゴム。数 1 個ごとに
      // ja: mean の二乗 ＋ exp(logVariance) − logVariance − 1。sum で軸 [1] を足し（雲ごとの合計）、meanAll で平均する。
      // ja: 最後に { reconstruction, rubber: rubber の pull 倍 } を return する。
      // en: rubber pulls every cloud to the middle and to width 1. For every number it is
      // en: mean squared + exp(logVariance) − logVariance − 1. Add up axis [1] by sum (each cloud), average by meanAll.
      // en: Then return { reconstruction, rubber: rubber times pull }.
      const parts = subtract(add(square(mean), exp(logVariance)), add(logVariance, 1));
      const rubber = meanAll(sum(parts, [1]));
      return { reconstruction, rubber: multiply(rubber, pull) };
      //: return { reconstruction };
      // end gap
    },
    encode: (images, { look, toMean }) => toMean(look(images)),
    decode: ({ z }, { decoder }) => decoder(z),
  });
export default model;

export async function run({ host, device, size, count, steps, language, show, log }: LessonContext) {
  const sushi = await openDataset("sushi", host, { size, count });
  const training = train(model({ size }), sushi, { device, steps, seed: 1 });
  for await (const { step, metrics } of training) log(step, metrics);
  const sampler = createSampler(await training.result());

  const known = Math.min(count, 1000);
  const places = await sampler.encode(await sushi.batch([...Array(known).keys()]), known); // [known, 2]
  const holes = measureHoles(places);
  await show("map", holeMap(holes, language));
  const drawn = await generate(sampler, { count: 40, seed: 7 }); // z: N(0, 1)
  await show("drawn", drawn.map(({ picture }) => picture), 10); // oxfmt-ignore
  return { holes };
}
