import type { Shape } from "../shape.ts";
import { tensor, type Tensor } from "../tensor.ts";

/** See {@link input}. */
export interface InputAttributes {
  readonly name: string;
}

/**
 * Numbers that are handed in anew at every run: pictures, latents, the learning rate, masks.
 *
 * @param name - under which `run` expects the values; unique in a graph.
 */
export function input(name: string, shape: Shape): Tensor<"input"> {
  return tensor("input", shape, [], { name });
}
