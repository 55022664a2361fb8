import { define, zeros, type Registry } from "../nn/index.ts";
import { add, exp, maximum, minimum, multiply, subtract, type Tensor } from "../tensor/index.ts";

/**
 * Range of the discriminator's accuracy, 0 … 1, in which it is a little ahead of the generator. Which of two images is
 * real is an easier question than whether one is, and a discriminator with that loss and a gradient penalty still has
 * useful gradients when it is nearly always right.
 */
export const accuracyBand: Readonly<Record<"standard" | "relativistic" | "hinge", readonly [number, number]>> = {
  standard: [0.6, 0.95],
  hinge: [0.6, 0.95],
  relativistic: [0.6, 0.995],
};

/** States that keep the average accuracy and the balance from step to step. */
const accuracyName = "balance.accuracy";
const tiltName = "balance.tilt";
/** Half-life of the average accuracy, in images. */
const halfLife = 500;
/** Images after which a learning rate is halved when the accuracy is 0.1 outside the band. */
const imagesToHalve = 1000;
/** Smallest factor of a learning rate; beyond, a network would stand still. */
const smallest = 1 / 32;

/**
 * Computes the factors of the learning rates of `discriminator` and `generator`, each `[]`, 0 … 1; one of them is always 1.
 * The discriminator should stay a little ahead: when its accuracy is too high it is slowed, when it is too low the
 * generator is. All that this remembers is state of the training, so it resumes exactly.
 */
export function learningRateScales(registry: Registry): Readonly<Record<string, Tensor>> {
  const tilt = define(registry, tiltName, [], zeros, "buffer");
  return { discriminator: exp(minimum(tilt, 0)), generator: exp(minimum(multiply(tilt, -1), 0)) };
}

/**
 * Moves the balance a little where the average accuracy over the last steps is outside the band. (Adapting the ratio of
 * both sides is an idea of BEGAN, Berthelot et al. 2017; there it is the weight of the loss, and the state is the ratio of
 * losses.)
 *
 * @param accuracy - of the discriminator in this step, `[]`, 0 … 1.
 * @param band - wanted range of the accuracy.
 * @param batch - images in this step.
 * @returns log₂ of the generator's factor over the discriminator's, from the next step on, negated, `[]`: below 0 the
 *   discriminator is slowed, above 0 the generator.
 */
export function keepBalance(
  registry: Registry,
  accuracy: Tensor,
  [low, high]: readonly [number, number],
  batch: number,
): Tensor {
  const middle = (low + high) / 2;
  const before = define(registry, accuracyName, [], (_, shape) => zeros(_, shape).fill(middle), "buffer");
  const mean = add(before, multiply(subtract(accuracy, before), 1 - 0.5 ** (batch / halfLife)));
  const outside = subtract(maximum(subtract(mean, high), 0), maximum(subtract(low, mean), 0));
  const step = multiply(outside, (-Math.LN2 * 10 * batch) / imagesToHalve);
  const tilt = add(define(registry, tiltName, [], zeros, "buffer"), step);
  const kept = minimum(maximum(tilt, Math.log(smallest)), -Math.log(smallest));
  registry.values.set(accuracyName, mean);
  registry.values.set(tiltName, kept);
  return multiply(kept, Math.LOG2E);
}
