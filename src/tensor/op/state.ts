import type { Shape } from "../shape.ts";
import { tensor, type Tensor } from "../tensor.ts";

/** See {@link state}. */
export interface StateAttributes {
  readonly name: string;
}

/**
 * Numbers that stay on the device between runs: weights, optimizer moments, running averages.
 * A graph says in its `updates` what replaces them after a run.
 *
 * @param name - the name in the checkpoint, with dots for nesting: `generator.2.weight`.
 */
export function state(name: string, shape: Shape): Tensor<"state"> {
  return tensor("state", shape, [], { name });
}
