import { random } from "omakase";
import { type Check, type Finding, judgeLoss } from "omakase/lesson";

const check: Check = {
  async code(program, seed) {
    return [
      judgeNumbers(program.roll as Rowwise, seed, {
        claim: {
          ja: "roll は、さいころの目を、つまみの広さだけ広げる",
          en: "roll spreads each of the dice as its knob does",
        },
        right: (dice, spread) => dice * spread,
        mistakes: { forgetsSpread: (dice) => dice, addsSpread: (dice, spread) => dice + spread },
      }),
      judgeNumbers(program.change as Rowwise, seed, {
        claim: { ja: "change は、「ある」と「ない」のちがいを足す", en: "change adds what tells having from lacking" },
        right: (person, having, lacking) => person + having - lacking,
        mistakes: {
          swapped: (person, having, lacking) => person - having + lacking,
          forgetsLacking: (person, having) => person + having,
        },
      }),
      judgeStrangeness(program.strangeness as Strangeness, seed),
    ];
  },
  async result(value) {
    const { strangers, drawn, places } = value as Result;
    const width = spreadOf(drawn) / spreadOf(strangers);
    const found = places.filter((place) => place < places.length).length;
    return [
      {
        claim: {
          ja: `さいころの顔のばらつきは、本物の ${(100 * width).toFixed(0)} %（70〜130 % で合格）`,
          en: `faces from dice vary ${(100 * width).toFixed(0)} % as much as real ones (70 to 130 % passes)`,
        },
        passed: width > 0.7 && width < 1.3,
      },
      {
        claim: {
          ja: `人でない ${places.length} 枚のうち、${found} 枚が「変な順」のいちばん前（全部で合格）`,
          en: `of ${places.length} that are no people, ${found} come first by strangeness (all of them pass)`,
        },
        passed: found === places.length,
      },
    ];
  },
};
export default check;

type Rowwise = (...rows: number[][]) => ArrayLike<number>;
type Strangeness = (picture: number[], copy: number[]) => number;
type Formula = (...numbers: number[]) => number;

/** Lists of pictures, and the places of the intruders in the order of strangeness. */
interface Result {
  readonly strangers: readonly number[][];
  readonly drawn: readonly number[][];
  readonly places: readonly number[];
}

/** Compares a function of rows with a formula for each number. */
function judgeNumbers(
  program: Rowwise,
  seed: number,
  { claim, right, mistakes }: Pick<Finding, "claim"> & { right: Formula; mistakes: Record<string, Formula> },
): Finding {
  const rows = Array.from({ length: right.length }, (_, at) => [...random(seed, "rows", at).uniforms(9, 0.5, 3)]);
  const got = Array.from(program(...rows.map((row) => [...row])));
  const follows = (formula: Formula) =>
    got.length === 9 && got.every((one, at) => Math.abs(one - formula(...rows.map((row) => row[at]))) < 1e-6);
  const mistake = Object.keys(mistakes).find((name) => follows(mistakes[name]));
  return { claim, passed: follows(right), ...(mistake !== undefined && { mistake }) };
}

function judgeStrangeness(strangeness: Strangeness, seed: number): Finding {
  const claim = {
    ja: "strangeness は、ちがいの二乗の合計",
    en: "strangeness is the sum of the squared differences",
  };
  const [picture, copy] = ["picture", "copy"].map((name) => [...random(seed, name).uniforms(48, -1, 1)]);
  const sum = (part: (value: number, other: number) => number) =>
    picture.reduce((total, value, at) => total + part(value, copy[at]), 0);
  return judgeLoss(
    claim,
    strangeness(picture, copy),
    sum((value, other) => (value - other) ** 2),
    [
      ["cancelsOut", sum((value, other) => value - other)],
      ["ignoresCopy", sum((value) => value ** 2)],
    ],
  );
}

/** Returns the root of the mean variance of a dot. */
function spreadOf(pictures: readonly number[][]): number {
  const variances = pictures[0].map((_, dot) => {
    const mean = pictures.reduce((sum, one) => sum + one[dot], 0) / pictures.length;
    return pictures.reduce((sum, one) => sum + (one[dot] - mean) ** 2, 0) / pictures.length;
  });
  return Math.sqrt(variances.reduce((sum, one) => sum + one, 0) / variances.length);
}
