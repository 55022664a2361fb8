import { random } from "omakase";
import { type Check, type Finding, type ShopTool } from "omakase/lesson";

const check: Check = {
  async code(program, seed) {
    return [
      ...judgePlan(program.plan as Plan),
      judgeLimit(program.limitOf as (scores: number[]) => number, seed),
      judgeTaste(program.tasteOf as TasteOf, seed),
    ];
  },
  async result(value) {
    const { inspection, gacha, menu } = value as Record<Business, number>;
    const total = inspection + gacha + menu;
    const yen = (amount: number) => Math.round(amount).toLocaleString("en");
    return [
      {
        claim: {
          ja: `検品の売り上げは ${yen(inspection)} 円（8,000 円をこえたら合格）`,
          en: `the inspection earns ${yen(inspection)} yen (more than 8,000 passes)`,
        },
        passed: inspection > 8000,
      },
      {
        claim: {
          ja: `ガチャの売り上げは ${yen(gacha)} 円（3,000 円をこえたら合格）`,
          en: `the gacha earns ${yen(gacha)} yen (more than 3,000 passes)`,
        },
        passed: gacha > 3000,
      },
      {
        claim: {
          ja: `新メニューの売り上げは ${yen(menu)} 円（5,000 円をこえたら合格）。今日の合計は ${yen(total)} 円！`,
          en: `the menu earns ${yen(menu)} yen (more than 5,000 passes). Today's total: ${yen(total)} yen!`,
        },
        passed: menu > 5000,
      },
    ];
  },
};
export default check;

type Business = "inspection" | "gacha" | "menu";
type Plan = Record<Business, ShopTool>;
type TasteOf = (liked: number[][], disliked: number[][]) => ArrayLike<number>;

/** Right tool of each business, and the name of the mistake for each other. */
const tools: Record<Business, { readonly right: ShopTool; readonly wrong: Partial<Record<ShopTool, string>> }> = {
  inspection: { right: "redraw", wrong: { dice: "inspectsByDice", difference: "inspectsByDifference" } },
  gacha: { right: "difference", wrong: { redraw: "sameAgain", dice: "asksNobody" } },
  menu: { right: "dice", wrong: { redraw: "copiesMenu", difference: "oneDish" } },
};

function judgePlan(plan: Plan): Finding[] {
  const claims = {
    inspection: { ja: "検品の道具は、変な皿に気づく", en: "the tool of the inspection notices a strange plate" },
    gacha: { ja: "ガチャの道具は、好みをおぼえる", en: "the tool of the gacha learns a taste" },
    menu: {
      ja: "新メニューの道具は、ちがう皿を次々に作る",
      en: "the tool of the menu makes one new plate after another",
    },
  };
  return (["inspection", "gacha", "menu"] as const).map((business) => {
    const { right, wrong } = tools[business];
    const mistake = wrong[plan[business]];
    return { claim: claims[business], passed: plan[business] === right, ...(mistake !== undefined && { mistake }) };
  });
}

/** Counts how many scores are above the limit: between 3 and 7 of 100. */
function judgeLimit(limitOf: (scores: number[]) => number, seed: number): Finding {
  const claim = { ja: "limitOf の線を、よい皿の 95 % が通る", en: "95 % of good plates pass the limit" };
  const shares = [100, 300].map((count) => {
    const scores = [...random(seed, "scores", count).normals(count)].map((value) => 40 * Math.exp(value));
    const limit = limitOf([...scores]);
    return scores.filter((score) => score > limit).length / count;
  });
  const all = (holds: (share: number) => boolean) => shares.every(holds);
  const passed = all((share) => share >= 0.03 && share <= 0.07);
  const mistake = all((share) => share > 0.9)
    ? "refusesNearlyAll"
    : all((share) => share === 0)
      ? "refusesNone"
      : undefined;
  return { claim, passed, ...(!passed && mistake && { mistake }) };
}

function judgeTaste(tasteOf: TasteOf, seed: number): Finding {
  const claim = {
    ja: "tasteOf は、好きな皿の平均 − そうでない皿の平均",
    en: "tasteOf is the mean of the liked minus that of the others",
  };
  const rows = (name: string, count: number) =>
    Array.from({ length: count }, (_, at) => [...random(seed, name, at).normals(6)]);
  const [liked, disliked] = [rows("liked", 5), rows("disliked", 8)];
  const mean = (list: number[][], knob: number) => list.reduce((sum, row) => sum + row[knob] / list.length, 0);
  const got = Array.from(tasteOf(liked, disliked));
  const follows = (formula: (good: number, bad: number) => number) =>
    got.length === 6 &&
    got.every((one, knob) => Math.abs(one - formula(mean(liked, knob), mean(disliked, knob))) < 1e-9);
  const mistake = follows((good, bad) => bad - good) ? "wrongTaste" : follows((good) => good) ? "likedOnly" : undefined;
  return { claim, passed: follows((good, bad) => good - bad), ...(mistake && { mistake }) };
}
