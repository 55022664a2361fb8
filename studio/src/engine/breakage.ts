import { conformalThreshold, drawCards, featureNetwork, fromPictures, joinFeatures, oddParts } from "omakase";
import { drawCard, nameCard, random, type FeatureNetwork, type Features, type Picture } from "omakase";
import { browserHost } from "omakase/browser";
import type { ReadyRun, Runs } from "./runs.ts";

/** How odd pictures are; above 1 they count as broken. */
export type Judge = (pictures: readonly Picture[]) => Promise<number[]>;

/** Tells broken pictures from whole ones. */
export interface Breakage {
  /** Looks at what a model usually draws, once. */
  judge(ready: ReadyRun): Promise<Judge>;
}

/** How many of the model's own drawings are looked at: to know what is usual, and to set where broken begins. */
const [known, calibrating] = [200, 99];
/** So many of what the model draws count as broken. */
export const brokenRate = 0.1;
/** Parts along a side, of `lookClosely`. */
const side = 8;
const atATime = 48;

/**
 * Compares a drawing with 200 others of the same model, part by part, by what the small feature network sees. Nobody
 * told it what broken is: the tenth that is farthest from the rest counts as such (split conformal, at a rate of 10 %).
 * So a model that draws nothing broken has its oddest ones called so.
 */
export function breakage(runs: Runs): Breakage {
  const judges = new WeakMap<ReadyRun, Promise<Judge>>();
  let network: Promise<FeatureNetwork> | undefined;

  async function see(pictures: readonly Picture[]): Promise<Features> {
    network ??= runs.device().then(({ device }) => featureNetwork(browserHost({ assets: runs.assets }), device));
    network.catch(() => (network = undefined)); // another try may fare better
    const set = fromPictures(pictures);
    const values = await set.batch([...pictures.keys()]);
    return await (await network).lookClosely(values, set);
  }

  async function learn(ready: ReadyRun): Promise<Judge> {
    const draw = async (count: number, from: number): Promise<Picture[]> => {
      const cards = Array.from({ length: count }, (_, at) =>
        nameCard(drawCard(ready.space, random(0, "usual", from + at))),
      );
      return (await drawCards(ready.artist, cards)).map(({ picture }) => picture);
    };
    const parts: Features[] = [];
    for (let from = 0; from < known; from += atATime)
      parts.push(await see(await draw(Math.min(atATime, known - from), from)));
    const usual = joinFeatures(parts);
    const scores: number[] = [];
    for (let from = 0; from < calibrating; from += atATime) {
      const seen = await see(await draw(Math.min(atATime, calibrating - from), known + from));
      scores.push(...oddParts(usual, seen, side));
    }
    const { threshold } = conformalThreshold(scores, brokenRate);
    return async (pictures) => Array.from(oddParts(usual, await see(pictures), side), (score) => score / threshold);
  }

  return {
    judge(ready) {
      const judge = judges.get(ready) ?? learn(ready);
      judges.set(ready, judge);
      judge.catch(() => judges.delete(ready));
      return judge;
    },
  };
}
