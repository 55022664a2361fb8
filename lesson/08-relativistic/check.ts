import { type Dataset, type Model, ops, random } from "omakase";
import {
  type Check,
  type DrawnPictures,
  type Finding,
  isClose,
  type LessonProgram,
  pictureComparer,
  probeLoss,
  scoreSlopes,
} from "omakase/lesson";

const check: Check = {
  async code(program, seed) {
    const model = (program.default as (options: { readonly size: number }) => Model)({ size: 16 });
    return [
      await judgeDuel(model, seed),
      await judgePenalty(model, seed, program),
      await judgeCounterfeiter(model, seed),
    ];
  },
  async result(value, context) {
    const { sushi, drawn } = value as { readonly sushi: Dataset; readonly drawn: readonly DrawnPictures[] };
    const comparer = await pictureComparer(context, sushi, drawn[0].count);
    const [before, after] = [await comparer.compare(drawn[0].values), await comparer.compare(drawn[1].values)];
    comparer.dispose();
    const farthest = context.size >= 32 ? 35 : 120;
    return [
      {
        claim: {
          ja: `本物との距離は、7 章の損失で ${before.distance.toFixed(1)}、あなたの損失で ${after.distance.toFixed(1)}（近くなって、${farthest} を切れば合格）`,
          en: `the distance to real pictures is ${before.distance.toFixed(1)} with the losses of chapter 7, ${after.distance.toFixed(1)} with yours (passes if it is closer, and below ${farthest})`,
        },
        passed: after.distance < before.distance && after.distance < farthest,
      },
    ];
  },
};
export default check;

/** Slope below which a network learns nothing. */
const flat = 0.05;

/** Measures both slopes of a loss: where real and fake have the same score, for several, and where the loser is far behind. */
async function slopesAt(model: Model, loss: "discriminator" | "generator", seed: number) {
  const at = async (score: number) => await scoreSlopes(model, { loss, scores: { real: score, fake: score }, seed });
  const all = [await at(0), await at(4), await at(-4)];
  const isRelative = all.every(({ real, fake }) => isClose(real, all[0].real) && isClose(fake, all[0].fake));
  const far = loss === "generator" ? 4 : -4; // the scores on which the network is most wrong
  const wrong = await scoreSlopes(model, { loss, scores: { real: far, fake: -far }, seed });
  return { ...all[0], wrong, isRelative };
}

/** Wants the discriminator's loss to depend on the difference of the scores alone. */
async function judgeDuel(model: Model, seed: number): Promise<Finding> {
  const claim = {
    ja: "鑑定士は、本物と偽物の点数の差だけを気にする",
    en: "the detective minds the difference of the scores, and nothing else",
  };
  const { real, fake, wrong, isRelative } = await slopesAt(model, "discriminator", seed);
  const passed = isRelative && real < -flat && fake > flat && wrong.fake > flat;
  const isBackwards = real > flat || fake < -flat;
  const mistake = isBackwards ? "backwards" : !isRelative ? "oneByOne" : fake > flat ? "minusOutside" : undefined;
  return { claim, passed, ...(!passed && mistake && { mistake }) };
}

/** Wants the counterfeiter's loss to fall with the difference of the scores. */
async function judgeCounterfeiter(model: Model, seed: number): Promise<Finding> {
  const claim = {
    ja: "偽札づくりは、その差をひっくり返したい",
    en: "the counterfeiter wants to turn that difference round",
  };
  const { real, fake, wrong, isRelative } = await slopesAt(model, "generator", seed);
  const passed = isRelative && fake < -flat && real > flat && wrong.fake < -flat;
  const towards = isRelative ? "givesUp" : "looksAtFakesOnly";
  const mistake = fake > flat ? "helpsOpponent" : fake < -flat ? towards : undefined;
  return { claim, passed, ...(!passed && mistake && { mistake }) };
}

const batch = 6;
const side = 5;
const dots = 3 * side * side;

/**
 * Compares the penalty for a discriminator of known slope with the reference. Each picture sums to 0 and the score is a
 * multiple of that sum, so scores stay 0 whatever the slope.
 */
async function judgePenalty(model: Model, seed: number, { strictness }: LessonProgram): Promise<Finding> {
  const claim = {
    ja: "お目付け役は、本物の絵のまわりの坂の急さを罰する",
    en: "the penalty punishes steep slopes at real pictures",
  };
  const values = random(seed, "images").uniforms(batch * dots, -1, 1);
  const images = values.map((value, at) => {
    const first = at - (at % dots);
    return value - values.subarray(first, first + dots).reduce((sum, one) => sum + one / dots, 0);
  });
  const lossAt = async (steepness: number) => {
    const { loss } = await probeLoss(model, {
      networks: () => ({
        generator: () => ops.constant(0, [batch, 3, side, side]),
        discriminator: (x) => ops.reshape(ops.multiply(ops.sum(x, [1, 2, 3]), steepness), [batch, 1]),
      }),
      ...{ shape: [batch, 3, side, side], images, loss: "discriminator", seed },
    });
    return loss;
  };
  const [none, one, two] = [await lossAt(0), await lossAt(1), await lossAt(2)].map((loss) => loss);
  const strength = Number(strictness);
  const [first, second] = [one - none, two - none];
  const isNear = (value: number, expected: number) =>
    Math.abs(value - expected) < 1e-3 * Math.max(1, Math.abs(expected));
  const passed = strength > 0 && isNear(first, strength * dots) && isNear(second, 4 * strength * dots);
  const mistakes: readonly (readonly [string, boolean])[] = [
    ["noPenalty", isNear(first, 0) && isNear(second, 0)],
    ["meanOfAll", isNear(first, strength) && isNear(second, 4 * strength)],
    ["otherAxes", [3, side, 3 * side, side * side].some((missing) => isNear(first * missing, strength * dots))],
    ["noSquare", isNear(second, 2 * first)],
    ["forgetsStrictness", isNear(first, dots) && isNear(second, 4 * dots)],
    ["rewardsSlopes", isNear(first, -strength * dots)],
    ["squareOfSum", isNear(first, strength * dots * dots)],
    ["sumOfBatch", isNear(first, strength * dots * batch)],
  ];
  return { claim, passed, ...(!passed && { mistake: mistakes.find(([, holds]) => holds)?.[0] }) };
}
