import { random } from "omakase";
import { type Check, type Finding, judgeLoss } from "omakase/lesson";

const check: Check = {
  async code(program, seed) {
    const { lengthOf, straight, round } = program as unknown as Program;
    return [judgeLength(lengthOf, seed), judgeStraight(straight, seed), judgeRound(round, seed)];
  },
  async result(value, { size }) {
    const { plain, ends, straight, round, lengths } = value as Result;
    const usual = vividness(ends, plain);
    const [pale, lively] = [straight, round].map((one) => Math.round((100 * vividness(one, plain)) / usual));
    const [bound, least] = size >= 32 ? [88, 90] : [90, 85];
    const shares = lengths.map((length) => Math.round((100 * length) / Math.sqrt(32)));
    return [
      {
        claim: {
          ja: `まん中の長さは、まっすぐだと ${shares[0]} %、まるいと ${shares[1]} %（80 % 以下と、95 % 以上で合格）`,
          en: `half-way, the length is ${shares[0]} % going straight, ${shares[1]} % going round (80 or less, and 95 or more pass)`,
        },
        passed: shares[0] <= 80 && shares[1] >= 95 && shares[1] <= 105,
      },
      {
        claim: {
          ja: `まん中の絵の個性は、まっすぐだと ${pale} %、まるいと ${lively} %（${bound} % 以下と、${least} % 以上で合格）`,
          en: `half-way, the pictures have ${pale} % of their character going straight, ${lively} % going round (${bound} or less, and ${least} or more pass)`,
        },
        passed: pale <= bound && lively >= least,
      },
    ];
  },
};
export default check;

interface Program {
  readonly lengthOf: (numbers: number[]) => number;
  readonly straight: Way;
  readonly round: Way;
}
type Way = (a: number[], b: number[], t: number) => ArrayLike<number>;

/** Pictures drawn from zeros, from dice, and from the middles of both ways; and the mean lengths of the middles. */
interface Result {
  readonly plain: Float32Array;
  readonly ends: Float32Array;
  readonly straight: Float32Array;
  readonly round: Float32Array;
  readonly lengths: readonly number[];
}

function judgeLength(lengthOf: Program["lengthOf"], seed: number): Finding {
  const claim = { ja: "lengthOf は、まん中からの距離", en: "lengthOf is the distance from the middle" };
  const numbers = [...random(seed, "length").normals(12)];
  return judgeLoss(claim, lengthOf([...numbers]), Math.hypot(...numbers), [["countsNumbers", 12]]);
}

function judgeStraight(straight: Way, seed: number): Finding {
  const claim = { ja: "straight は、a から b へまっすぐ進む", en: "straight goes straight from a to b" };
  const follows = (formula: (a: number, b: number, t: number) => number) =>
    [0, 0.3, 0.5, 1].every((t) => {
      const [a, b] = endsOf(seed);
      return isNear(straight([...a], [...b], t), a.map((value, at) => formula(value, b[at], t))); // oxfmt-ignore
    });
  const passed = follows((a, b, t) => a + t * (b - a));
  const mistake = follows((a, b, t) => b + t * (a - b))
    ? "backwards"
    : follows((a, b, t) => t * (b - a))
      ? "onlyDifference"
      : undefined;
  return { claim, passed, ...(!passed && mistake && { mistake }) };
}

/**
 * Wants the length to go evenly from one end's to the other's, in the plane of both, and the angle to grow. So a rotation
 * of even speed (slerp) passes, too.
 */
function judgeRound(round: Way, seed: number): Finding {
  const claim = { ja: "round は、長さを保って、a から b へ進む", en: "round goes from a to b and keeps the length" };
  const [a, b] = endsOf(seed);
  const steps = [0, 0.25, 0.5, 0.75, 1];
  const places = steps.map((t) => Array.from(round([...a], [...b], t)));
  const lengths = places.map(length);
  const follows = (wanted: (t: number) => number) => steps.every((t, at) => Math.abs(lengths[at] - wanted(t)) < 1e-4);
  const angles = places.map((place) => Math.acos(Math.min(1, dot(place, a) / (length(place) * length(a)))));
  const grows = angles.every((angle, at) => at === 0 || angle > angles[at - 1] + 0.05);
  const arrives = isNear(places[0], a) && isNear(places[4], b);
  const isRound = follows((t) => length(a) + t * (length(b) - length(a)));
  const passed = isRound && grows && arrives && places.every((place) => isBetween(place, a, b));
  const isStraight = steps.every((t, at) => isNear(places[at], a.map((value, which) => value + t * (b[which] - value)))); // oxfmt-ignore
  const mistake = isStraight
    ? "stillStraight"
    : follows(() => 1)
      ? "lengthOne"
      : follows(() => length(a))
        ? "fixedLength"
        : undefined;
  return { claim, passed, ...(!passed && mistake && { mistake }) };
}

/** Returns two ends of different lengths. */
function endsOf(seed: number): readonly [number[], number[]] {
  const [a, b] = ["a", "b"].map((name) => [...random(seed, name).normals(16)]);
  return [a, b.map((value) => 1.4 * value)];
}

/** Returns whether a place is a sum of parts of both ends. */
function isBetween(place: readonly number[], a: readonly number[], b: readonly number[]): boolean {
  const [aa, ab, bb, pa, pb] = [dot(a, a), dot(a, b), dot(b, b), dot(place, a), dot(place, b)];
  const determinant = aa * bb - ab * ab;
  const [x, y] = [(pa * bb - pb * ab) / determinant, (pb * aa - pa * ab) / determinant];
  return isNear(place, a.map((value, at) => x * value + y * b[at])); // oxfmt-ignore
}

function isNear(one: ArrayLike<number>, other: readonly number[]): boolean {
  return one.length === other.length && other.every((value, at) => Math.abs(one[at] - value) < 1e-4);
}

function length(numbers: readonly number[]): number {
  return Math.sqrt(dot(numbers, numbers));
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, at) => sum + value * other[at], 0);
}

/** Returns the root mean squared difference of pictures from the plain one. */
function vividness(pictures: Float32Array, plain: Float32Array): number {
  let squares = 0;
  pictures.forEach((value, at) => (squares += (value - plain[at % plain.length]) ** 2));
  return Math.sqrt(squares / pictures.length);
}
