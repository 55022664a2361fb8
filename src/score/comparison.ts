import {
  bootstrapDeviation,
  densityCoverage,
  fitGaussian,
  frechetDistance,
  kernelDistance,
  kernelMatrices,
  pairDistances,
  precisionRecall,
  type BootstrapOptions,
  type DistanceMatrix,
  type Features,
} from "../feature/index.ts";

/** A number, and how much it would vary if other pictures had been drawn: a standard deviation, by bootstrap. */
export interface Estimate {
  readonly value: number;
  readonly deviation: number;
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
export const measures = ["frechet", "kernel", "precision", "recall", "density", "coverage"] as const;

/** Fewer pictures on one side cannot be compared: each needs a fifth neighbour. */
export const fewestCompared = 6;

/** See {@link compare}. */
export interface CompareOptions extends BootstrapOptions {
  /** The distances within the reference, where they are known already. Default: they are measured. */
  readonly own?: DistanceMatrix;
}

/**
 * Compares pictures with a reference of as many. For Fréchet and kernel distance both sides are drawn anew in every
 * round of the bootstrap; for the others, which are means over pictures, these pictures are, in the surroundings as
 * they are: a twin in the sample would shrink them.
 */
export function compare(reference: Features, pictures: Features, options: CompareOptions = {}): Comparison {
  const distances = pairDistances(reference, pictures, options.own);
  const { precision, recall } = precisionRecall(distances);
  const { density, coverage } = densityCoverage(distances);
  const mean = (scores: Float64Array): Estimate => {
    const over = (picks: Uint32Array) => picks.reduce((sum, at) => sum + scores[at], 0) / picks.length;
    return {
      value: over(Uint32Array.from(scores.keys())),
      deviation: bootstrapDeviation([scores.length], over, options),
    };
  };
  const counts = [reference.count, pictures.count];
  const matrices = kernelMatrices(reference, pictures, distances);
  const frechet = (...picks: Uint32Array[]) =>
    frechetDistance(fitGaussian(reference, picks[0]), fitGaussian(pictures, picks[1]));
  return {
    ...(Math.min(...counts) > reference.width && {
      frechet: { value: frechet(), deviation: bootstrapDeviation(counts, frechet, options) },
    }),
    kernel: {
      value: kernelDistance(matrices),
      deviation: bootstrapDeviation(counts, (a, b) => kernelDistance(matrices, a, b), options),
    },
    precision: mean(precision),
    recall: mean(recall),
    density: mean(density),
    coverage: mean(coverage),
  };
}
