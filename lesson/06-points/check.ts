import { random } from "omakase";
import { type Check, type Finding, type Point, ringPlaces } from "omakase/lesson";

const check: Check = {
  async code(program, seed) {
    return [judgeTurns(program.unfair), judgeVisited(program.visited as Visited, seed)];
  },
  async result(value) {
    const [fair, unfair] = value as readonly {
      readonly turns: string;
      readonly fakes: Point[];
      readonly visited: number;
    }[];
    const [wide, narrow] = [count(fair.fakes, ringPlaces), count(unfair.fakes, ringPlaces)];
    return [
      {
        claim: {
          ja: `1:1 では、8 か所のうち ${wide} か所に偽札がある（6 か所以上で合格）`,
          en: `with turns 1:1, fakes are at ${wide} of 8 places (6 or more passes)`,
        },
        passed: wide >= 6,
      },
      {
        claim: {
          ja: `${unfair.turns} では ${narrow} か所（5 か所以下なら崩壊。合格です）`,
          en: `with turns ${unfair.turns}, at ${narrow} of them (5 or fewer is a collapse, and passes)`,
        },
        passed: narrow <= 5,
      },
      {
        claim: { ja: "あなたの visited も、同じ数を言う", en: "your visited says the same numbers" },
        passed: fair.visited === wide && unfair.visited === narrow,
      },
    ];
  },
};
export default check;

type Visited = (fakes: readonly Point[], places: readonly Point[]) => number;

/** Wants more turns for the generator than for the discriminator. */
function judgeTurns(turns: unknown): Finding {
  const claim = { ja: "偽札づくりのほうに、ずっと多く番が回る", en: "the counterfeiter has far more turns" };
  const [, first, second] = /^(\d+):(\d+)$/.exec(String(turns)) ?? [];
  const ratio = Number(second) / Number(first);
  const mistake = ratio < 1 ? "wrongWay" : ratio < 3 ? "stillFair" : undefined;
  return { claim, passed: ratio >= 3 && ratio <= 100, ...(mistake && { mistake }) };
}

/** Compares the function with a reference, for random places and fakes. */
function judgeVisited(visited: Visited, seed: number): Finding {
  const claim = { ja: "visited は、偽札のある場所を数える", en: "visited counts the places that have fakes" };
  const wrong = { countsFakes: true, oneIsEnough: true, leavesOutEight: true, countsAll: true };
  let passed = true;
  for (let round = 0; round < 6; round++) {
    const numbers = random(seed, "points", round);
    const around = ([x, y]: Point): Point => [x + 0.1 * numbers.normal(), y + 0.1 * numbers.normal()];
    const places = Array.from({ length: 7 }, (): Point => [3 * numbers.normal(), 3 * numbers.normal()]);
    const fakes = places.flatMap((place, at) =>
      Array.from({ length: [0, 1, 3, 30, 40, 2, 25][at] }, () => around(place)),
    );
    const [exactly, tooFew] = [places[0], places[1]].map(([x, y]): Point => [x + 9, y]);
    places.push(exactly, tooFew);
    fakes.push(...Array.from({ length: 8 }, () => exactly), ...Array.from({ length: 7 }, () => tooFew));
    const [got, right] = [visited(fakes, places), count(fakes, places)];
    passed &&= got === right;
    wrong.countsFakes &&= got > places.length;
    wrong.oneIsEnough &&= got === count(fakes, places, 1);
    wrong.leavesOutEight &&= got === count(fakes, places, 9);
    wrong.countsAll &&= got === places.length;
  }
  const mistake = Object.entries(wrong).find(([, holds]) => holds)?.[0];
  return { claim, passed, ...(!passed && mistake && { mistake }) };
}

function count(fakes: readonly Point[], places: readonly Point[], enough = 8): number {
  const near = ([x, y]: Point) => fakes.filter(([fx, fy]) => Math.hypot(fx - x, fy - y) < 0.2).length;
  return places.filter((place) => near(place) >= enough).length;
}
