// ja: 6 · 偽札づくりと鑑定士: 点の世界で
// en: 6 · Counterfeiter and detective: in a world of points
import { defineModel, nn, train } from "omakase";
import { drawPoints, type LessonContext, type Point, pointFigure, ringDataset, ringPlaces } from "omakase/lesson";

const optimizer = { name: "adam", beta1: 0.5, beta2: 0.99 } as const;
const { dense, flatten, leakyRelu, reshape, sequential, standardLoss } = nn;

const model = (turns: string) =>
  defineModel({
    kind: "points",
    networks: {
      // ja: 偽札づくり: 乱数 2 個 → 点
      // en: the counterfeiter: 2 random numbers → a point
      generator: sequential(...[dense(64), leakyRelu(), dense(64), leakyRelu(), dense(2), reshape(2, 1, 1)]),
      // ja: 鑑定士: 点 → 点数 1 個（＋は本物、−は偽物）
      // en: the detective: a point → one score (+ for real, − for fake)
      discriminator: sequential(...[flatten(), dense(64), leakyRelu(), dense(64), leakyRelu(), dense(1)]),
    },
    latent: 2,
    settings: { batchSize: 64, learningRate: 1e-3, balance: turns, optimizer },
    losses: {
      discriminator({ images, size: batch }, { generator, discriminator, noise }) {
        const fakes = generator(noise("z", [batch, 2]));
        return standardLoss.discriminator(discriminator(images), discriminator(fakes));
      },
      generator({ images, size: batch }, { generator, discriminator, noise }) {
        const fakes = generator(noise("z", [batch, 2]));
        return standardLoss.generator(discriminator(images), discriminator(fakes));
      },
    },
    decode: ({ z }, { generator }) => generator(z),
    discriminate: (images, { discriminator }) => discriminator(images),
  });
export default model("1:1");

// gap
// ja: 「鑑定士の番 : 偽札づくりの番」。偽札づくりばかりに番を回して、崩壊させよう。
// en: "turns of the detective : turns of the counterfeiter". Give the counterfeiter far too many: provoke a collapse.
export const unfair = "1:10";
//: export const unfair = "1:1";
// end gap

// ja: places のうち、偽札が 8 枚以上、0.2 より近くにあるものを数える
// en: counts the places with 8 fakes or more closer than 0.2
export function visited(fakes: readonly Point[], places: readonly Point[]): number {
  // gap
  // ja: 場所ごとに、近い偽札を filter で選んで数える（length）。8 以上の場所を数えて return する。
  // en: For each place, pick the fakes close to it by filter and count them (length). Return the number of places with 8 or more.
  const near = ([x, y]: Point) => fakes.filter(([fx, fy]) => Math.hypot(fx - x, fy - y) < 0.2).length;
  return places.filter((place) => near(place) >= 8).length;
  //: return places.length;
  // end gap
}

export async function run({ device, count, steps, language, show, log }: LessonContext) {
  const ring = ringDataset(count);
  const results = [];
  for (const turns of ["1:1", unfair]) {
    const training = train(model(turns), ring, { device, steps, seed: 1 });
    for await (const { step, metrics } of training) {
      log(step, metrics);
      if (step % Math.ceil(steps / 4) > 0 && step < steps) continue;
      const now = await training.snapshot();
      const fakes = await drawPoints(now, 400);
      await show(`${turns.replace(":", "-")}-step-${step}`, await pointFigure(now, fakes, language));
      if (step === steps) results.push({ turns, fakes, visited: visited(fakes, ringPlaces) });
    }
  }
  return results;
}
