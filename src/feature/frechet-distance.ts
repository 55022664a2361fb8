import type { Features } from "./features.ts";
import { cholesky, denseLower, symmetricEigenvalues } from "../math/index.ts";

/** Normal distribution, given by mean and covariance. */
export interface Gaussian {
  readonly mean: Float64Array;
  /** `[width, width]`, unbiased (divided by count − 1). */
  readonly covariance: Float64Array;
}

/**
 * Fits a normal distribution to features.
 *
 * @param picks - row indices, with repetition; default: all rows.
 */
export function fitGaussian({ values, count, width }: Features, picks?: ArrayLike<number>): Gaussian {
  const total = picks?.length ?? count;
  const row = (at: number): number => (picks ? picks[at] : at) * width;
  const mean = new Float64Array(width);
  for (let at = 0; at < total; at++)
    for (let column = 0, from = row(at); column < width; column++) mean[column] += values[from + column] / total;
  const covariance = new Float64Array(width * width);
  const [a, b] = [new Float64Array(width), new Float64Array(width)]; // two rows at a time: half the memory traffic
  for (let at = 0; at < total; at += 2) {
    const from = row(at);
    const next = at + 1 < total ? row(at + 1) : -1;
    for (let column = 0; column < width; column++) {
      a[column] = values[from + column] - mean[column];
      b[column] = next < 0 ? 0 : values[next + column] - mean[column];
    }
    for (let one = 0; one < width; one++) {
      const ofA = a[one];
      const ofB = b[one];
      for (let other = 0, to = one * width; other <= one; other++)
        covariance[to + other] += ofA * a[other] + ofB * b[other];
    }
  }
  for (let one = 0; one < width; one++)
    for (let other = 0; other <= one; other++)
      covariance[other * width + one] = covariance[one * width + other] /= Math.max(1, total - 1);
  return { mean, covariance };
}

/**
 * Computes the Fréchet distance of two normal distributions: |m₁ − m₂|² + tr(C₁ + C₂ − 2 (C₁C₂)^½) (Dowson & Landau
 * 1982). The FID (Heusel et al. 2017) is this distance in the feature space of Inception; we differ: another feature
 * space, so values do not compare. 0 for equal distributions, and biased upwards for small samples: compare at equal
 * counts only.
 */
export function frechetDistance(a: Gaussian, b: Gaussian): number {
  const width = a.mean.length;
  let distance = 0;
  for (let at = 0; at < width; at++) {
    const diagonal = at * (width + 1);
    distance += (a.mean[at] - b.mean[at]) ** 2 + a.covariance[diagonal] + b.covariance[diagonal];
  }
  // C₁ = L·Lᵀ, and Lᵀ·C₂·L is symmetric and has the eigenvalues of C₁·C₂
  const root = denseLower(cholesky(a.covariance, width));
  const eigenvalues = symmetricEigenvalues(congruent(root, b.covariance, width), width);
  for (const value of eigenvalues) distance -= 2 * Math.sqrt(Math.max(0, value)); // below 0 by rounding only
  return Math.max(0, distance);
}

/** Computes Lᵀ·C·L for a lower triangle L. */
function congruent(root: Float64Array, covariance: Float64Array, width: number): Float64Array {
  const half = new Float64Array(width * width); // (C·L)ᵀ
  for (let row = 0; row < width; row++) {
    for (let column = 0; column < width; column++) {
      let sum = 0;
      for (let at = column; at < width; at++) sum += covariance[row * width + at] * root[at * width + column];
      half[column * width + row] = sum;
    }
  }
  const product = new Float64Array(width * width);
  for (let row = 0; row < width; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = 0;
      for (let at = row; at < width; at++) sum += root[at * width + row] * half[column * width + at];
      product[row * width + column] = product[column * width + row] = sum;
    }
  }
  return product;
}
