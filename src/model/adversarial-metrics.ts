import type { AdversarialLoss } from "../nn/index.ts";
import { add, greater, meanAll, multiply, sigmoid, type Tensor } from "../tensor/index.ts";
import type { LossTools } from "./define-model.ts";

/**
 * Logs how well a discriminator tells real from generated images: its mean outputs (probabilities; logits where the loss
 * is relativistic) and its accuracy, 0 … 1, which steers `settings.balance` and `settings.augment`.
 *
 * @param real - logits of real images.
 * @param fake - logits of generated images, of the same shape.
 */
export function logDiscriminator(
  { metric }: Pick<LossTools, "metric">,
  { relative }: AdversarialLoss,
  real: Tensor,
  fake: Tensor,
): void {
  const correct = add(meanAll(greater(real, 0)), meanAll(greater(0, fake)));
  metric("realScore", meanAll(relative ? real : sigmoid(real)));
  metric("fakeScore", meanAll(relative ? fake : sigmoid(fake)));
  metric("accuracy", relative ? meanAll(greater(real, fake)) : multiply(correct, 0.5));
}
