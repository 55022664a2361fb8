import { cholesky } from "../math/index.ts";
import { eyeParts, eyeWidth } from "./eye.ts";

/** How what an eye sees of the parts of pictures varies from picture to picture. */
export interface PartSpread {
  /** `[parts · width]`. */
  readonly mean: Float64Array;
  /** For each part the lower triangular root of the covariance, `[width, width]`. */
  readonly roots: readonly Float64Array[];
}

/** Of a part's mean variance: added to each of its variances, as few pictures say little about directions of little spread. */
const floor = 0.1;

/**
 * Measures it.
 *
 * @param seen - of an eye, `[count, parts · width]`, row-major.
 */
export function partSpread(seen: Float32Array): PartSpread {
  const each = eyeParts * eyeWidth;
  const count = seen.length / each;
  const mean = new Float64Array(each);
  seen.forEach((value, at) => (mean[at % each] += value / count));
  const roots = Array.from({ length: eyeParts }, (_, part) => {
    const covariance = new Float64Array(eyeWidth * eyeWidth);
    const own = new Float64Array(eyeWidth);
    for (let picture = 0; picture < count; picture++) {
      for (let axis = 0; axis < eyeWidth; axis++) {
        const at = part * eyeWidth + axis;
        own[axis] = seen[picture * each + at] - mean[at];
        for (let other = 0; other <= axis; other++)
          covariance[axis * eyeWidth + other] += (own[axis] * own[other]) / count;
      }
    }
    let variance = 0;
    for (let axis = 0; axis < eyeWidth; axis++) variance += covariance[axis * (eyeWidth + 1)] / eyeWidth;
    for (let axis = 0; axis < eyeWidth; axis++) covariance[axis * (eyeWidth + 1)] += floor * variance + 1e-9;
    return cholesky(covariance, eyeWidth);
  });
  return { mean, roots };
}
