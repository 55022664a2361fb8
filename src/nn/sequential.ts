import { add, concatenate } from "../tensor/index.ts";
import { checkInput, checkLayer, checkOutput } from "./check-layer.ts";
import type { Layer } from "./layer.ts";

/**
 * Composes layers. Their parameters are named by position: `encoder.0.weight`, `encoder.2.weight`.
 *
 * @param layers - from first to last; with none, the layer returns its input.
 * @throws OmakaseError `option` when one is no layer; `shape`, when they are applied, if one returns no tensor.
 */
export function sequential(...layers: readonly Layer[]): Layer {
  for (const layer of layers) checkLayer("sequential", layer);
  return (x, scope) => {
    checkInput(x, scope);
    return layers.reduce((y, layer, at) => {
      const inner = scope.child(at);
      const output = checkOutput(layer(y, inner), inner);
      inner.observe(output);
      return output;
    }, x);
  };
}

/**
 * Composes layers with a residual connection, x + layers(x) (He et al. 2016).
 *
 * @param layers - from first to last; together they keep the shape.
 */
export function residual(...layers: readonly Layer[]): Layer {
  const body = sequential(...layers);
  return (x, scope) => add(x, body(x, scope));
}

/**
 * Composes layers with a skip connection (U-Net, Ronneberger et al. 2015): `[batch, c, …]` → `[batch, c + out, …]`, the
 * input and the output of the layers, concatenated along the channels.
 *
 * @param layers - from first to last; together they keep all axes but the channels.
 */
export function skip(...layers: readonly Layer[]): Layer {
  const body = sequential(...layers);
  return (x, scope) => concatenate([x, body(x, scope)], 1);
}
