import { flattenBatch, formatShape, reshape as reshapeTensor, shapeError, sizeOf } from "../tensor/index.ts";
import { nnText } from "../text/index.ts";
import { checkFeatures, layerPath } from "./check-layer.ts";
import type { Layer } from "./layer.ts";

/** Creates a layer that flattens all axes but the batch: `[batch, …]` → `[batch, features]`. */
export function flatten(): Layer {
  return flattenBatch;
}

/**
 * Creates a layer that reshapes all axes but the batch: `[batch, …]` → `[batch, ...shape]`.
 *
 * @param shape - new lengths without the batch.
 * @throws OmakaseError `option` when a length is no whole number above 0; `shape`, when the layer is applied, unless the
 *   number of values stays the same.
 */
export function reshape(...shape: readonly number[]): Layer {
  for (const length of shape) checkFeatures("reshape", length);
  return (x, scope) => {
    const [batch, ...from] = x.shape;
    const [got, count] = [sizeOf(from), sizeOf(shape)];
    if (got !== count)
      throw shapeError(
        layerPath(scope, "reshape"),
        nnText.shape.reshape({ count, shape: shape.join(", "), got, from: formatShape(x.shape) }),
      );
    return reshapeTensor(x, [batch, ...shape]);
  };
}
