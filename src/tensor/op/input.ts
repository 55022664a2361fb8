import type { Shape } from "../shape.ts";
import { tensor, type Tensor } from "../tensor.ts";

/** See {@link input}. */
export interface InputAttributes {
  readonly name: string;
}

/**
 * Creates an input, whose numbers are passed to every run: images, latents, the learning rate.
 *
 * @param name - key of the values in `run`; unique in a graph.
 * @param shape - lengths of the axes; `[]` is a single number.
 */
export function input(name: string, shape: Shape): Tensor<"input"> {
  return tensor("input", shape, [], { name });
}
