import type { Dataset, Model } from "omakase";
import { type Check, comparePictures, type DrawnPictures, type Finding, scoreSlopes } from "omakase/lesson";

/** Percent; pictures of an untrained generator differ by 121 % of real ones. */
const mostVariety = 115;

const check: Check = {
  async code(program, seed) {
    const model = (program.default as (options: { readonly size: number }) => Model)({ size: 16 });
    return [await judgeDiscriminator(model, seed), await judgeGenerator(model, seed)];
  },
  async result(value, context) {
    const { sushi, drawn } = value as { readonly sushi: Dataset; readonly drawn: DrawnPictures };
    const { distance, variety } = await comparePictures(context, sushi, drawn);
    const isWhole = context.size >= 32;
    const [farthest, least] = isWhole ? [45, 50] : [140, 30];
    const percent = Math.round(100 * variety);
    return [
      {
        claim: {
          ja: `本物との距離は ${distance.toFixed(1)}（${farthest} より近ければ合格）`,
          en: `the distance to real pictures is ${distance.toFixed(1)} (below ${farthest} passes)`,
        },
        passed: distance < farthest,
      },
      {
        claim: {
          ja: `絵どうしのちがいは、本物の ${percent} %（${least}〜${mostVariety} % なら合格。小さければ「崩壊」、大きければ砂あらし）`,
          en: `pictures differ ${percent} % as much as real ones (${least} to ${mostVariety} % passes; less is a collapse, more is a sandstorm)`,
        },
        passed: least <= percent && percent <= mostVariety,
      },
    ];
  },
};
export default check;

/** Slope below which a network hardly learns; the usual loss has 0.95 where the scores are wrong by 3. */
const flat = 0.1;

/** Looks which way the discriminator's loss pulls the scores, where they are wrong. */
async function judgeDiscriminator(model: Model, seed: number): Promise<Finding> {
  const claim = {
    ja: "鑑定士: 本物の点は上げたい、偽物の点は下げたい",
    en: "the detective wants higher scores for real pictures, lower ones for fakes",
  };
  const scores = { real: -3, fake: 3 };
  const { real, fake, asksForScores } = await scoreSlopes(model, { loss: "discriminator", scores, seed });
  if (real < -flat && fake > flat) return { claim, passed: true };
  const even = await scoreSlopes(model, { loss: "discriminator", scores: { real: 0, fake: 0 }, seed }); // no slope is flat here
  const mistakes: readonly (readonly [string, boolean])[] = [
    ["noScores", !asksForScores],
    ["swapped", even.real > flat || even.fake < -flat],
    ["minusOutside", even.real < -flat && even.fake > flat],
    ["onlyReal", real < -flat],
    ["onlyFakes", fake > flat],
  ];
  return { claim, passed: false, mistake: mistakes.find(([, holds]) => holds)?.[0] };
}

/** Looks which way the generator's loss pulls the scores of fakes, also where every fake is found out. */
async function judgeGenerator(model: Model, seed: number): Promise<Finding> {
  const claim = {
    ja: "偽札づくり: 偽物の点を上げたい。見やぶられていても、あきらめない",
    en: "the counterfeiter wants higher scores for fakes, and does not give up when found out",
  };
  const slopesAt = (fake: number) => scoreSlopes(model, { loss: "generator", scores: { real: 3, fake }, seed });
  const [undecided, foundOut] = [await slopesAt(0), await slopesAt(-6)];
  const mistakes: readonly (readonly [string, boolean])[] = [
    ["generatorNoScores", !undecided.asksForScores],
    ["helpsOpponent", undecided.fake > flat],
    ["givesUp", undecided.fake < -flat],
  ];
  const passed = undecided.fake < -flat && foundOut.fake < -flat;
  return { claim, passed, ...(!passed && { mistake: mistakes.find(([, holds]) => holds)?.[0] }) };
}
