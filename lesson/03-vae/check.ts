import { ops, random, type Model } from "omakase";
import { type Check, type Finding, type Holes, judgeLoss, isClose, probeLoss } from "omakase/lesson";

const { add, concatenate, constant, reshape, slice } = ops;

const check: Check = {
  async code(program, seed) {
    const model = (program.default as (options: { readonly size: number }) => Model)({ size: 16 });
    return [
      await scatters(model, seed),
      await rubberPulls(model, seed, program.pull),
      await bothCount(model, seed, Number(program.pull)),
    ];
  },
  async result(value, { steps }) {
    const { share } = (value as { readonly holes: Holes }).holes;
    const bound = steps >= 1000 ? 0.15 : 0.25;
    const percent = (part: number) => (100 * part).toFixed(0);
    return [
      {
        claim: {
          ja: `穴に落ちたさいころは ${percent(share)} %（${percent(bound)} % より少なければ合格。最後まで学習した AE は 58 %）`,
          en: `${percent(share)} % of the dice fell into a hole (below ${percent(bound)} % passes; a fully trained AE has 58 %)`,
        },
        passed: share < bound,
      },
    ];
  },
};
export default check;

/** Measures where z lies, for a cloud of known centre and width. */
async function scatters(model: Model, seed: number): Promise<Finding> {
  const claim = {
    ja: "z は、雲の広さのとおりに、中心のまわりへ散らばる",
    en: "z scatters around the centre, as wide as the cloud",
  };
  const batch = 8000;
  const numbers = random(seed, "cloud");
  const centres = [0, 1].map(() => 1 + 2 * numbers.uniform());
  const logVariances = [-2.5 + numbers.uniform(), 0.8 + 0.4 * numbers.uniform()];
  const columns = (values: readonly number[]) =>
    concatenate(
      values.map((value) => constant(value, [batch, 1])),
      1,
    );
  const { outputs } = await probeLoss(model, {
    networks: (images) => ({
      look: () => images,
      toMean: () => columns(centres),
      toLogVariance: () => columns(logVariances),
      decoder: () => images,
    }),
    shape: [batch, 1, 1, 1],
    seed,
    outputs: (_, calls) => ({ z: add(calls.decoder[0][0], constant(0, [batch, 2])) }),
  });
  const axes = [0, 1].map((axis) => outputs.z.filter((_, at) => at % 2 === axis));
  const means = axes.map((values) => mean(values));
  const stds = axes.map((values, axis) => Math.sqrt(mean(values.map((value) => (value - means[axis]) ** 2))));
  const together = mean(axes[0].map((value, at) => (value - means[0]) * (axes[1][at] - means[1])));
  const spreads = logVariances.map((value) => Math.exp(value / 2));
  const near = (values: readonly number[], expected: readonly number[]) =>
    values.every((value, axis) => Math.abs(value - expected[axis]) < 0.05 * Math.max(1, expected[axis]));
  const areCentred = near(means, centres);
  const passed = areCentred && near(stds, spreads) && Math.abs(together) < 0.05 * spreads[0] * spreads[1] + 0.02;
  const mistakes: readonly (readonly [string, boolean])[] = [
    ["noNoise", near(stds, [0, 0])],
    ["ignoresWidth", near(stds, [1, 1])],
    ["noHalf", near(stds, logVariances.map(Math.exp))],
    ["noExpOfWidth", near(stds, logVariances.map(Math.abs))],
  ];
  const atOrigin = near(means, [0, 0]) && near(stds, [1, 1]);
  const mistake = areCentred ? mistakes.find(([, holds]) => holds)?.[0] : atOrigin ? "onlyDice" : undefined;
  return { claim, passed, ...(!passed && mistake !== undefined && { mistake }) };
}

/** Compares the loss of clouds whose pictures are copied without error with the rubber band's. */
async function rubberPulls(model: Model, seed: number, pull: unknown): Promise<Finding> {
  const claim = {
    ja: "ゴムは、雲をまん中へ、広さ 1 へ、pull の強さで引く",
    en: "the rubber band pulls every cloud to the middle, to width 1, pull times",
  };
  const strengths: number[] = [];
  for (const round of [0, 1, 2]) {
    const { loss, clouds } = await lossOfClouds(model, seed + round, 0);
    const total = clouds.reduce((sum, [m, v]) => sum + m ** 2 + Math.exp(v) - v - 1, 0);
    strengths.push((loss / total) * cloudCount);
  }
  const [strength] = strengths;
  const isSteady = strength > 1e-6 && strengths.every((one) => isClose(one / strength, 1));
  const isStrong = typeof pull !== "number" || isClose(strength, pull); // a pull that is not exported may be any
  if (isSteady && isStrong) return { claim, passed: true };
  return { claim, passed: false, mistake: await rubberMistake(model, seed, Number(pull)) };
}

/**
 * Names the part of the rubber band that is wrong. Six equal clouds of centre m and width exp(v / 2) cost
 * 2 · strength · (m² + exp(v) − v − 1), so each part shows where the others do not change.
 */
async function rubberMistake(model: Model, seed: number, pull: number): Promise<string> {
  const cost = async (m: number, v: number, from = seed) =>
    (await lossOfClouds(model, from, 0, Array.from({ length: cloudCount }, () => [m, m, v, v]).flat())).loss;
  const zero = await cost(0, 0);
  const centre = async (m: number) => (await cost(m, 0)) - zero;
  const width = async (v: number) => (await cost(0, v)) - zero;
  const [far, opposite, farther] = [await centre(1), await centre(-1), await centre(2)];
  const widths = [await width(1), await width(-1), await width(2)] as const;
  if ([zero, far, opposite, ...widths].every((one) => one === 0)) return "noRubber";
  if (!isClose(await cost(1, 1), await cost(1, 1, seed + 1))) return "usesPoint";
  const isSquare = isClose(far, opposite) && isClose(farther, 4 * far);
  const shape = fitWidth(widths, 1);
  if (isClose(far, 0) && isClose(farther, 0)) return "noCentre";
  if (!isSquare) return isClose(far, -opposite) ? "noSquare" : "wrongCentre";
  const [grow, shrink] = [shape.exp / far, shape.linear / far];
  if (!shape.fits) return fitWidth(widths, 0.5).fits ? "usesWidth" : "wrongWidth";
  if (far < 0) return isClose(grow, 1) ? "pushesAway" : "centreSign";
  if (isClose(grow, 0)) return isClose(shrink, 0) ? "noWidth" : "noExp";
  if (isClose(grow, -1)) return "expSign";
  if (!isClose(grow, 1)) return "wrongWidth";
  if (!isClose(shrink, -1)) return isClose(shrink, 0) ? "noLog" : isClose(shrink, 1) ? "logSign" : "wrongWidth";
  return strengthMistake(zero, far / 2, pull);
}

/** Names what is wrong where every part has the right shape: the constant, or the strength. */
function strengthMistake(zero: number, strength: number, pull: number): string {
  if (isClose(zero, pull) && isClose(strength, 1)) return "addsPull";
  if (!isClose(zero, 0)) return isClose(zero, 2 * strength) ? "noOne" : isClose(zero, 4 * strength) ? "oneSign" : "wrongOne"; // oxfmt-ignore
  const strengths = { noSum: pull / 2, noPull: 1, wrongAxis: (pull * cloudCount) / 2, noMean: pull * cloudCount };
  return Object.entries(strengths).find(([, one]) => isClose(strength, one))?.[0] ?? "wrongStrength";
}

/** Fits a · (exp(scale · v) − 1) + b · v to values at v = 1, −1 and 2. */
function fitWidth([one, minusOne, two]: readonly [number, number, number], scale: number) {
  const grown = (v: number) => Math.exp(scale * v) - 1;
  const exp = (one + minusOne) / (grown(1) + grown(-1));
  const linear = one - exp * grown(1);
  return { exp, linear, fits: isClose(two, exp * grown(2) + 2 * linear) };
}

/** Number of clouds whose loss is computed. */
const cloudCount = 6;

/** Looks how much the loss grows when each of 4 pixels of a copy is off by 0.5. */
async function bothCount(model: Model, seed: number, pull: number): Promise<Finding> {
  const claim = {
    ja: "写しのちがいと、ゴムの、両方が損失に入る",
    en: "the copy's error and the rubber band both count",
  };
  const [exact, off] = [await lossOfClouds(model, seed, 0), await lossOfClouds(model, seed, 0.5)];
  const finding = judgeLoss(claim, off.loss - exact.loss, 4 * 0.5 ** 2, [
    ["noReconstruction", 0],
    ["noSumOfDots", 0.5 ** 2],
    ["pullsBoth", pull * 4 * 0.5 ** 2],
  ]);
  return exact.loss === 0 ? { claim, passed: false, mistake: "noRubber" } : finding;
}

/** Computes the loss of clouds, by default random ones, for a decoder whose copies are off by a constant. */
async function lossOfClouds(model: Model, seed: number, error: number, given?: readonly number[]) {
  const numbers = given ? Float32Array.from(given) : random(seed, "clouds").uniforms(24, -1.5, 1.5);
  const batch = cloudCount;
  const part = (images: ops.Tensor, from: number) => slice(reshape(images, [batch, 4]), [0, from], [batch, 2]);
  const { loss } = await probeLoss(model, {
    networks: (images) => ({
      look: () => images,
      toMean: () => part(images, 0),
      toLogVariance: () => part(images, 2),
      decoder: () => add(images, error),
    }),
    ...{ shape: [batch, 1, 2, 2], images: numbers, seed },
  });
  const clouds = Array.from({ length: batch }, (_, at) => [0, 1].map((axis) => [numbers[4 * at + axis], numbers[4 * at + 2 + axis]] as const)).flat(); // oxfmt-ignore
  return { loss, clouds };
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}
