import { flattenBatch, reshape as reshapeTensor } from "../tensor/index.ts";
import type { Layer } from "./layer.ts";

/** Everything but the batch in one row: `[batch, …]` → `[batch, features]`. */
export function flatten(): Layer {
  return flattenBatch;
}

/** Features in another arrangement: `[batch, …]` → `[batch, ...shape]`. */
export function reshape(...shape: readonly number[]): Layer {
  return (x) => reshapeTensor(x, [x.shape[0], ...shape]);
}
