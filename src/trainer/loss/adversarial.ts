import {
  add,
  exp,
  meanAll,
  minimum,
  multiply,
  softplus,
  subtract,
  leakyRelu,
  type Tensor,
} from "../../tensor/index.ts";

/** The two sides of an adversarial loss, from logits `[batch, 1]` to single numbers `[]`. */
export interface AdversarialLoss {
  discriminator(real: Tensor, fake: Tensor): Tensor;
  generator(real: Tensor, fake: Tensor): Tensor;
  /** Whether the generator's side looks at real pictures too. */
  readonly relative: boolean;
  /**
   * By which factor the generator's side pulls at a drawn picture's logit more than the discriminator's side does,
   * `[batch, 1]`; negative, as they pull in opposite directions. Missing where the discriminator's side can be flat.
   */
  readonly exchange?: (real: Tensor, fake: Tensor) => Tensor;
}

/** The detective names real and fake; the counterfeiter wants the name "real" (Goodfellow et al. 2014, non-saturating). */
export const standardLoss: AdversarialLoss = {
  discriminator: (real, fake) => add(meanAll(softplus(multiply(real, -1))), meanAll(softplus(fake))),
  generator: (_real, fake) => meanAll(softplus(multiply(fake, -1))),
  relative: false,
  exchange: (_real, fake) => multiply(growth(multiply(fake, -1)), -1),
};

/**
 * The detective only has to say which of two is more real (Jolicoeur-Martineau 2019; in the pairing form of R3GAN,
 * Huang et al. 2024, equation 1): with it no counterfeiter can hide in one spot of the distribution.
 */
export const relativisticLoss: AdversarialLoss = {
  discriminator: (real, fake) => meanAll(softplus(subtract(fake, real))),
  generator: (real, fake) => meanAll(softplus(subtract(real, fake))),
  relative: true,
  exchange: (real, fake) => multiply(growth(subtract(real, fake)), -1),
};

/** The detective stops caring beyond a margin of 1 (Lim & Ye 2017; Miyato et al. 2018, equation 16). */
export const hingeLoss: AdversarialLoss = {
  discriminator: (real, fake) => add(meanAll(leakyRelu(subtract(1, real), 0)), meanAll(leakyRelu(add(fake, 1), 0))),
  generator: (_real, fake) => multiply(meanAll(fake), -1),
  relative: false,
};

/** sigmoid(x) / sigmoid(−x) = eˣ, kept a number: a detective so sure has no slope left to borrow. */
function growth(x: Tensor): Tensor {
  return exp(minimum(x, 30));
}

/** The losses by name. */
export const adversarialLosses: Readonly<Record<"standard" | "relativistic" | "hinge", AdversarialLoss>> = {
  standard: standardLoss,
  relativistic: relativisticLoss,
  hinge: hingeLoss,
};
