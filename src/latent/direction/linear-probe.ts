import { cholesky, solveLower, solvePositiveDefinite, solveUpper } from "../../math/index.ts";
import { patchCount, patchFeatureSize } from "../../feature/index.ts";
import type { PatchStatistics } from "./patch-statistics.ts";

/** A linear probe of a trait: a weighted sum of patch features. */
export interface LinearProbe {
  /** Weights, `[patchCount · patchFeatureSize]`. */
  readonly weights: Float64Array;
  readonly bias: number;
  /** Cross-validated accuracy on the examples, 0–1. */
  readonly accuracy: number;
}

/** Ridge strength, relative to the kernel's mean diagonal of 1. */
const ridge = 0.3;
/** Exponent of the leave-one-out correlation in the weight of a patch. */
const patchWeightPower = 8;
/** Folds of the cross-validation. */
const foldCount = 5;

/**
 * Fits a linear probe on a few images. Each patch is evaluated by leave-one-out; the better it separates the two
 * classes, the larger its weight, so that glasses are found around the eyes. The covariance of each patch is divided
 * out, as in linear discriminant analysis, but measured on unlabelled images (Hariharan et al. 2012). The rest is
 * ridge regression with one kernel per patch (kernel weights by alignment, Cristianini et al. 2002).
 * @param spread - patch statistics of unlabelled images.
 * @param seen - patch features, `[count, patchCount · patchFeatureSize]`, row-major: the positive images first.
 * @param present - number of positive images, ≥ 2, and as many negative ones at least.
 * @returns a probe scaled so that positive images score about 1 and negative ones about −1.
 */
export function fitProbe(spread: PatchStatistics, seen: Float32Array, present: number): LinearProbe {
  const count = seen.length / (patchCount * patchFeatureSize);
  const labels = Float64Array.from({ length: count }, (_, at) => (at < present ? 1 : -1));
  const parts = spread.choleskyFactors.map((_, part) => patchKernel(spread, seen, part));
  const kernels = parts.map(({ kernel }) => kernel);
  const { shares, factors, middle, half } = fitKernelRidge(kernels, labels);
  const weights = new Float64Array(patchCount * patchFeatureSize);
  let bias = -middle / half;
  parts.forEach(({ white, scale }, part) => {
    const sum = new Float64Array(patchFeatureSize);
    white.forEach((row, at) => row.forEach((value, axis) => (sum[axis] += factors[at] * value)));
    const own = solveUpper(spread.choleskyFactors[part], sum);
    own.forEach((value, axis) => {
      const place = part * patchFeatureSize + axis;
      weights[place] = (value * shares[part]) / scale / half;
      bias -= weights[place] * spread.mean[place];
    });
  });
  return { weights, bias, accuracy: crossValidatedAccuracy(kernels, labels) };
}

/** Fits the weights of the patches, and the ridge regression on the weighted kernel. */
function fitKernelRidge(kernels: readonly Float64Array[], labels: Float64Array) {
  const count = labels.length;
  const raw = kernels.map(
    (kernel) => Math.max(0, correlation(leaveOneOutPredictions(kernel, labels), labels)) ** patchWeightPower,
  );
  const all = raw.reduce((sum, value) => sum + value, 0);
  const shares = all > 0 ? raw.map((value) => value / all) : raw.map(() => 1 / kernels.length);
  const kernel = new Float64Array(count * count);
  kernels.forEach((part, at) => part.forEach((value, place) => (kernel[place] += shares[at] * value)));
  const predicted = leaveOneOutPredictions(kernel, labels);
  const above = mean(predicted.filter((_, at) => labels[at] > 0));
  const below = mean(predicted.filter((_, at) => labels[at] < 0));
  return {
    shares,
    factors: solvePositiveDefinite(withRidge(kernel, count), labels),
    middle: (above + below) / 2,
    half: Math.max((above - below) / 2, 1e-3),
  };
}

/** Returns the accuracy of a five-fold cross-validation, 0–1. */
function crossValidatedAccuracy(kernels: readonly Float64Array[], labels: Float64Array): number {
  const count = labels.length;
  const all = Array.from({ length: count }, (_, at) => at);
  let right = 0;
  for (let turn = 0; turn < foldCount; turn++) {
    const [held, rest] = [all.filter((at) => at % foldCount === turn), all.filter((at) => at % foldCount !== turn)];
    const own = Float64Array.from(rest, (at) => labels[at]);
    if (held.length === 0 || Math.abs(mean(own)) === 1) continue;
    const inner = kernels.map((kernel) =>
      Float64Array.from({ length: rest.length ** 2 }, (_, place) => {
        const [row, column] = [Math.floor(place / rest.length), place % rest.length];
        return kernel[rest[row] * count + rest[column]];
      }),
    );
    const { shares, factors, middle } = fitKernelRidge(inner, own);
    for (const at of held) {
      let said = 0;
      kernels.forEach((kernel, part) => {
        if (shares[part] > 0)
          rest.forEach((other, row) => (said += shares[part] * factors[row] * kernel[at * count + other]));
      });
      if (said > middle === labels[at] > 0) right++;
    }
  }
  return right / count;
}

/** Scores images with a probe, `[count]`: about 1 with the trait, about −1 without. */
export function applyProbe({ weights, bias }: Pick<LinearProbe, "weights" | "bias">, seen: Float32Array): Float64Array {
  const each = weights.length;
  return Float64Array.from({ length: seen.length / each }, (_, picture) => {
    let sum = bias;
    for (let at = 0; at < each; at++) sum += weights[at] * seen[picture * each + at];
    return sum;
  });
}

/** Whitens one patch of all images and computes its kernel, with a mean of 1 on the diagonal. */
function patchKernel({ mean: middle, choleskyFactors }: PatchStatistics, seen: Float32Array, part: number) {
  const each = patchCount * patchFeatureSize;
  const count = seen.length / each;
  const start = part * patchFeatureSize;
  const white = Array.from({ length: count }, (_, picture) =>
    solveLower(
      choleskyFactors[part],
      Float64Array.from(
        { length: patchFeatureSize },
        (_, axis) => seen[picture * each + start + axis] - middle[start + axis],
      ),
    ),
  );
  const kernel = new Float64Array(count * count);
  let scale = 1e-12;
  for (let row = 0; row < count; row++)
    for (let column = 0; column <= row; column++) {
      const product = white[row].reduce((sum, value, axis) => sum + value * white[column][axis], 0);
      kernel[row * count + column] = kernel[column * count + row] = product;
      if (row === column) scale += product / count;
    }
  return { white, kernel: kernel.map((value) => value / scale), scale };
}

/** Returns the leave-one-out predictions of ridge regression, in closed form. */
function leaveOneOutPredictions(kernel: Float64Array, labels: Float64Array): Float64Array {
  const count = labels.length;
  const root = cholesky(withRidge(kernel, count), count);
  const factors = solveUpper(root, solveLower(root, labels));
  return labels.map((label, at) => {
    const column = solveLower(
      root,
      Float64Array.from({ length: count }, (_, row) => (row === at ? 1 : 0)),
    );
    return label - factors[at] / column.reduce((sum, value) => sum + value * value, 0);
  });
}

function withRidge(kernel: Float64Array, count: number): Float64Array {
  return kernel.map((value, at) => (at % (count + 1) === 0 ? value + ridge : value));
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function correlation(a: Float64Array, b: Float64Array): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  let [product, squaresA, squaresB] = [0, 0, 0];
  a.forEach((value, at) => {
    product += (value - meanA) * (b[at] - meanB);
    squaresA += (value - meanA) ** 2;
    squaresB += (b[at] - meanB) ** 2;
  });
  return product / Math.sqrt(squaresA * squaresB + 1e-30);
}
