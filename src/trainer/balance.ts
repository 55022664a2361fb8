import { define, zeros, type Registry } from "../model/index.ts";
import { add, exp, maximum, minimum, multiply, subtract, type Tensor } from "../tensor/index.ts";

/** By what both networks' learning rates are multiplied now, each `[]`, 0 … 1; one of them is always 1. */
export interface Pace {
  readonly discriminator: Tensor;
  readonly generator: Tensor;
}

/**
 * How often a detective that is a little ahead is right, 0 … 1. Which of two is the real one is an easier question than
 * whether one is, and a detective that is asked so, with a penalty on its slope, goes on teaching when it is nearly
 * always right.
 */
export const goodAccuracy: Readonly<Record<"standard" | "relativistic" | "hinge", readonly [number, number]>> = {
  standard: [0.6, 0.95],
  hinge: [0.6, 0.95],
  relativistic: [0.6, 0.995],
};

/** How the detective stands, as it is kept from step to step. */
const accuracyName = "balance.accuracy";
const tiltName = "balance.tilt";
/** After so many pictures half of an opinion about the detective is forgotten. */
const memory = 500;
/** How many pictures it takes to halve a learning rate when the accuracy is a tenth outside the band. */
const picturesToHalve = 1000;
/** No learning rate is made smaller than by this; beyond, a network would stand still. */
const smallest = 1 / 32;

/**
 * How fast both networks may learn now. The detective should stay a little ahead: when it is right too often it is
 * slowed, when it is right too seldom the counterfeiter is. Whatever this needs to remember is a state of the training,
 * so it costs no waiting and goes on exactly after a pause.
 */
export function pace(registry: Registry): Pace {
  const tilt = define(registry, tiltName, [], zeros, "buffer");
  return { discriminator: exp(minimum(tilt, 0)), generator: exp(minimum(multiply(tilt, -1), 0)) };
}

/**
 * Looks at how often the detective was right in this step, and moves the pace a little where the mean over the last
 * steps is outside the band. (Adapting the ratio of both sides by how they stand is an idea of BEGAN, Berthelot et al.
 * 2017; there it is the loss's weight, and the state is the ratio of losses.)
 *
 * @param accuracy - of the discriminator in this step, `[]`, 0 … 1.
 * @param band - what the accuracy should be.
 * @param batch - pictures in this step.
 * @returns how often the detective's rate is halved from the next step on (below 0) or the counterfeiter's (above 0),
 *   `[]`.
 */
export function keepBalance(
  registry: Registry,
  accuracy: Tensor,
  [low, high]: readonly [number, number],
  batch: number,
): Tensor {
  const middle = (low + high) / 2;
  const before = define(registry, accuracyName, [], (_, shape) => zeros(_, shape).fill(middle), "buffer");
  const mean = add(before, multiply(subtract(accuracy, before), 1 - 0.5 ** (batch / memory)));
  const outside = subtract(maximum(subtract(mean, high), 0), maximum(subtract(low, mean), 0));
  const step = multiply(outside, (-Math.LN2 * 10 * batch) / picturesToHalve);
  const tilt = add(define(registry, tiltName, [], zeros, "buffer"), step);
  const kept = minimum(maximum(tilt, Math.log(smallest)), -Math.log(smallest));
  registry.values.set(accuracyName, mean);
  registry.values.set(tiltName, kept);
  return multiply(kept, Math.LOG2E);
}
