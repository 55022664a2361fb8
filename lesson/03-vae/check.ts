import { ops, random, type Model } from "omakase";
import { type Check, type Finding, type Holes, judgeLoss, isClose, probeLoss } from "omakase/lesson";

const { add, concatenate, constant, reshape, slice } = ops;

const check: Check = {
  async code(program, seed) {
    const model = (program.default as (options: { readonly size: number }) => Model)({ size: 16 });
    return [await scatters(model, seed), await rubberPulls(model, seed, program.pull), await bothCount(model, seed)];
  },
  async result(value, { steps }) {
    const { share } = (value as { readonly holes: Holes }).holes;
    const bound = steps >= 1000 ? 0.15 : 0.25;
    const percent = (part: number) => (100 * part).toFixed(0);
    return [
      {
        claim: {
          ja: `穴に落ちたさいころは ${percent(share)} %（${percent(bound)} % より少なければ合格。AE では 59 %）`,
          en: `${percent(share)} % of the dice fell into a hole (below ${percent(bound)} % passes; an AE has 59 %)`,
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
      centre: () => columns(centres),
      logWidth: () => columns(logVariances),
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
  ];
  const mistake = areCentred ? mistakes.find(([, holds]) => holds)?.[0] : undefined;
  return { claim, passed, ...(!passed && mistake !== undefined && { mistake }) };
}

/** Compares the loss of clouds whose pictures are copied without error with the rubber band's. */
async function rubberPulls(model: Model, seed: number, pull: unknown): Promise<Finding> {
  const claim = {
    ja: "ゴムは、雲をまん中へ、広さ 1 へ、pull の強さで引く",
    en: "the rubber band pulls every cloud to the middle, to width 1, pull times",
  };
  const ratios: Record<"right" | "logSign" | "noCentre", number[]> = { right: [], logSign: [], noCentre: [] };
  for (const round of [0, 1, 2]) {
    const { loss, clouds } = await lossOfClouds(model, seed + round, 0);
    const total = (part: (mean: number, logVariance: number) => number) =>
      clouds.reduce((sum, [mean, logVariance]) => sum + part(mean, logVariance), 0);
    ratios.right.push(loss / total((m, v) => m ** 2 + Math.exp(v) - v - 1));
    ratios.logSign.push(loss / total((m, v) => m ** 2 + Math.exp(v) + v - 1));
    ratios.noCentre.push(loss / total((_, v) => Math.exp(v) - v - 1));
  }
  const isSteady = ([first, ...rest]: readonly number[]) =>
    Math.abs(first) > 1e-6 && rest.every((one) => isClose(one / first, 1));
  const strength = ratios.right[0] * cloudCount;
  const isStrong = typeof pull !== "number" || isClose(strength, pull); // a pull that is not exported may be any
  const passed = isSteady(ratios.right) && strength > 0 && isStrong;
  const weakness = isClose(strength, Number(pull) / 2) ? "noSum" : isClose(strength, 1) ? "noPull" : undefined;
  const mistake = isSteady(ratios.right)
    ? strength > 0
      ? weakness
      : "pushesAway"
    : (["logSign", "noCentre"] as const).find((name) => isSteady(ratios[name]));
  const isMissing = ratios.right.every((ratio) => ratio === 0);
  const known = isMissing ? "noRubber" : mistake;
  return { claim, passed, ...(!passed && known !== undefined && { mistake: known }) };
}

/** Number of clouds whose loss is computed. */
const cloudCount = 6;

/** Looks how much the loss grows when each of 4 pixels of a copy is off by 0.5. */
async function bothCount(model: Model, seed: number): Promise<Finding> {
  const claim = {
    ja: "写しのちがいと、ゴムの、両方が損失に入る",
    en: "the copy's error and the rubber band both count",
  };
  const [exact, off] = [await lossOfClouds(model, seed, 0), await lossOfClouds(model, seed, 0.5)];
  const finding = judgeLoss(claim, off.loss - exact.loss, 4 * 0.5 ** 2, [
    ["noReconstruction", 0],
    ["noSumOfDots", 0.5 ** 2],
  ]);
  return exact.loss === 0 ? { claim, passed: false, mistake: "noRubber" } : finding;
}

/** Computes the loss of random clouds for a decoder whose copies are off by a constant. */
async function lossOfClouds(model: Model, seed: number, error: number) {
  const [batch, numbers] = [cloudCount, random(seed, "clouds").uniforms(24, -1.5, 1.5)];
  const part = (images: ops.Tensor, from: number) => slice(reshape(images, [batch, 4]), [0, from], [batch, 2]);
  const { loss } = await probeLoss(model, {
    networks: (images) => ({
      look: () => images,
      centre: () => part(images, 0),
      logWidth: () => part(images, 2),
      decoder: () => add(images, error),
    }),
    ...{ shape: [batch, 1, 2, 2], images: numbers, seed },
  });
  const clouds = Array.from({ length: batch }, (_, at) => [0, 1].map((axis) => [numbers[4 * at + axis], numbers[4 * at + 2 + axis]] as const)).flat(); // prettier-ignore
  return { loss, clouds };
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}
