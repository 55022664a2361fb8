import { add, matmul, shapeError, formatShape } from "../tensor/index.ts";
import { nnText } from "../text/index.ts";
import { checkFeatures, checkOptions, layerPath } from "./check-layer.ts";
import { scaledNormal, zeros } from "./initializer.ts";
import type { Layer } from "./layer.ts";
import type { Initializer } from "./registry.ts";
import { spectralNorm } from "./spectral-norm.ts";

/** See {@link dense}. */
export interface DenseOptions {
  /** Whether to add a learned bias to each feature. Default true. */
  readonly bias?: boolean;
  /** Initializer of the weights. Default `scaledNormal()`. */
  readonly initial?: Initializer;
  /** Divides the weights by their largest singular value (Miyato et al. 2018). Default false. */
  readonly spectral?: boolean;
}

/**
 * Creates a fully connected layer: `[batch, in]` → `[batch, out]`.
 *
 * @param out - number of output features, 1 or more.
 * @param options - see {@link DenseOptions}.
 * @returns a layer with parameters `weight`, `[out, in]`, and `bias`, `[1, out]`.
 * @throws OmakaseError `option` when `out` is no whole number above 0; `shape`, when the layer is applied, unless the input
 *   has two axes.
 */
export function dense(out: number, options: DenseOptions = {}): Layer {
  const { bias = true, initial = scaledNormal(), spectral = false } = options;
  checkFeatures("dense", out);
  checkOptions("dense", out, options, "{ bias: false }");
  return (x, scope) => {
    if (x.shape.length !== 2)
      throw shapeError(
        layerPath(scope, "dense"),
        nnText.dense.flat({ shape: formatShape(x.shape), isRow: x.shape.length === 1, features: x.shape[0] }),
      );
    const weight = scope.parameter("weight", [out, x.shape[1]], initial);
    const y = matmul(x, spectral ? spectralNorm(weight, scope) : weight, { transposeB: true }); // [batch, out]
    return bias ? add(y, scope.parameter("bias", [1, out], zeros)) : y;
  };
}
