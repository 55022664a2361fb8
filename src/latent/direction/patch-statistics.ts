import { cholesky } from "../../math/index.ts";
import { patchCount, patchFeatureSize } from "../../feature/index.ts";

/** How what an eye sees of the parts of pictures varies from picture to picture. */
export interface PatchStatistics {
  /** `[parts · width]`. */
  readonly mean: Float64Array;
  /** For each part the lower triangular root of the covariance, `[width, width]`. */
  readonly choleskyFactors: readonly Float64Array[];
}

/** Of a part's mean variance: added to each of its variances, as few pictures say little about directions of little spread. */
const varianceFloor = 0.1;

/**
 * Measures it.
 *
 * @param seen - of an eye, `[count, parts · width]`, row-major.
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
