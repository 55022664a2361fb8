import { sizeOf, type Shape, type Tensor } from "../tensor/index.ts";
import { openScope, type Scope } from "./layer.ts";
import { createRegistry } from "./registry.ts";

/** A layer of a network. */
export interface LayerSummary {
  /** Path, such as `2` or `1.0`. */
  readonly path: string;
  /** Shape of its output. */
  readonly output: Shape;
  /** Number of learned values in it and in the layers inside it. */
  readonly parameters: number;
}

/** See {@link summarize}. */
export interface NetworkSummary {
  readonly layers: readonly LayerSummary[];
  readonly output: Shape;
  readonly parameters: number;
}

/**
 * Lists the layers of a network with their output shapes and numbers of learned values. Layers inside of `sequential`,
 * `residual` and `skip` are listed by their position.
 *
 * @param network - with one input and one tensor as output.
 * @param input - the input, including the batch: `input("x", [1, 3, 64, 64])`.
 * @throws OmakaseError `shape` when a layer does not fit; its message names the layer.
 */
export function summarize(network: (x: Tensor, scope: Scope) => Tensor, input: Tensor): NetworkSummary {
  const registry = createRegistry();
  const outputs: { readonly path: string; readonly output: Tensor }[] = [];
  const scope = openScope(registry, "network", {
    training: false,
    onOutput: (path, output) => void outputs.push({ path, output }),
  });
  const result = network(input, scope);
  const count = (prefix: string) =>
    [...registry.definitions]
      .filter(([name, { kind }]) => kind === "parameter" && name.startsWith(`${prefix}.`))
      .reduce((total, [, { tensor }]) => total + sizeOf(tensor.shape), 0);
  const layers = outputs.map(({ path, output }) => ({
    path: path.slice("network.".length),
    output: output.shape,
    parameters: count(path),
  }));
  return { layers, output: result.shape, parameters: count("network") };
}
