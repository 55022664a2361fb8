import {
  conformalThreshold,
  renderCandidates,
  featureNetwork,
  datasetFromPictures,
  joinFeatures,
  patchAnomalyScores,
} from "omakase";
import { sampleDesign, identifyDesign, random, type FeatureNetwork, type Features, type Picture } from "omakase";
import { browserHost } from "omakase/browser";
import type { LoadedRun, RunCache } from "../run-cache.ts";

/** How odd pictures are; above 1 they count as broken. */
export type AnomalyScorer = (pictures: readonly Picture[]) => Promise<number[]>;

/** Tells broken pictures from whole ones. */
export interface AnomalyScoring {
  /** Looks at what a model usually draws, once. */
  scorerOf(ready: LoadedRun): Promise<AnomalyScorer>;
}

/** How many of the model's own drawings are looked at: to know what is usual, and to set where broken begins. */
const [referenceSize, calibrationSize] = [200, 99];
/** So many of what the model draws count as broken. */
export const anomalousFraction = 0.1;
/** Parts along a side, of `extractPatches`. */
const patchesPerSide = 8;
const batchSize = 48;

/**
 * Compares a drawing with 200 others of the same model, part by part, by what the small feature network sees. Nobody
 * told it what broken is: the tenth that is farthest from the rest counts as such (split conformal, at a rate of 10 %).
 * So a model that draws nothing broken has its oddest ones called so.
 */
export function createAnomalyScoring(runs: RunCache): AnomalyScoring {
  const scorers = new WeakMap<LoadedRun, Promise<AnomalyScorer>>();
  let network: Promise<FeatureNetwork> | undefined;

  async function extractFeatures(pictures: readonly Picture[]): Promise<Features> {
    network ??= runs.device().then(({ device }) => featureNetwork(browserHost({ assets: runs.assets }), device));
    network.catch(() => (network = undefined)); // another try may fare better
    const set = datasetFromPictures(pictures);
    const values = await set.batch([...pictures.keys()]);
    return await (await network).extractPatches(values, set);
  }

  async function fitScorer(ready: LoadedRun): Promise<AnomalyScorer> {
    const draw = async (count: number, from: number): Promise<Picture[]> => {
      const candidates = Array.from({ length: count }, (_, at) =>
        identifyDesign(sampleDesign(ready.designSpace, random(0, "usual", from + at))),
      );
      return (await renderCandidates(ready.sampler, candidates)).map(({ picture }) => picture);
    };
    const parts: Features[] = [];
    for (let from = 0; from < referenceSize; from += batchSize)
      parts.push(await extractFeatures(await draw(Math.min(batchSize, referenceSize - from), from)));
    const reference = joinFeatures(parts);
    const scores: number[] = [];
    for (let from = 0; from < calibrationSize; from += batchSize) {
      const seen = await extractFeatures(await draw(Math.min(batchSize, calibrationSize - from), referenceSize + from));
      scores.push(...patchAnomalyScores(reference, seen, patchesPerSide));
    }
    const { threshold } = conformalThreshold(scores, anomalousFraction);
    return async (pictures) =>
      Array.from(
        patchAnomalyScores(reference, await extractFeatures(pictures), patchesPerSide),
        (score) => score / threshold,
      );
  }

  return {
    scorerOf(ready) {
      const scorer = scorers.get(ready) ?? fitScorer(ready);
      scorers.set(ready, scorer);
      scorer.catch(() => scorers.delete(ready));
      return scorer;
    },
  };
}
