import { joinFeatures, type Features } from "../feature/index.ts";
import type { Picture } from "../image/index.ts";
import { conformalThreshold } from "./conformal-threshold.ts";
import { patchAnomalyScores } from "./patch-anomaly-scores.ts";

/** See {@link createSampleScorer}. */
export interface SampleScorerOptions {
  /** Draws samples of the model: `count` of them, from number `first` on. */
  readonly draw: (first: number, count: number) => Promise<readonly Picture[]>;
  /** Extracts 8 × 8 patches of images; see `FeatureNetwork.extractPatches`. */
  readonly extract: (pictures: readonly Picture[]) => Promise<Features>;
}

/** Scorer of a model's samples: how far they are from its other samples. */
export interface SampleScorer {
  /**
   * Scores images. Before {@link SampleScorer.fitted} all scores are far above 1, and only their order means something.
   *
   * @returns one score per image, ≥ 0; above 1 an image counts as broken.
   */
  score(pictures: readonly Picture[]): Promise<number[]>;
  /** Resolves once the threshold is known. Scoring waits for the first samples alone. */
  readonly fitted: Promise<void>;
}

/** Numbers of samples for the reference set and for the calibration of the threshold. */
const [referenceCount, calibrationCount] = [200, 99];
/** Fraction of samples that count as broken. */
const brokenFraction = 0.1;
/** Patches per side, as in `extractPatches`. */
const patchesPerSide = 8;
/** Threshold until one is known: every image counts as broken, some more than others. */
const unknownThreshold = 1e-9;
/** Samples drawn at once. */
const batchSize = 16;

/**
 * Creates a scorer of broken samples by 200 other samples of the same model, and starts to fit it. There are no labels of
 * broken samples: the 10 % that are farthest from the rest count as broken (split conformal), even for a model without
 * broken ones.
 *
 * @param options - how to draw samples, and how to extract their features.
 */
export function createSampleScorer({ draw, extract }: SampleScorerOptions): SampleScorer {
  const parts: Features[] = [];
  let reference: Features | undefined;
  let threshold = unknownThreshold;
  const drawFeatures = async (first: number, end: number): Promise<Features> =>
    await extract(await draw(first, Math.min(batchSize, end - first)));
  const begun = drawFeatures(0, referenceCount).then((part) => {
    parts.push(part);
    reference = part;
  });
  const fit = async (): Promise<void> => {
    await begun;
    for (let first = batchSize; first < referenceCount; first += batchSize) {
      parts.push(await drawFeatures(first, referenceCount));
      reference = joinFeatures(parts);
    }
    const scores: number[] = [];
    const end = referenceCount + calibrationCount;
    for (let first = referenceCount; first < end; first += batchSize)
      scores.push(...patchAnomalyScores(reference!, await drawFeatures(first, end), patchesPerSide));
    ({ threshold } = conformalThreshold(scores, brokenFraction));
  };
  const fitted = fit();
  fitted.catch(() => {}); // callers that wait for it get the error
  return {
    fitted,
    async score(pictures) {
      await begun;
      const features = await extract(pictures);
      return Array.from(patchAnomalyScores(reference!, features, patchesPerSide), (score) => score / threshold);
    },
  };
}
