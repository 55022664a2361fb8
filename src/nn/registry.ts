import {
  formatShape,
  input,
  shapeError,
  sizeOf,
  state,
  type Graph,
  type Random,
  type Shape,
  type Tensor,
} from "../tensor/index.ts";
import { nnText } from "../text/index.ts";

/**
 * Function that draws the initial values of a state from its own stream of random numbers. `fanIn` is the number of inputs
 * of each output; default: the product of all axes but the first.
 */
export type Initializer = (random: Random, shape: Shape, fanIn?: number) => Float32Array;

/** A state of a network, with its initial values. */
export interface Definition {
  readonly tensor: Tensor<"state">;
  readonly initial: Initializer;
  /** The optimizer updates parameters; buffers are running averages, optimizer moments and the like. */
  readonly kind: "parameter" | "buffer";
}

/** Random numbers, an input of every run. */
export interface Noise {
  readonly tensor: Tensor<"input">;
  readonly kind: "normal" | "uniform";
}

/**
 * States and random inputs of a graph under construction, and the current value of each state within the step. A network
 * that is applied twice with one registry shares its parameters. After an optimizer has set new values, later applications
 * use those.
 */
export interface Registry {
  readonly definitions: Map<string, Definition>;
  readonly values: Map<string, Tensor>;
  readonly noise: Map<string, Noise>;
}

/** Prefixes of states that belong to the training, not to the networks. */
export const trainingPrefixes: readonly string[] = ["optimizer.", "balance.", "augment."];

/** Prefix of averaged weights (EMA): `average.generator.0.weight`. */
export const averagePrefix = "average.";

/** Creates an empty registry. */
export function createRegistry(): Registry {
  return { definitions: new Map(), values: new Map(), noise: new Map() };
}

/** Returns the current value of a state, and defines the state on first use. */
export function define(
  registry: Registry,
  name: string,
  shape: Shape,
  initial: Initializer,
  kind: Definition["kind"],
): Tensor {
  const current = registry.values.get(name);
  if (current) {
    if (sizeOf(current.shape) !== sizeOf(shape))
      throw shapeError(
        name.split(".").slice(0, -1).join("."),
        nnText.registry.twoShapes({ first: formatShape(current.shape), second: formatShape(shape) }),
      );
    return current;
  }
  const tensor = state(name, shape);
  registry.definitions.set(name, { tensor, initial, kind });
  registry.values.set(name, tensor);
  return tensor;
}

/** Defines random numbers by name; the same name returns the same numbers. */
export function noise(registry: Registry, name: string, shape: Shape, kind: Noise["kind"]): Tensor {
  const defined = registry.noise.get(name);
  if (defined) return defined.tensor;
  const tensor = input(name, shape);
  registry.noise.set(name, { tensor, kind });
  return tensor;
}

/** Creates the graph that computes `outputs` and updates every state to its current value. */
export function graphOf(registry: Registry, outputs: Readonly<Record<string, Tensor>>): Graph {
  const updates = new Map<Tensor<"state">, Tensor>();
  for (const [name, { tensor }] of registry.definitions) {
    const value = registry.values.get(name);
    if (value && value !== tensor) updates.set(tensor, value);
  }
  return { outputs, updates };
}
