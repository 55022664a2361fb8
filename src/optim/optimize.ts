import type { Values } from "../device/index.ts";
import { define, type Registry, zeros } from "../nn/index.ts";
import {
  add,
  constant,
  divide,
  gradients,
  input,
  isOp,
  minimum,
  multiply,
  sqrt,
  square,
  stopGradient,
  sumAll,
  addN,
  type Tensor,
} from "../tensor/index.ts";
import { withoutFrozen } from "./frozen.ts";
import type { Optimizer } from "./optimizer.ts";

/** See {@link optimize}. */
export interface OptimizeOptions {
  /** Shortens the gradient of all parameters together to at most this length. Default: not shortened. */
  readonly maxGradientNorm?: number;
  /** Which parameters keep their values: see `withoutFrozen`. Default: none. */
  readonly frozen?: readonly string[];
  /** By what the learning rate is multiplied, `[]`. Default: 1. */
  readonly pace?: Tensor;
  /** See `gradients`. Default: 1. */
  readonly lossScale?: number;
  /** Prefix of the inputs for the optimizer's factors. Default: the first network. */
  readonly prefix?: string;
  /** Prefix of the states that keep the optimizer's moments. Default `optimizer`. */
  readonly slotPrefix?: string;
}

/**
 * One step of an optimizer: from here on, the registry's parameters of these networks have their new values.
 *
 * @param networks - paths such as `generator`; the first is the prefix of the inputs for the optimizer's factors.
 * @param loss - a single number `[]`.
 * @returns the length of the gradient over all parameters, `[]`, before clipping.
 */
export function optimize(
  registry: Registry,
  networks: readonly string[],
  loss: Tensor,
  optimizer: Optimizer,
  options: OptimizeOptions = {},
): Tensor {
  const all = networks.flatMap((network) => parametersOf(registry, network));
  const names = withoutFrozen(all, options.frozen);
  if (names.length === 0) return constant(0);
  const parameters = names.map((name) => registry.values.get(name)!);
  const raw = gradients(loss, parameters, options.lossScale);
  const length = sqrt(addN(raw.map((gradient) => sumAll(square(gradient)))));
  const clipped = options.maxGradientNorm === undefined ? raw : shorten(raw, length, options.maxGradientNorm);
  const factors = Object.fromEntries(
    Object.keys(optimizer.factors(1, 1)).map((name) => {
      const factor = input(factorName(options.prefix ?? networks[0], name), []);
      return [name, options.pace && name === optimizer.stride ? multiply(factor, options.pace) : factor];
    }),
  );
  names.forEach((name, at) => {
    const slotNames = optimizer.slots.map((slot) => `${options.slotPrefix ?? "optimizer"}.${name}.${slot}`);
    const slots = slotNames.map((slot) => define(registry, slot, parameters[at].shape, zeros, "buffer"));
    const next = optimizer.update(parameters[at], clipped[at], slots, factors);
    registry.values.set(name, stopGradient(next.parameter)); // a later loss must not look through this update
    slotNames.forEach((slot, index) => registry.values.set(slot, next.slots[index]));
  });
  return length;
}

/** The names of what a network learns. */
export function parametersOf(registry: Registry, network: string): string[] {
  return [...registry.definitions]
    .filter(([name, { kind }]) => kind === "parameter" && name.startsWith(`${network}.`))
    .map(([name]) => name);
}

/** The input through which a factor of a network's optimizer is handed in. */
export function factorName(network: string, factor: string): string {
  return `${network}.optimizer.${factor}`;
}

/** What a step of {@link optimize} has to be fed for a network's optimizer; see `Optimizer.factors`. */
export function optimizerInputs(
  network: string,
  optimizer: Optimizer,
  step: number,
  rate: number,
): Record<string, Values> {
  // double precision, so that the reference device loses nothing; other devices round it
  return Object.fromEntries(
    Object.entries(optimizer.factors(step, rate)).map(([name, value]) => [
      factorName(network, name),
      new Float64Array([value]),
    ]),
  );
}

function shorten(raw: readonly Tensor[], length: Tensor, clip: number): Tensor[] {
  const factor = minimum(divide(clip, add(length, 1e-6)), 1);
  return raw.map((gradient) => (isOp(gradient, "constant") ? gradient : multiply(gradient, factor)));
}
