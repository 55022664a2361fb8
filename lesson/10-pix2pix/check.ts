import { type Dataset, type Model, ops, type Picture, type Tensor } from "omakase";
import { type Check, type Finding, isClose, probeLoss } from "omakase/lesson";

const { add, addN, concatenate, constant, gradients, mean, multiply, reshape, slice } = ops;

const check: Check = {
  async code(program, seed) {
    const model = (program.default as (options: { readonly size: number }) => Model)({ size: 8 });
    return [await judgeDiscriminator(model, seed), await judgeTrick(model, seed), await judgeCopy(model, seed)];
  },
  async result(value, { steps }) {
    const { unseen, results } = value as { readonly unseen: Dataset; readonly results: readonly Picture[][] };
    const at = [...Array(unseen.count).keys()];
    const [targets, maps] = await Promise.all(
      [unseen, unseen.inputs!].map((set) => Promise.all(at.map((index) => set.picture(index)))),
    );
    const [traced, finished] = results.map((pictures) => pictures.slice(1)); // the first one has no target
    const share = difference(finished, targets) / difference(maps, targets);
    const [before, after] = [traced, finished].map((pictures) => detail(pictures) / detail(targets));
    const isWhole = steps >= 1000;
    const [farthest, finest] = isWhole ? [0.6, 0.9] : [0.8, 0.8];
    const percent = (part: number) => (100 * part).toFixed(0);
    return [
      {
        claim: {
          ja: `見たことのない下絵でも、手本とのちがいは、下絵そのままの ${percent(share)} %（${percent(farthest)} % より小さければ合格）`,
          en: `from unseen drawings, the error is ${percent(share)} % of that of the drawing itself (below ${percent(farthest)} % passes)`,
        },
        passed: share < farthest,
      },
      {
        claim: {
          ja: `細かさは、なぞるだけで本物の ${percent(before)} %、対決のあとで ${percent(after)} %（${percent(finest)} % 以上で合格）`,
          en: `detail is ${percent(before)} % of the real one after tracing, ${percent(after)} % after the game (${percent(finest)} % passes)`,
        },
        passed: after >= finest,
      },
    ];
  },
};
export default check;

/** Slope of the score below which a network learns nothing, where the scores are wrong by 3. */
const flat = 0.05;
const [batch, pictureShape] = [4, [4, 3, 8, 8]];

/** Inputs of the discriminator, and the slope of a loss along its scores. */
interface Shown {
  /** Slope along the scores of pairs with real pictures, and of others; summed over the batch. */
  readonly slope: { readonly real: number; readonly fake: number };
  /** Whether every call got an input and a picture, in this order. */
  readonly isPair: boolean;
}

/** Computes a loss of the game for a generator that halves its input, and scores that are known. */
async function show(model: Model, loss: string, scores: Shown["slope"], seed: number): Promise<Shown> {
  const logits: { readonly kind: "real" | "fake"; readonly logit: Tensor; readonly halves: Tensor }[] = [];
  const { outputs } = await probeLoss(model, {
    ...{ stage: "game", loss, seed, shape: pictureShape, more: { inputs: pictureShape } },
    networks: (images, { inputs }) => ({
      generator: (x) => multiply(x, 0.5),
      discriminator(x) {
        const kind = contains(x, images) ? "real" : "fake";
        const width = x.shape[1] * 64;
        const logit = reshape(add(mean(reshape(x, [batch, width]), [1]), scores[kind]), [batch, 1, 1, 1]);
        const isPair = x.shape[1] === 6;
        const first = isPair ? slice(x, [0, 0, 0, 0], pictureShape) : multiply(inputs, 0);
        logits.push({ kind, logit, halves: concatenate([first, inputs], 1) });
        return logit;
      },
    }),
    outputs(total) {
      const slopes = logits.length > 0 ? gradients(total, logits.map(({ logit }) => logit)) : []; // oxfmt-ignore
      const part = (kind: "real" | "fake") => slopes.filter((_, at) => logits[at].kind === kind);
      const sumOf = (list: readonly Tensor[]) => (list.length > 0 ? addN([...list]) : constant(0, []));
      return {
        ...{ real: sumOf(part("real")), fake: sumOf(part("fake")) },
        ...Object.fromEntries(logits.map(({ halves }, at) => [`pair${at}`, halves])),
      };
    },
  });
  const total = (name: string) => Array.from(outputs[name] ?? []).reduce((sum, one) => sum + one, 0);
  const pairs = Object.entries(outputs).filter(([name]) => name.startsWith("pair"));
  const isPair = pairs.every(([, values]) => {
    const width = values.length / batch / 2;
    return Array.from(values).every((one, at) => at % (2 * width) >= width || one === values[at + width]);
  });
  return { slope: { real: total("real"), fake: total("fake") }, isPair: isPair && pairs.length > 0 };
}

/** Returns whether a tensor is computed from another one. */
function contains(tensor: Tensor, part: Tensor): boolean {
  return tensor === part || tensor.inputs.some((one) => contains(one, part));
}

async function judgeDiscriminator(model: Model, seed: number): Promise<Finding> {
  const claim = {
    ja: "鑑定士は、下絵と絵の対を見て、本物の点を上げ、偽物の点を下げる",
    en: "the detective looks at pairs, and wants higher scores for real ones, lower ones for fakes",
  };
  const { slope, isPair } = await show(model, "discriminator", { real: -3, fake: 3 }, seed);
  const isRight = slope.real < -flat && slope.fake > flat;
  const isSwapped = slope.real > flat / 5 || slope.fake < -flat / 5;
  const mistake = isSwapped ? "swapped" : isRight ? "noPair" : undefined;
  return { claim, passed: isRight && isPair, ...(!(isRight && isPair) && mistake && { mistake }) };
}

async function judgeTrick(model: Model, seed: number): Promise<Finding> {
  const claim = {
    ja: "偽札づくりは、偽物の対の点を上げたい。見やぶられていても、あきらめない",
    en: "the counterfeiter wants higher scores for its pairs, and does not give up when found out",
  };
  const at = (fake: number) => show(model, "generator", { real: 3, fake }, seed);
  const [undecided, foundOut] = [await at(0), await at(-6)];
  const passed = undecided.isPair && undecided.slope.fake < -flat && foundOut.slope.fake < -flat;
  const mistake = undecided.slope.fake > flat ? "helpsOpponent" : undecided.slope.fake === 0 ? "noTrick" : undefined;
  return { claim, passed, ...(!passed && mistake && { mistake }) };
}

/** Looks how the loss grows with a constant error of the copy: in proportion, for the mean of the absolute error. */
async function judgeCopy(model: Model, seed: number): Promise<Finding> {
  const claim = {
    ja: "手本とのちがいも、損失に入る（pull 倍）",
    en: "the difference from the right picture counts, too, times pull",
  };
  const lossAt = async (error: number) => {
    const probe = await probeLoss(model, {
      ...{ stage: "game", loss: "generator", seed, shape: pictureShape, more: { inputs: pictureShape } },
      networks: (images) => ({
        generator: () => add(images, error),
        discriminator: () => constant(0, [batch, 1, 1, 1]),
      }),
    });
    return probe.loss;
  };
  const [none, one, two] = [await lossAt(0), await lossAt(0.25), await lossAt(0.5)];
  const [small, large] = [one - none, two - none];
  const passed = isClose(large, 2 * small) && small > 1;
  const mistake = isClose(small, 0) ? "noCopy" : isClose(large, 2 * small) ? "noPull" : "squared";
  return { claim, passed, ...(!passed && { mistake }) };
}

/** Returns the mean absolute difference of the pixels, 0 … 255. */
function difference(pictures: readonly Picture[], targets: readonly Picture[]): number {
  const sums = pictures.map(({ pixels }, at) =>
    pixels.reduce((sum, value, pixel) => sum + Math.abs(value - targets[at].pixels[pixel]), 0),
  );
  return sums.reduce((sum, one) => sum + one, 0) / sums.length / targets[0].pixels.length;
}

/** Returns the mean absolute difference of horizontal neighbours, 0 … 255: the finer a picture, the more. */
function detail(pictures: readonly Picture[]): number {
  const [{ width, channels, pixels: first }] = pictures;
  const row = width * channels;
  let sum = 0;
  for (const { pixels } of pictures)
    pixels.forEach((value, at) => (sum += at % row < channels ? 0 : Math.abs(value - pixels[at - channels])));
  return sum / pictures.length / first.length;
}
