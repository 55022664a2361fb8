import { flattenBatch, reshape as reshapeTensor } from "../tensor/index.ts";
import type { Layer } from "./layer.ts";

/** Creates a layer that flattens all axes but the batch: `[batch, …]` → `[batch, features]`. */
export function flatten(): Layer {
  return flattenBatch;
}

/**
 * Creates a layer that reshapes all axes but the batch: `[batch, …]` → `[batch, ...shape]`.
 *
 * @param shape - new lengths without the batch.
 * @throws OmakaseError `shape`, when the layer is applied, unless the number of values stays the same.
 */
export function reshape(...shape: readonly number[]): Layer {
  return (x) => reshapeTensor(x, [x.shape[0], ...shape]);
}
