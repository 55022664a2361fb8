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
  /** Largest norm of the gradient of all parameters together; longer ones are scaled down. Default: no limit. */
  readonly maxGradientNorm?: number;
  /** Parameters that keep their values: see `withoutFrozen`. Default: none. */
  readonly frozen?: readonly string[];
  /** Factor of the learning rate, `[]`. Default 1. */
  readonly learningRateScale?: Tensor;
  /** Factor inside the backward pass: see `gradients`. Default 1. */
  readonly lossScale?: number;
  /** Prefix of the inputs for the optimizer's factors. Default: the first network. */
  readonly prefix?: string;
  /** Prefix of the states that keep the optimizer's moments. Default `optimizer`. */
  readonly slotPrefix?: string;
}

/**
 * Updates the parameters of networks by one optimizer step. Afterwards the registry holds their new values.
 *
 * @param networks - paths such as `generator`.
 * @param loss - `[]`.
 * @returns the norm of the gradient of all parameters, `[]`, before it is limited.
 * @throws OmakaseError `shape` when the loss is not a single number.
 */
export function optimize(
  registry: Registry,
  networks: readonly string[],
  loss: Tensor,
  optimizer: Optimizer,
  options: OptimizeOptions = {},
): Tensor {
  const names = withoutFrozen(
    networks.flatMap((network) => parametersOf(registry, network)),
    options.frozen,
  );
  if (names.length === 0) return constant(0);
  const parameters = names.map((name) => registry.values.get(name)!);
  const slopes = gradients(loss, parameters, options.lossScale);
  const norm = sqrt(addN(slopes.map((slope) => sumAll(square(slope)))));
  const clipped = options.maxGradientNorm === undefined ? slopes : clipByNorm(slopes, norm, options.maxGradientNorm);
  const factors = Object.fromEntries(
    Object.keys(optimizer.factors(1, 1)).map((name) => {
      const factor = input(factorName(options.prefix ?? networks[0], name), []);
      const scale = name === optimizer.stepFactor ? options.learningRateScale : undefined;
      return [name, scale ? multiply(factor, scale) : factor];
    }),
  );
  names.forEach((name, at) => {
    const slotNames = optimizer.slots.map((slot) => `${options.slotPrefix ?? "optimizer"}.${name}.${slot}`);
    const slots = slotNames.map((slot) => define(registry, slot, parameters[at].shape, zeros, "buffer"));
    const next = optimizer.update(parameters[at], clipped[at], slots, factors);
    registry.values.set(name, stopGradient(next.parameter)); // gradients of later losses stop here
    slotNames.forEach((slot, index) => registry.values.set(slot, next.slots[index]));
  });
  return norm;
}

/** Lists the names of a network's parameters. */
export function parametersOf(registry: Registry, network: string): string[] {
  return [...registry.definitions]
    .filter(([name, { kind }]) => kind === "parameter" && name.startsWith(`${network}.`))
    .map(([name]) => name);
}

/** Names the input for a factor of an optimizer. */
export function factorName(network: string, factor: string): string {
  return `${network}.optimizer.${factor}`;
}

/**
 * Computes the inputs of {@link optimize} for one step; see `Optimizer.factors`.
 *
 * @param network - prefix of the inputs.
 * @param step - number of this update, from 1.
 * @param rate - learning rate.
 * @returns numbers by the names of the inputs, one each.
 */
export function optimizerInputs(
  network: string,
  optimizer: Optimizer,
  step: number,
  rate: number,
): Record<string, Values> {
  // double precision for the reference device; other devices round it
  return Object.fromEntries(
    Object.entries(optimizer.factors(step, rate)).map(([name, value]) => [
      factorName(network, name),
      new Float64Array([value]),
    ]),
  );
}

/** Scales gradients down to a norm of at most `maxNorm` (Pascanu et al. 2013, algorithm 1). */
function clipByNorm(slopes: readonly Tensor[], norm: Tensor, maxNorm: number): Tensor[] {
  const factor = minimum(divide(maxNorm, add(norm, 1e-6)), 1);
  return slopes.map((gradient) => (isOp(gradient, "constant") ? gradient : multiply(gradient, factor)));
}
