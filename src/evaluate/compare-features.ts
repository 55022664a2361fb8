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

/** A number, and how much it would vary if other pictures had been drawn: a standard deviation, by bootstrap. */
export interface Estimate {
  readonly value: number;
  readonly std: number;
}

/** How far some pictures are from the reference, in a feature space; see the functions of these names. */
export interface Comparison {
  /** Missing where there are not more pictures than features: it would only measure how few there are. */
  readonly frechet?: Estimate;
  readonly kernel: Estimate;
  readonly precision: Estimate;
  readonly recall: Estimate;
  readonly density: Estimate;
  readonly coverage: Estimate;
}

/** The names of what a {@link Comparison} holds, in the order in which they are shown. */
export const metricNames = ["frechet", "kernel", "precision", "recall", "density", "coverage"] as const;

/** Fewer pictures on one side cannot be compared: each needs a fifth neighbour among half of them. */
export const minCompared = 12;

/** See {@link compareFeatures}. */
export interface CompareFeaturesOptions extends BootstrapOptions {
  /** The distances within the reference, where they are known already. Default: they are measured. */
  readonly referenceDistances?: DistanceMatrix;
}

/**
 * Compares pictures with a reference of as many. Both sides vary in the deviations: drawn anew for Fréchet and kernel
 * distance, halved by chance for those that are made of nearest neighbours.
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

/** Precision, recall, density and coverage. */
function neighbourMetrics(distances: PairDistances): number[] {
  const { precision, recall } = precisionRecall(distances);
  const { density, coverage } = densityCoverage(distances);
  return [precision, recall, density, coverage].map(
    (scores) => scores.reduce((sum, score) => sum + score, 0) / scores.length,
  );
}
