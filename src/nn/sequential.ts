import { add, concatenate } from "../tensor/index.ts";
import type { Layer } from "./layer.ts";

/** Layers one after the other. Their parameters are named by position: `encoder.0.weight`, `encoder.2.weight`. */
export function sequential(...layers: readonly Layer[]): Layer {
  return (x, scope) =>
    layers.reduce((y, layer, at) => {
      const inner = scope.child(at);
      const output = layer(y, inner);
      inner.observe(output);
      return output;
    }, x);
}

/** x + layers(x) (He et al. 2016): the layers learn what to change. They must keep the shape. */
export function residual(...layers: readonly Layer[]): Layer {
  const body = sequential(...layers);
  return (x, scope) => add(x, body(x, scope));
}

/** x and layers(x) beside each other along the channels (Ronneberger et al. 2015): the input stays available. */
export function skip(...layers: readonly Layer[]): Layer {
  const body = sequential(...layers);
  return (x, scope) => concatenate([x, body(x, scope)], 1);
}
