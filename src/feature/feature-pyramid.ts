import { featurePyramid } from "../model/index.ts";
import { openScope, type Registry } from "../nn/index.ts";
import {
  add,
  concatenate,
  divide,
  mean,
  multiply,
  reshape,
  sqrt,
  square,
  subtract,
  sum,
  addN,
  type Tensor,
} from "../tensor/index.ts";
import { featureNetworkShape } from "./feature-weights.ts";

/** Number of stages in the pyramid; each halves the resolution. */
const pyramidStages = 4;

/**
 * Computes the feature pyramid of the feature network, with each position's feature vector normalised to length 1. The
 * weights are states called `body.…`.
 *
 * @param pictures - `[batch, channels, size, size]` in [−1, 1], of any size from 8 px, grey or RGB.
 * @returns from the finest, `[batch, features, side, side]` each.
 */
export function normalizedPyramid(registry: Registry, pictures: Tensor): Tensor[] {
  const [, channels, size] = pictures.shape;
  const count = Math.min(pyramidStages, Math.log2(size / 2));
  const coloured = channels === 3 ? pictures : concatenate([pictures, pictures, pictures], 1);
  const views = featurePyramid(featureNetworkShape, count)(coloured, openScope(registry, "body", { training: false }));
  return views.map((view) => divide(view, sqrt(add(sum(square(view), [1]), 1e-6))));
}

/**
 * Computes a perceptual distance of two batches from their pyramids: the squared distance of normalised features,
 * averaged over positions and scales (as LPIPS, Zhang et al. 2018, section 3.2; we differ: our own small network, and
 * no weights per feature). 0 for equal pictures; values do not compare with those of LPIPS.
 *
 * @returns `[batch]`.
 */
export function pyramidDistance(a: readonly Tensor[], b: readonly Tensor[]): Tensor {
  const [batch] = a[0].shape;
  const apart = a.map((view, at) => mean(sum(square(subtract(view, b[at])), [1]), [1, 2, 3]));
  return reshape(multiply(addN(apart), 1 / apart.length), [batch]);
}

/**
 * Computes the mean squared difference of pixels in [−1, 1].
 *
 * @returns `[batch]`.
 */
export function pixelDistance(a: Tensor, b: Tensor): Tensor {
  return reshape(mean(square(subtract(a, b)), [1, 2, 3]), [a.shape[0]]);
}
