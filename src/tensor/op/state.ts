import type { Shape } from "../shape.ts";
import { tensor, type Tensor } from "../tensor.ts";

/** See {@link state}. */
export interface StateAttributes {
  readonly name: string;
}

/**
 * Creates a state, whose numbers stay on the device between runs: weights, optimizer moments, running averages. The
 * `updates` of a graph replace them after a run.
 *
 * @param name - name in the checkpoint, with dots for nesting: `generator.2.weight`; unique in a graph.
 * @param shape - lengths of the axes.
 */
export function state(name: string, shape: Shape): Tensor<"state"> {
  return tensor("state", shape, [], { name });
}
