import type { Shape, Tensor } from "../../tensor/index.ts";
import { define, noise, type Initializer, type Noise, type Registry } from "./registry.ts";

/**
 * A layer, or a whole network: from a tensor to a tensor. What it learns it asks the scope for, by name; how many
 * features come in, it sees from `x`.
 */
export type Layer = (x: Tensor, scope: Scope) => Tensor;

/** Where a layer keeps what it learns. */
export interface Scope {
  /** The name so far, such as `generator.2`. */
  readonly path: string;
  /** In training, batch normalisation uses the batch's statistics and dropout drops. */
  readonly training: boolean;
  /** A scope one level deeper. */
  child(name: string | number): Scope;
  /** Something to learn. */
  parameter(name: string, shape: Shape, initial: Initializer): Tensor;
  /** Something to keep without learning it, such as a running average. */
  buffer(name: string, shape: Shape, initial: Initializer): Tensor;
  /** What the buffer shall hold from here on. */
  keep(name: string, value: Tensor): void;
  /** Random numbers, fresh at every run. */
  noise(name: string, shape: Shape, kind: Noise["kind"]): Tensor;
}

/** A scope of a registry, at a path such as `generator`. */
export function openScope(registry: Registry, path: string, options: { readonly training: boolean }): Scope {
  const named = (name: string) => `${path}.${name}`;
  return {
    path,
    training: options.training,
    child: (name) => openScope(registry, `${path}.${name}`, options),
    parameter: (name, shape, initial) => define(registry, named(name), shape, initial, "parameter"),
    buffer: (name, shape, initial) => define(registry, named(name), shape, initial, "buffer"),
    keep: (name, value) => void registry.values.set(named(name), value),
    noise: (name, shape, kind) => noise(registry, named(name), shape, kind),
  };
}
