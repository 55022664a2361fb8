import { ops, random, type Model } from "omakase";
import { type Check, type Finding, judgeLoss, probeLoss } from "omakase/lesson";

const check: Check = {
  async code(program, seed) {
    return [await copiesAreCompared(program.default as MakeModel, seed), turnsOne(program.turn as Turn, seed)];
  },
  async result(value, { size }) {
    const { originals, copies } = value as { readonly originals: Float32Array; readonly copies: Float32Array };
    const error = meanSquare(originals, copies);
    const grey = meanSquare(originals, meanPicture(originals, 8));
    const share = error / grey;
    const bound = size >= 32 ? 0.6 : 0.9;
    const percent = (part: number) => (100 * part).toFixed(0);
    return [
      {
        claim: {
          ja: `写しの誤差は、「みんなの平均の絵」の ${percent(share)} %（${percent(bound)} % より小さければ合格）`,
          en: `the copies' error is ${percent(share)} % of that of the average picture (below ${percent(bound)} % passes)`,
        },
        passed: share < bound,
      },
    ];
  },
};
export default check;

type MakeModel = (options: { readonly size: number }) => Model;
type Turn = (numbers: Float32Array, which: number, value: number) => ArrayLike<number>;

/** Compares the loss with the mean squared error, for networks that are known: halve, and double plus a little. */
async function copiesAreCompared(makeModel: MakeModel, seed: number): Promise<Finding> {
  const claim = { ja: "損失は、写しと元の絵のちがい（二乗の平均）", en: "the loss is the mean squared difference" };
  const shape = [5, 3, 16, 16];
  const images = random(seed, "images").uniforms(5 * 3 * 16 * 16, -1, 1);
  const probe = await probeLoss(makeModel({ size: 16 }), {
    networks: () => ({
      encoder: (pictures) => ops.multiply(pictures, 0.5),
      decoder: (numbers) => ops.add(ops.multiply(numbers, 1.6), 0.3),
    }),
    ...{ shape, images, seed },
  });
  const differences = Array.from(images, (value) => value * 0.8 + 0.3 - value);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const expected = mean(differences.map((value) => value ** 2));
  return judgeLoss(claim, probe.loss, expected, [
    ["noSquare", mean(differences)],
    ["noSquare", -mean(differences)],
    ["noCopy", 0],
  ]);
}

/** Changes one number and looks at the others. */
function turnsOne(turn: Turn, seed: number): Finding {
  const claim = { ja: "turn は、写しの 1 個だけを変える", en: "turn changes one number, in a copy" };
  const numbers = random(seed, "numbers").normals(16);
  const before = numbers.slice();
  const which = random(seed, "which").integer(16);
  const moved = Array.from(turn(numbers, which, 7.5));
  const isRight = moved.length === 16 && moved.every((value, at) => value === (at === which ? 7.5 : before[at]));
  const isKept = numbers.every((value, at) => value === before[at]);
  return { claim, passed: isRight && isKept, ...(isRight && !isKept && { mistake: "changesOriginal" }) };
}

function meanSquare(one: ArrayLike<number>, other: ArrayLike<number>): number {
  return Array.from(one).reduce((sum, value, at) => sum + (value - other[at]) ** 2, 0) / one.length;
}

/** Returns the mean of `count` pictures, repeated. */
function meanPicture(pictures: Float32Array, count: number): Float32Array {
  const width = pictures.length / count;
  const mean = new Float32Array(width);
  pictures.forEach((value, at) => (mean[at % width] += value / count));
  return new Float32Array(pictures.length).map((_, at) => mean[at % width]);
}
