import { averagePool, type Layer, resizeBilinear, sequential } from "../nn/index.ts";
import { type ImageShape } from "../model/index.ts";
import { featureNetworkShape } from "./feature-weights.ts";
import { patchTrunk } from "./feature-network.ts";
import { broadcast, reshape, transpose } from "../tensor/index.ts";

/** Number of patches of a picture, rows from the top: 8 × 8. */
export const patchCount = 64;
/** Number of features per patch. */
export const patchFeatureSize = 64;

/**
 * Creates a layer that extracts the patch features of the feature network, so that details of a few pixels still
 * matter.
 *
 * @returns a layer from `[batch, channels, size, size]` in [−1, 1] to `[batch, 64 · 64]`: the features of each patch.
 */
export function patchFeatures({ size, channels }: ImageShape): Layer {
  const fitted = sequential(toRgb(channels), resizeToFeatureNetwork(size));
  return (pictures, scope) => {
    const [batch] = pictures.shape;
    const features = patchTrunk(fitted(pictures, scope), scope); // [batch, features, 8, 8]
    return reshape(transpose(reshape(features, [batch, patchFeatureSize, patchCount]), [0, 2, 1]), [
      batch,
      patchCount * patchFeatureSize,
    ]);
  };
}

function toRgb(channels: 1 | 3): Layer {
  return (x) => (channels === 3 ? x : broadcast(x, [x.shape[0], 3, x.shape[2], x.shape[3]]));
}

function resizeToFeatureNetwork(size: number): Layer {
  if (size === featureNetworkShape.size) return (x) => x;
  if (size > featureNetworkShape.size) return averagePool(size / featureNetworkShape.size);
  return resizeBilinear(featureNetworkShape.size, featureNetworkShape.size);
}
