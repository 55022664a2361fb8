import { random } from "omakase";
import { type Card, type Check, type Finding, isClose, type RatedPicture } from "omakase/lesson";

const check: Check = {
  async code(program, seed) {
    const { turnaround, learned, choose, dropped } = program;
    return [
      judgeTurnaround(turnaround as Turnaround, seed),
      judgeLearned(learned as Learned, seed),
      judgeChoose(choose as Choose, seed),
      judgeDropped(dropped as Dropped, seed),
    ];
  },
  async result(value, { steps }) {
    const { history, first, again, ...rest } = value as Result;
    const [day, standard] = [first.length, history[0].standard];
    const late = history.slice(-day);
    const shareOf = (part: readonly RatedPicture[], isGood: (one: RatedPicture) => boolean) =>
      (100 * part.filter(isGood).length) / part.length;
    const pleased = ({ pleasure }: RatedPicture) => pleasure >= standard;
    const said = ({ rating }: RatedPicture) => rating > 0;
    const [before, after] = [history.slice(0, day), late].map((part) => shareOf(part, pleased).toFixed(0));
    const bound = steps >= 60 ? 70 : 50;
    const moved = history[history.length - 1].standard;
    return [
      {
        claim: {
          ja: `はじめの日の基準なら「よい」絵: ${before} % から ${after} % に（${bound} % 以上で合格）`,
          en: `good by the standard of the first day: from ${before} % to ${after} % (${bound} % passes)`,
        },
        passed: shareOf(late, pleased) >= bound,
      },
      {
        claim: {
          ja: `基準は ${standard.toFixed(1)} から ${moved.toFixed(1)} に上がり、口では ${shareOf(late, said).toFixed(0)} % しか「よい」と言わない（0.5 以上動けば合格）`,
          en: `the standard rose from ${standard.toFixed(1)} to ${moved.toFixed(1)}, and only ${shareOf(late, said).toFixed(0)} % are called good (a rise of 0.5 passes)`,
        },
        passed: moved > standard + 0.5,
      },
      {
        claim: {
          ja: `はじめの日の「よい」${first.filter((one) => one > 0).length} 枚のうち、いまは「だめ」: ${rest.dropped} 枚`,
          en: `of ${first.filter((one) => one > 0).length} cards called good on the first day, ${rest.dropped} are bad now`,
        },
        passed: rest.dropped === countDropped(first, again) && rest.dropped > 0,
      },
    ];
  },
};
export default check;

type Attributes = Readonly<Record<string, string | number>>;
type Turnaround = (person: Attributes) => readonly Attributes[];
type Learned = (old: number, rating: number) => number;
type Choose = (taste: Readonly<Record<string, number>>, cards: readonly Card[]) => Card;
type Dropped = (first: readonly number[], again: readonly number[]) => number;
interface Result {
  readonly history: readonly RatedPicture[];
  readonly first: readonly number[];
  readonly again: readonly number[];
  readonly dropped: number;
}

/** Wants seven copies of a person that differ in `yaw` only. */
function judgeTurnaround(turnaround: Turnaround, seed: number): Finding {
  const claim = { ja: "turnaround は、同じ人物を 7 つの向きに", en: "turnaround turns one person 7 ways" };
  const person = { hairColor: `colour ${random(seed, "person").integer(1000)}`, glasses: "yes", yaw: 7.5, pitch: 3 };
  const before = JSON.stringify(person);
  const sides = turnaround(person);
  const yaws = [-60, -40, -20, 0, 20, 40, 60];
  const isTurned = sides.length === 7 && sides.every(({ yaw }, at) => yaw === yaws[at]);
  const isSame = sides.every((side) => JSON.stringify({ ...side, yaw: 7.5 }) === before);
  const isKept = JSON.stringify(person) === before;
  const mistake = isTurned && !isSame ? "forgetsPerson" : undefined;
  const passed = isTurned && isSame && isKept;
  return { claim, passed, ...(!passed && mistake && { mistake }) };
}

function judgeLearned(learned: Learned, seed: number): Finding {
  const claim = {
    ja: "learned は、評価のほうへ 5 分の 1 近づく",
    en: "learned moves a fifth of the way to the rating",
  };
  const numbers = random(seed, "learned");
  const cases = Array.from({ length: 8 }, (_, at) => [1.6 * numbers.uniform() - 0.8, at % 2 ? 1 : -1] as const);
  const agrees = (right: Learned) => cases.every(([old, rating]) => isClose(learned(old, rating), right(old, rating)));
  const mistakes: Readonly<Record<string, Learned>> = {
    addsUp: (old, rating) => old + 0.2 * rating,
    jumps: (_, rating) => rating,
    runsAway: (old, rating) => old - 0.2 * (rating - old),
  };
  const passed = agrees((old, rating) => old + 0.2 * (rating - old));
  const mistake = Object.keys(mistakes).find((name) => agrees(mistakes[name]));
  return { claim, passed, ...(!passed && mistake && { mistake }) };
}

/** Compares the choice with the highest sum, the highest single number, and the lowest sum. */
function judgeChoose(choose: Choose, seed: number): Finding {
  const claim = {
    ja: "choose は、好きな特徴の合計がいちばん大きい 1 枚",
    en: "choose takes the card with the highest sum",
  };
  let [passed, isLowest, isSingle] = [true, true, true];
  for (let round = 0; round < 12; round++) {
    const numbers = random(seed, "choose", round);
    const words = Array.from({ length: 12 }, (_, at) => `trait ${at}`);
    const taste = Object.fromEntries(words.slice(0, 9).map((word) => [word, numbers.normal()]));
    const cards = Array.from({ length: 10 }, (): Card => {
      const traits = words.filter(() => numbers.uniform() < 0.4);
      return { picture: { width: 1, height: 1, channels: 1, pixels: new Uint8Array(1) }, attributes: {}, traits };
    });
    const chosen = choose(taste, cards);
    const likes = ({ traits }: Card) => traits.map((trait) => taste[trait] ?? 0);
    const sum = (card: Card) => likes(card).reduce((total, one) => total + one, 0);
    const single = (card: Card) => Math.max(-Infinity, ...likes(card));
    const isBest = (score: (card: Card) => number) => isClose(score(chosen), Math.max(...cards.map(score)));
    passed &&= isBest(sum);
    isLowest &&= isBest((card) => -sum(card));
    isSingle &&= isBest(single);
  }
  const mistake = isLowest ? "choosesWorst" : isSingle ? "oneTrait" : undefined;
  return { claim, passed, ...(!passed && mistake && { mistake }) };
}

function judgeDropped(dropped: Dropped, seed: number): Finding {
  const claim = { ja: "dropped は、よい → だめ、の枚数", en: "dropped counts what went from good to bad" };
  let [passed, countsBad] = [true, true];
  for (let round = 0; round < 6; round++) {
    const numbers = random(seed, "dropped", round);
    const ratings = () => Array.from({ length: 20 }, () => (numbers.uniform() < 0.5 ? 1 : -1));
    const [first, again] = [ratings(), ratings()];
    const got = dropped(first, again);
    passed &&= got === countDropped(first, again);
    countsBad &&= got === again.filter((rating) => rating < 0).length;
  }
  return { claim, passed, ...(!passed && countsBad && { mistake: "countsBad" }) };
}

function countDropped(first: readonly number[], again: readonly number[]): number {
  return first.filter((rating, at) => rating > 0 && again[at] < 0).length;
}
