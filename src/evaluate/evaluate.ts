import { OmakaseError, type Text } from "../error.ts";
import { fitSquare, toPictures, toTensor } from "../image/index.ts";
import type { ImageShape } from "../model/index.ts";
import {
  distanceMatrix,
  memorisation,
  qualityFaults,
  qualityMeter,
  qualityStatisticsOf,
  selectFeatures,
  type Features,
  type ImageQuality,
  type QualityFault,
} from "../feature/index.ts";
import { random } from "../tensor/index.ts";
import { compareFeatures, minCompared, type Comparison } from "./compare-features.ts";
import type { FeatureNetwork } from "../feature/index.ts";
import type { PictureSet } from "../feature/index.ts";
import { evaluateText } from "../text/index.ts";

/** Largest number of real images for the reference distribution of nearest-neighbour distances. */
const maxReferences = 1000;

/** Largest number of images on each side whose quality statistics are compared. */
const maxMeasured = 500;

/** Options of {@link evaluate}. */
export interface EvaluateOptions {
  /** Seed of the split of the real images and of the bootstrap. Default 1. */
  readonly seed?: number;
  /** Number of bootstrap rounds, ≥ 2. Default 50. */
  readonly rounds?: number;
  /** Callback while features are extracted; `done` and `total` count images. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Signal that cancels the work. */
  readonly signal?: AbortSignal;
}

/** Quality, diversity and novelty of generated images relative to real ones, in one feature space. */
export interface Evaluation {
  /** Name of the feature space; numbers of different spaces are not comparable. */
  readonly space: string;
  /** Number of real and generated images, and the number compared on each side. */
  readonly counts: { readonly real: number; readonly drawn: number; readonly compared: number };
  /** Metrics of `compared` generated images against one half of the real ones. */
  readonly generated: Comparison;
  /** Metrics of as many images of the other half against the same half: the score of perfect samples. */
  readonly floor: Comparison;
  /** Quality in statistics of the pixels, without a network: it sees blur and grit. */
  readonly quality: {
    readonly generated: ImageQuality;
    /** Quality of other real images beside the same ones. */
    readonly floor: ImageQuality;
    /** Faults of the generated images; may be empty. */
    readonly faults: readonly QualityFault[];
  };
  readonly copies: {
    /** Share of generated images that are suspiciously near to a real one, 0–1. */
    readonly suspicious: number;
    /** Share of fresh real images that would be, by chance, 0–1. */
    readonly expected: number;
    /** Whether `suspicious` exceeds chance significantly. */
    readonly found: boolean;
    /** Relative distance below which an image is suspicious; see `memorisation`. */
    readonly threshold: number;
    /** Most suspicious images, at most 16. */
    readonly suspects: readonly NearDuplicate[];
  };
  /** Warnings about the limits of these numbers. */
  readonly notices: readonly Text[];
}

/** Generated image with its nearest real image. */
export interface NearDuplicate {
  /** Index among the generated images. */
  readonly generated: number;
  readonly real: number;
  /** Relative distance, ≥ 0; smaller is more suspicious. See `memorisation`. */
  readonly relativeDistance: number;
}

/**
 * Evaluates generated images against real ones. The real images are split at random: one half is the reference, the
 * other half shows the scores of real images. All metrics depend on the sample size, so both sides compare equally many
 * images.
 *
 * @param network - feature network that embeds both sets.
 * @param real - training images, at least 24. The search for copies covers all of them.
 * @param drawn - generated images, at least 12.
 * @param options - seed, bootstrap rounds, progress and cancellation.
 * @returns metrics with standard deviations, the memorisation test and warnings.
 * @throws OmakaseError `source` for fewer images.
 */
export async function evaluate(
  network: FeatureNetwork,
  real: PictureSet,
  drawn: PictureSet,
  options: EvaluateOptions = {},
): Promise<Evaluation> {
  const { seed = 1, onProgress, signal } = options;
  requireEnough(real, drawn);
  const total = real.count + drawn.count;
  const extractAll = (pictures: PictureSet, before: number): Promise<Features> =>
    network.extract(pictures, (done) => {
      signal?.throwIfAborted();
      onProgress?.({ done: before + done, total });
    });
  const realFeatures = await extractAll(real, 0);
  const drawnFeatures = await extractAll(drawn, real.count);

  const compared = Math.min(drawn.count, Math.floor(real.count / 2));
  const order = random(seed, "halves").permutation(real.count);
  const [reference, others] = [0, compared].map((from) =>
    selectFeatures(realFeatures, order.subarray(from, from + compared)),
  );
  const chosen = selectFeatures(drawnFeatures, [...Array(compared).keys()]);
  const {
    nearest,
    relativeDistances,
    expectedFraction: expected,
    suspiciousFraction: suspicious,
    threshold,
  } = memorisation(realFeatures, drawnFeatures, {
    seed,
    maxReferences,
  });
  const bootstrap = { seed, rounds: options.rounds, referenceDistances: distanceMatrix(reference, reference) };
  const bySuspicion = [...relativeDistances.keys()].sort((a, b) => relativeDistances[a] - relativeDistances[b]);
  const expectedCount = expected * drawn.count;
  // the count varies by chance, and so does the threshold, which comes from a few fresh images itself
  const spread = Math.sqrt(
    expectedCount + expectedCount ** 2 / Math.max(1, expected * Math.min(real.count, maxReferences)),
  );
  return {
    space: network.name,
    counts: { real: real.count, drawn: drawn.count, compared },
    generated: compareFeatures(reference, chosen, bootstrap),
    floor: compareFeatures(reference, others, bootstrap),
    quality: await measureQuality(real, drawn, order, compared),
    copies: {
      suspicious,
      expected,
      threshold,
      found: suspicious * drawn.count > expectedCount + 3 * spread + 1,
      suspects: bySuspicion
        .slice(0, 16)
        .map((at) => ({ generated: at, real: nearest[at], relativeDistance: relativeDistances[at] })),
    },
    notices: notices(compared, realFeatures.width, threshold),
  };
}

/** Measures the quality of generated images and of other real ones against the reference. */
async function measureQuality(
  real: PictureSet,
  drawn: PictureSet,
  order: Uint32Array,
  compared: number,
): Promise<Evaluation["quality"]> {
  const count = Math.min(compared, maxMeasured);
  const shape = { channels: real.channels, size: 2 ** Math.floor(Math.log2(real.size)) };
  const [known, drawnShape] = [shapedAs(real, shape), shapedAs(drawn, shape)];
  const reference = await qualityStatisticsOf(known, order.subarray(0, count));
  const meter = qualityMeter(reference, shape);
  const generated = meter.measure(await qualityStatisticsOf(drawnShape, [...Array(count).keys()]));
  const floor = meter.measure(await qualityStatisticsOf(known, order.subarray(compared, compared + count)));
  return { generated, floor, faults: qualityFaults(generated) };
}

/** Resizes the images of a set and converts their channels, where needed. */
function shapedAs(set: PictureSet, shape: ImageShape): PictureSet {
  if (set.size === shape.size && set.channels === shape.channels) return set;
  return {
    ...shape,
    count: set.count,
    async batch(indices) {
      const values = await set.batch(indices);
      const pictures = toPictures(values, { channels: set.channels, height: set.size, width: set.size });
      const each = shape.channels * shape.size ** 2;
      const fitted = new Float32Array(pictures.length * each);
      pictures.forEach((picture, at) =>
        fitted.set(toTensor(fitSquare(picture, shape.size, shape.channels), shape.channels), at * each),
      );
      return fitted;
    },
  };
}

function notices(compared: number, width: number, threshold: number): Text[] {
  const found: Text[] = [];
  if (compared <= width) found.push(evaluateText.evaluate.noFrechet({ compared, width: width + 1 }));
  else if (compared < 10 * width) found.push(evaluateText.evaluate.frechetTooLarge({ compared }));
  if (compared < 200) found.push(evaluateText.evaluate.rough);
  if (threshold === 0) found.push(evaluateText.evaluate.manyTwins);
  return found;
}

function requireEnough(real: PictureSet, drawn: PictureSet): void {
  const isTooFew = [real.count < 2 * minCompared, drawn.count < minCompared];
  if (!isTooFew.includes(true)) return;
  const [needed, got] = isTooFew[0] ? [2 * minCompared, real.count] : [minCompared, drawn.count];
  throw new OmakaseError("source", {
    where: isTooFew[0] ? "source" : "count",
    ...evaluateText.evaluate.tooFewPictures({ needed, got }),
  });
}
