// ja: 11 · 属性とガチャ: 育つのは、機械か、あなたか
// en: 11 · Attributes and the gacha: who is being trained here?
import { createSampler, generate, openPackedRun, trainedRun } from "omakase";
import { type Card, drawCards, firstRater, type LessonContext, rate, standardFigure } from "omakase/lesson";

type Attributes = Readonly<Record<string, string | number>>;
// ja: 好みの帳面: 特徴（"hairColor pink" など）ごとに、どのくらい好きか
// en: the notebook: how well each trait is liked, such as "hairColor pink"
type Taste = Readonly<Record<string, number>>;

// ja: 同じ人物の 7 つの向き（yaw、度）
// en: the same person with the head turned 7 ways (yaw, degrees)
export function turnaround(person: Attributes): readonly Attributes[] {
  // gap
  // ja: yaw を -60, -40, -20, 0, 20, 40, 60 にした person を 7 つ、ならべて return する。
  // en: Return a list of 7 persons, with yaw -60, -40, -20, 0, 20, 40 and 60.
  return [-60, -40, -20, 0, 20, 40, 60].map((yaw) => ({ ...person, yaw }));
  //: return [person];
  // end gap
}

// ja: 帳面の数 old を、評価（よい 1、だめ -1）のほうへ直す
// en: moves a number of the notebook towards a rating (1 good, -1 bad)
export function learned(old: number, rating: number): number {
  // gap
  // ja: old から rating のほうへ、5 分の 1（0.2）だけ近づけた数を return する。
  // en: Return a number a fifth (0.2) of the way from old to rating.
  return old + 0.2 * (rating - old);
  //: return old;
  // end gap
}

// ja: 帳面で見て、いちばん好かれそうな 1 枚
// en: the card that will please most, says the notebook
export function choose(taste: Taste, cards: readonly Card[]): Card {
  // gap
  // ja: カードの点は、card.traits を順に見て taste[trait] ?? 0 を足したもの。最大のカードを return する。
  // en: A card's score is the sum of taste[trait] ?? 0 over its traits. Return the card with the highest.
  const score = (card: Card) => card.traits.reduce((sum, trait) => sum + (taste[trait] ?? 0), 0);
  return cards.reduce((best, card) => (score(card) > score(best) ? card : best));
  //: return cards[0];
  // end gap
}

// ja: はじめは「よい」だったのに、もう一度見たら「だめ」だった枚数
// en: how many were good at first, and bad when seen again
export function dropped(first: readonly number[], again: readonly number[]): number {
  // gap
  // ja: filter で first[at] が 0 より大きく、again[at] が 0 より小さいものを選び、数える（length）。
  // en: By filter, pick those above 0 in first and below 0 in again. Count them (length).
  return first.filter((rating, at) => rating > 0 && again[at] < 0).length;
  //: return 0;
  // end gap
}

export async function run({ host, device, language, count, steps, show, log }: LessonContext) {
  const bundled = await openPackedRun(await host.asset("cgan-characters.omakase"), "characters");
  const sampler = createSampler(trainedRun(bundled, device));
  const taste: Record<string, number> = {};
  let rater = firstRater;
  const ask = (card: Card) => {
    const { rating, after } = rate(rater, card.traits);
    for (const trait of card.traits) taste[trait] = learned(taste[trait] ?? 0, rating);
    rater = after;
    return rating;
  };
  const firstDay = await drawCards(sampler, 24, 300);
  const first = firstDay.map(ask);
  const shown: Card[] = [];
  for (let turn = 1; turn <= steps; turn++) {
    shown.push(choose(taste, await drawCards(sampler, count, turn + 1)));
    log(turn, { rating: ask(shown[turn - 1]), standard: rater.standard });
  }
  const { history } = rater;
  const again = firstDay.map(ask);
  await show("standard", standardFigure(history, language));
  const both = [...firstDay.slice(0, 12), ...shown.slice(-12)].map(({ picture }) => picture);
  await show("first-and-last", both, 12);
  const sides = turnaround(shown[steps - 1].attributes).map((attributes) => generate(sampler, { seed: 3, attributes }));
  const turned = (await Promise.all(sides)).flat().map(({ picture }) => picture);
  await show("turnaround", turned, 7);
  return { history, first, again, dropped: dropped(first, again) };
}
