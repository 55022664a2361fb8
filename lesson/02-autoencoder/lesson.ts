// ja: 2 · オートエンコーダー: 絵を 16 個の数にして、元にもどす
// en: 2 · An autoencoder: a picture becomes 16 numbers, and a picture again
import { createSampler, defineModel, type ImageShape, images, nn, openDataset, ops, train } from "omakase";
import type { LessonContext } from "omakase/lesson";

const { conv, dense, flatten, relu, reshape, sequential, tanh, upConv } = nn;
const { meanAll, square, subtract } = ops;

// ja: encoder: 絵をだんだん小さくして、16 個の数にする
// en: encoder: makes the picture smaller and smaller, down to 16 numbers
const encoder = sequential(conv(16, { stride: 2 }), relu(), conv(32, { stride: 2 }), relu(), flatten(), dense(16));

const model = ({ size }: Pick<ImageShape, "size">) =>
  defineModel({
    kind: "my-autoencoder",
    networks: {
      encoder,
      // ja: decoder: その逆。16 個の数をだんだん大きくして、絵にする
      // en: decoder: the way back, from 16 numbers up to a picture
      decoder: sequential(
        ...[dense(32 * (size / 4) ** 2), relu(), reshape(32, size / 4, size / 4)],
        ...[upConv(16), relu(), upConv(3), tanh()],
      ),
    },
    latent: 16,
    loss({ images }, { encoder, decoder }) {
      // gap
      // ja: images を encoder で数にし、その数を decoder で絵（copy）にもどす。
      // ja: copy と images の差を二乗して平均し、return する。0 に近いほど、よい写し。
      // en: Turn images into numbers by encoder, and the numbers back into a picture, copy, by decoder.
      // en: Return the mean of the squared difference of copy and images. The closer to 0, the better the copy.
      const numbers = encoder(images);
      const copy = decoder(numbers);
      return meanAll(square(subtract(copy, images)));
      //: return meanAll(square(decoder(encoder(images))));
      // end gap
    },
    encode: (images, { encoder }) => encoder(images),
    decode: ({ z }, { decoder }) => decoder(z),
  });
export default model;

// ja: 16 個の数の写しを作り、which 番目だけを value に変えて返す
// en: Returns a copy of the numbers in which number `which` is `value`
export function turn(numbers: Float32Array, which: number, value: number): Float32Array {
  // gap
  // ja: numbers そのものは変えない。slice() で写しを作ってから、1 個だけ変えて、return する。
  // en: Leave numbers as they are: make a copy by slice(), change one number in it, and return it.
  const moved = numbers.slice();
  moved[which] = value;
  return moved;
  //: return numbers;
  // end gap
}

export async function run({ host, device, size, count, steps, show, log }: LessonContext) {
  const sushi = await openDataset("sushi", host, { size, count });
  const training = train(model({ size }), sushi, { device, steps, seed: 1 });
  for await (const { step, metrics } of training) log(step, metrics.loss);
  const sampler = createSampler(await training.result());

  const originals = await sushi.batch([0, 1, 2, 3, 4, 5, 6, 7]);
  const numbers = await sampler.encode(originals, 8); // [8, 16]
  const copies = await sampler.decode(numbers, 8);
  const picturesOf = (values: Float32Array) => images.toPictures(values, { channels: 3, height: size, width: size });
  await show("copies", [...picturesOf(originals), ...picturesOf(copies)], 8);

  const first = numbers.slice(0, 16);
  for (const which of [0, 1, 2, 3]) {
    const row = [-1.5, -1, -0.5, 0, 0.5, 1, 1.5].flatMap((value) => [...turn(first, which, value)]);
    await show(`turn-${which}`, picturesOf(await sampler.decode(Float32Array.from(row), 7)), 7);
  }
  return { originals, copies };
}
