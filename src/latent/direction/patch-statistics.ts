import { cholesky, type LowerTriangle } from "../../math/index.ts";
import { patchCount, patchFeatureSize } from "../../feature/index.ts";

/** Mean and covariance of patch features over images. */
export interface PatchStatistics {
  /** Means, `[patchCount · patchFeatureSize]`. */
  readonly mean: Float64Array;
  /** Cholesky factors of the covariance of each patch, of `patchFeatureSize` rows. */
  readonly choleskyFactors: readonly LowerTriangle[];
}

/**
 * Variance added to each feature, as a fraction of the patch's mean variance: few images estimate small variances
 * poorly.
 */
const varianceFloor = 0.1;

/**
 * Measures the mean and the covariance of each patch.
 * @param seen - patch features, `[count, patchCount · patchFeatureSize]`, row-major.
 */
export function patchStatistics(seen: Float32Array): PatchStatistics {
  const each = patchCount * patchFeatureSize;
  const count = seen.length / each;
  const mean = new Float64Array(each);
  seen.forEach((value, at) => (mean[at % each] += value / count));
  const choleskyFactors = Array.from({ length: patchCount }, (_, part) => {
    const covariance = new Float64Array(patchFeatureSize * patchFeatureSize);
    const own = new Float64Array(patchFeatureSize);
    for (let picture = 0; picture < count; picture++) {
      for (let axis = 0; axis < patchFeatureSize; axis++) {
        const at = part * patchFeatureSize + axis;
        own[axis] = seen[picture * each + at] - mean[at];
        for (let other = 0; other <= axis; other++)
          covariance[axis * patchFeatureSize + other] += (own[axis] * own[other]) / count;
      }
    }
    let variance = 0;
    for (let axis = 0; axis < patchFeatureSize; axis++)
      variance += covariance[axis * (patchFeatureSize + 1)] / patchFeatureSize;
    for (let axis = 0; axis < patchFeatureSize; axis++)
      covariance[axis * (patchFeatureSize + 1)] += varianceFloor * variance + 1e-9;
    return cholesky(covariance, patchFeatureSize);
  });
  return { mean, choleskyFactors };
}
