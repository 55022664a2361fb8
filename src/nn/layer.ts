import type { Shape, Tensor } from "../tensor/index.ts";
import { define, noise, type Initializer, type Noise, type Registry } from "./registry.ts";

/**
 * A layer, or a whole network with one input: a function from a tensor to a tensor. It takes its parameters from the
 * scope, by name; the number of input features follows from `x`.
 */
export type Layer = (x: Tensor, scope: Scope) => Tensor;

/**
 * A network with any number of inputs and any result: `(x, scope) => y`, `(x, t, scope) => y`,
 * `(images, scope) => ({ mean, logVariance })`. Every {@link Layer} is one.
 */
export type Network = (...inputsAndScope: never[]) => unknown;

/** A network with its parameters bound, called without a scope: `discriminator(images)`. */
export type NetworkCall<N> = N extends (...all: infer All) => infer Output
  ? All extends readonly [...infer Inputs, Scope]
    ? (...inputs: Inputs) => Output
    : never
  : never;

/** Binds a network to a scope. */
export function bindNetwork<N extends Network>(network: N, scope: Scope): NetworkCall<N> {
  const call = (...inputs: readonly unknown[]) =>
    (network as unknown as (...all: readonly unknown[]) => unknown)(...inputs, scope);
  return call as NetworkCall<N>;
}

/** Named parameters, buffers and random numbers of a layer. */
export interface Scope {
  /** Path of the layer, such as `generator.2`. */
  readonly path: string;
  /** Training mode: batch normalization uses the statistics of the batch, and dropout drops. */
  readonly training: boolean;
  /** Returns the scope one level deeper. */
  child(name: string | number): Scope;
  /** Defines a learned tensor. */
  parameter(name: string, shape: Shape, initial: Initializer): Tensor;
  /** Defines a state that the optimizer does not update, such as a running average. */
  buffer(name: string, shape: Shape, initial: Initializer): Tensor;
  /** Sets the next value of a buffer. */
  keep(name: string, value: Tensor): void;
  /** Defines random numbers, drawn again for every step. */
  noise(name: string, shape: Shape, kind: Noise["kind"]): Tensor;
  /** Reports the output of the layer at this path to `onOutput`; `summarize` uses it. */
  observe(output: Tensor): void;
}

/** See {@link openScope}. */
export interface ScopeOptions {
  readonly training: boolean;
  /** Called with the path and output of each layer inside a `sequential`. Default: none. */
  readonly onOutput?: (path: string, output: Tensor) => void;
}

/** Opens a scope of a registry at a path such as `generator`; the path `""` is the root. */
export function openScope(registry: Registry, path: string, options: ScopeOptions): Scope {
  const named = (name: string | number) => (path === "" ? String(name) : `${path}.${name}`);
  return {
    path,
    training: options.training,
    child: (name) => openScope(registry, named(name), options),
    parameter: (name, shape, initial) => define(registry, named(name), shape, initial, "parameter"),
    buffer: (name, shape, initial) => define(registry, named(name), shape, initial, "buffer"),
    keep: (name, value) => void registry.values.set(named(name), value),
    noise: (name, shape, kind) => noise(registry, named(name), shape, kind),
    observe: (output) => options.onOutput?.(path, output),
  };
}
