import { input, sizeOf, state, type Graph, type Random, type Shape, type Tensor } from "../tensor/index.ts";
import { internalError } from "../error.ts";

/**
 * Makes the first values of a parameter from a stream of random numbers of its own.
 * `fanIn` is how many inputs each output mixes; it is given where it is not everything but the first axis.
 */
export type Initializer = (random: Random, shape: Shape, fanIn?: number) => Float32Array;

/** A state that a network needs, and how it starts. */
export interface Definition {
  readonly tensor: Tensor<"state">;
  readonly initial: Initializer;
  /** A parameter is learned by the optimizer; a buffer (running average, optimizer moment) is only kept. */
  readonly kind: "parameter" | "buffer";
}

/** Random numbers that must be handed in at every run. */
export interface Noise {
  readonly tensor: Tensor<"input">;
  readonly kind: "normal" | "uniform";
}

/**
 * What building a graph has asked for so far: states, random inputs, and the value that each state has at this point
 * of the step. Using a network twice with one registry shares its parameters; after an optimizer has set new values,
 * what is built next uses those.
 */
export interface Registry {
  readonly definitions: Map<string, Definition>;
  readonly values: Map<string, Tensor>;
  readonly noise: Map<string, Noise>;
}

/** Prefix of averaged weights (EMA): `average.generator.0.weight`. */
export const averagePrefix = "average.";

/** An empty registry. */
export function createRegistry(): Registry {
  return { definitions: new Map(), values: new Map(), noise: new Map() };
}

/** The state of this name as it is now, defined on first use. */
export function define(
  registry: Registry,
  name: string,
  shape: Shape,
  initial: Initializer,
  kind: Definition["kind"],
): Tensor {
  const known = registry.values.get(name);
  if (known) {
    if (sizeOf(known.shape) !== sizeOf(shape)) throw internalError(`"${name}" is used with two shapes`);
    return known;
  }
  const tensor = state(name, shape);
  registry.definitions.set(name, { tensor, initial, kind });
  registry.values.set(name, tensor);
  return tensor;
}

/** Random numbers under a name; asking twice gives the same ones. */
export function noise(registry: Registry, name: string, shape: Shape, kind: Noise["kind"]): Tensor {
  const known = registry.noise.get(name);
  if (known) return known.tensor;
  const tensor = input(name, shape);
  registry.noise.set(name, { tensor, kind });
  return tensor;
}

/** The graph that computes `outputs` and leaves every state with the value it has now. */
export function graphOf(registry: Registry, outputs: Readonly<Record<string, Tensor>>): Graph {
  const updates = new Map<Tensor<"state">, Tensor>();
  for (const [name, { tensor }] of registry.definitions) {
    const value = registry.values.get(name);
    if (value && value !== tensor) updates.set(tensor, value);
  }
  return { outputs, updates };
}
