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

/** Of the stages of the feature network, which halve a picture each. */
const pyramidStages = 4;

/**
 * What the feature network sees in each part of pictures, at several scales, in directions only: at every place the
 * features have length 1. Its weights are states called `body.…`.
 *
 * @param pictures - `[batch, channel, size, size]` in [−1, 1], of any size from 8 px and with or without colour.
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
 * How differently two batches look, `[batch]`: the squared distance of their views, averaged over places and added up
 * over the scales (as LPIPS, Zhang et al. 2018, section 3.2, in the eyes of our own small network and with all features
 * alike). 0 for the same picture; numbers do not compare with those of LPIPS.
 */
export function pyramidDistance(a: readonly Tensor[], b: readonly Tensor[]): Tensor {
  const [batch] = a[0].shape;
  const apart = a.map((view, at) => mean(sum(square(subtract(view, b[at])), [1]), [1, 2, 3]));
  return reshape(multiply(addN(apart), 1 / apart.length), [batch]);
}

/** The mean squared difference of pixels in [−1, 1], `[batch]`. */
export function pixelDistance(a: Tensor, b: Tensor): Tensor {
  return reshape(mean(square(subtract(a, b)), [1, 2, 3]), [a.shape[0]]);
}
