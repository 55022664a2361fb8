import {
  createSampleScorer,
  datasetFromPictures,
  featureNetwork,
  identifyDesign,
  random,
  renderCandidates,
  sampleDesign,
  type FeatureNetwork,
  type SampleScorer,
} from "omakase/studio";
import { browserHost } from "omakase/browser";
import type { LoadedRun, RunCache } from "../run-cache.ts";

/** Scoring of broken samples. */
export interface AnomalyScoring {
  /** Returns the scorer of a model, whose fit starts with the first call. */
  scorerOf(ready: LoadedRun): SampleScorer;
  /** Returns the scorer of a model if its fit has ended; undefined before, and where it never started. */
  fittedScorerOf(ready: LoadedRun): SampleScorer | undefined;
}

/** Creates the scoring of the models of this worker. */
export function createAnomalyScoring(runs: RunCache): AnomalyScoring {
  const scorers = new WeakMap<LoadedRun, SampleScorer>();
  const fitted = new WeakSet<LoadedRun>();
  let network: Promise<FeatureNetwork> | undefined;
  const openNetwork = (): Promise<FeatureNetwork> => {
    network ??= runs.device().then(({ device }) => featureNetwork(browserHost({ assets: runs.assets }), device));
    network.catch(() => (network = undefined)); // a retry may succeed
    return network;
  };
  return {
    scorerOf(ready) {
      let scorer = scorers.get(ready);
      if (scorer) return scorer;
      scorer = createSampleScorer({
        async draw(first, count) {
          await ready.accelerate();
          await new Promise((done) => setTimeout(done)); // other requests to the worker come first
          const candidates = Array.from({ length: count }, (_, at) =>
            identifyDesign(sampleDesign(ready.designSpace, random(0, "usual", first + at))),
          );
          return (await renderCandidates(ready.sampler, candidates)).map(({ picture }) => picture);
        },
        async extract(pictures) {
          const set = datasetFromPictures(pictures);
          return await (await openNetwork()).extractPatches(await set.batch([...pictures.keys()]), set);
        },
      });
      scorers.set(ready, scorer);
      scorer.fitted.then(
        () => fitted.add(ready),
        () => scorers.delete(ready),
      );
      return scorer;
    },
    fittedScorerOf: (ready) => (fitted.has(ready) ? scorers.get(ready) : undefined),
  };
}
