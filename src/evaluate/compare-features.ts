import { bootstrapStd, subsampleStds, type BootstrapOptions } from "../math/index.ts";
import {
  densityCoverage,
  fitGaussian,
  frechetDistance,
  kernelDistance,
  kernelMatrices,
  pairDistances,
  precisionRecall,
  selectDistances,
  type DistanceMatrix,
  type Features,
  type PairDistances,
} from "../feature/index.ts";

/** Estimate with its standard deviation over bootstrap resamples. */
export interface Estimate {
  readonly value: number;
  readonly std: number;
}

/** Distances of a set of images from a reference set in one feature space; see the functions of the same names. */
export interface Comparison {
  /** Fréchet distance. Undefined with no more images than features, where it measures the sample size alone. */
  readonly frechet?: Estimate;
  readonly kernel: Estimate;
  readonly precision: Estimate;
  readonly recall: Estimate;
  readonly density: Estimate;
  readonly coverage: Estimate;
}

/** Names of the metrics of a {@link Comparison} in display order. */
export const metricNames = ["frechet", "kernel", "precision", "recall", "density", "coverage"] as const;

/** Smallest number of images per side: each needs a fifth neighbour among half of them. */
export const minCompared = 12;

/** Options of {@link compareFeatures}. */
export interface CompareFeaturesOptions extends BootstrapOptions {
  /** Precomputed distances within the reference. Default: computed here. */
  readonly referenceDistances?: DistanceMatrix;
}

/**
 * Compares a set of images with a reference set of the same size. The standard deviations resample both sides: with
 * replacement for the Fréchet and the kernel distance, random halves for the nearest-neighbour metrics.
 *
 * @param reference - features of the reference, `[count, width]`, at least {@link minCompared} rows.
 * @param pictures - features of the compared images, as many rows of the same width.
 * @param options - bootstrap seed and rounds, and precomputed distances.
 * @returns one {@link Estimate} per metric.
 */
export function compareFeatures(
  reference: Features,
  pictures: Features,
  options: CompareFeaturesOptions = {},
): Comparison {
  const distances = pairDistances(reference, pictures, options.referenceDistances);
  const counts = [reference.count, pictures.count];
  const matrices = kernelMatrices(reference, pictures, distances);
  const frechet = (...picks: Uint32Array[]) =>
    frechetDistance(fitGaussian(reference, picks[0]), fitGaussian(pictures, picks[1]));
  const spread = subsampleStds(counts, (a, b) => neighbourMetrics(selectDistances(distances, a, b)), options);
  const [precision, recall, density, coverage] = neighbourMetrics(distances).map((value, place) => ({
    value,
    std: spread[place],
  }));
  return {
    ...(Math.min(...counts) > reference.width && {
      frechet: { value: frechet(), std: bootstrapStd(counts, frechet, options) },
    }),
    kernel: {
      value: kernelDistance(matrices),
      std: bootstrapStd(counts, (a, b) => kernelDistance(matrices, a, b), options),
    },
    precision,
    recall,
    density,
    coverage,
  };
}

/** Computes precision, recall, density and coverage, in this order. */
function neighbourMetrics(distances: PairDistances): number[] {
  const { precision, recall } = precisionRecall(distances);
  const { density, coverage } = densityCoverage(distances);
  return [precision, recall, density, coverage].map(
    (scores) => scores.reduce((sum, score) => sum + score, 0) / scores.length,
  );
}
