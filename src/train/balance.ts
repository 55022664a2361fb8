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

/** Names of the states: the average accuracy, and the natural logarithm of the ratio of the two factors. */
const accuracyName = "balance.accuracy";
const tiltName = "balance.tilt";
/** Half-life of the average accuracy, in images. */
const halfLife = 500;
/** Images after which a learning rate is halved when the accuracy is 0.1 outside the band. */
const imagesToHalve = 1000;
/** Smallest factor of a learning rate; beyond, a network would stand still. */
const smallestFactor = 1 / 32;

/**
 * Computes the factors of the learning rates of `discriminator` and `generator`, each `[]`, 0 … 1; one of them is always 1.
 * The discriminator should stay a little ahead: when its accuracy is too high it is slowed, when it is too low the
 * generator is. The balance is a state of the training, so that it resumes exactly.
 *
 * @returns a factor for each loss, by name.
 */
export function learningRateScales(registry: Registry): Readonly<Record<string, Tensor>> {
  const tilt = define(registry, tiltName, [], zeros, "buffer");
  return { discriminator: exp(minimum(tilt, 0)), generator: exp(minimum(multiply(tilt, -1), 0)) };
}

/**
 * Updates the balance when the average accuracy of the last steps is outside the band. (BEGAN, Berthelot et al. 2017, also
 * adapts a ratio of both networks; there it is a weight of the loss, and follows the ratio of the losses.)
 *
 * @param accuracy - of the discriminator in this step, `[]`, 0 … 1.
 * @param band - wanted range of the accuracy.
 * @param batch - images in this step.
 * @returns log₂ of the generator's factor over the discriminator's, from the next step on, negated, `[]`: below 0 the
 *   discriminator is slowed, above 0 the generator.
 */
export function updateBalance(
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
  const clamped = minimum(maximum(tilt, Math.log(smallestFactor)), -Math.log(smallestFactor));
  registry.values.set(accuracyName, mean);
  registry.values.set(tiltName, clamped);
  return multiply(clamped, Math.LOG2E);
}
