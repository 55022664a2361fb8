// ja: 4 · モーフィング: まっすぐ行くか、まるく行くか
// en: 4 · Morphing: straight, or round?
import { createSampler, images, openDataset, random, train, vae, vaeNetworks, type ImageShape } from "omakase";
import { type LessonContext, lengthFigure } from "omakase/lesson";

// ja: 3 章で書いた VAE。こんどは数が 32 個
// en: the VAE that you wrote in chapter 3, now with 32 numbers
const model = ({ size }: Pick<ImageShape, "size">) => vae(vaeNetworks({ size, channels: 3, features: 16, latent: 32 }));
export default model;

// ja: まん中（全部 0）からの距離
// en: the distance from the middle, where all numbers are 0
export function lengthOf(numbers: number[]): number {
  // gap
  // ja: Math.hypot は、数をばらばらに受けとる定規。列をばらすのは ... です。
  // en: Math.hypot is a ruler that takes separate numbers; ... takes a row apart.
  return Math.hypot(...numbers);
  //: return 1;
  // end gap
}

// ja: a から b へ、まっすぐ。t は 0（a）から 1（b）まで
// en: straight from a to b; t goes from 0 (at a) to 1 (at b)
export function straight(a: number[], b: number[], t: number): number[] {
  // gap
  // ja: 数 1 つごとに、a に「b と a の差の t 倍」を足す。
  // en: For every number, add t times the difference of b and a to a.
  return a.map((value, which) => value + t * (b[which] - value));
  //: return a;
  // end gap
}

// ja: a から b へ、まるく。同じ向きのまま、ちょうどよい長さにもどす
// en: round from a to b: in the same direction, back at the right length
export function round(a: number[], b: number[], t: number): number[] {
  const middle = straight(a, b, t);
  // gap
  // ja: ちょうどよい長さ wanted は、a の長さと b の長さのあいだ（t のところ）。
  // ja: middle の数 1 つ 1 つに「wanted ÷ いまの長さ」をかけて return する。
  // en: The right length, wanted, is between those of a and b, at t.
  // en: Return every number of middle times "wanted divided by the length now".
  const wanted = lengthOf(a) + t * (lengthOf(b) - lengthOf(a));
  return middle.map((value) => (value * wanted) / lengthOf(middle));
  //: return middle;
  // end gap
}

export async function run({ host, device, size, count, steps, show, log }: LessonContext) {
  const sushi = await openDataset("sushi", host, { size, count });
  const training = train(model({ size }), sushi, { device, steps, seed: 1 });
  for await (const { step, metrics } of training) log(step, metrics.loss);
  const sampler = createSampler(await training.result());
  const draw = (all: number[][]) => sampler.decode(Float32Array.from(all.flat()), all.length);
  const sheet = async (all: number[][]) =>
    images.toPictures(await draw(all), { channels: 3, height: size, width: size });

  const dice = Array.from({ length: 1000 }, (_, at) => [...random(5, "dice", at).normals(32)]);
  const [starts, ends] = [dice.slice(0, 500), dice.slice(500)];
  const halfWay = (way: typeof straight) => starts.map((a, at) => way(a, ends[at], 0.5));
  const mean = (rows: number[][]) => rows.reduce((sum, one) => sum + Math.hypot(...one) / rows.length, 0);
  const lengths = [mean(halfWay(straight)), mean(halfWay(round))];
  const colours = ["#1f6fb8", "#e0641c"];
  await show("lengths", lengthFigure(dice.map(lengthOf), lengths.map((length, at) => ({ length, colour: colours[at] })))); // oxfmt-ignore
  await show("half-way", await sheet([...halfWay(straight).slice(0, 9), ...halfWay(round).slice(0, 9)]), 9);

  const real = await sampler.encode(await sushi.batch([0, 1, 2, 3, 4]), 5);
  const stops = [0, 1, 2, 3, 4].map((at) => [...real.slice(at * 32, at * 32 + 32)]);
  const walk = (a: number[], b: number[]) => [0, 1, 2, 3, 4, 5, 6, 7, 8].map((step) => round(a, b, step / 8));
  await show("morph", await sheet([0, 1, 2, 3].flatMap((at) => walk(stops[at], stops[at + 1]))), 9);

  const first = (rows: number[][]) => draw(rows.slice(0, 64));
  const drawn = {
    ends: await first(dice),
    straight: await first(halfWay(straight)),
    round: await first(halfWay(round)),
  };
  return { plain: await draw([stops[0].map(() => 0)]), ...drawn, lengths };
}
