import {
  conformalThreshold,
  renderCandidates,
  featureNetwork,
  datasetFromPictures,
  joinFeatures,
  patchAnomalyScores,
} from "omakase/studio";
import { sampleDesign, identifyDesign, random, type FeatureNetwork, type Features, type Picture } from "omakase/studio";
import { browserHost } from "omakase/browser";
import type { LoadedRun, RunCache } from "../run-cache.ts";

/** Function that returns anomaly scores; above 1 a picture counts as broken. */
export type AnomalyScorer = (pictures: readonly Picture[]) => Promise<number[]>;

/** Scoring of broken samples. */
export interface AnomalyScoring {
  /** Returns the scorer of a model, fitted once to its samples. */
  scorerOf(ready: LoadedRun): Promise<AnomalyScorer>;
}

/** Numbers of samples for the reference set and for the calibration of the threshold. */
const [referenceSize, calibrationSize] = [200, 99];
/** Fraction of samples that count as broken. */
export const anomalousFraction = 0.1;
/** Patches per side, as in `extractPatches`. */
const patchesPerSide = 8;
const batchSize = 48;

/**
 * Scores samples by patch features of the small feature network against 200 other samples of the same model. There are
 * no labels of broken samples: the 10 % that are farthest from the rest count as broken (split conformal), even for a
 * model without broken ones.
 */
export function createAnomalyScoring(runs: RunCache): AnomalyScoring {
  const scorers = new WeakMap<LoadedRun, Promise<AnomalyScorer>>();
  let network: Promise<FeatureNetwork> | undefined;

  async function extractFeatures(pictures: readonly Picture[]): Promise<Features> {
    network ??= runs.device().then(({ device }) => featureNetwork(browserHost({ assets: runs.assets }), device));
    network.catch(() => (network = undefined)); // a retry may succeed
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
