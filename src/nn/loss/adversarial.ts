import { add, leakyRelu, meanAll, multiply, softplus, subtract, type Tensor } from "../../tensor/index.ts";

/** Both sides of an adversarial loss, from logits `[batch, 1]` (or one for each patch) to a number `[]`. */
export interface AdversarialLoss {
  /** Computes the loss of the discriminator, `[]`. */
  discriminator(real: Tensor, fake: Tensor): Tensor;
  /** Computes the loss of the generator, `[]`. */
  generator(real: Tensor, fake: Tensor): Tensor;
  /** Whether the generator's side needs the logits of real images. */
  readonly relative: boolean;
}

/** Cross-entropy with the non-saturating generator loss (Goodfellow et al. 2014, section 3). */
export const standardLoss: AdversarialLoss = {
  discriminator: (real, fake) => add(meanAll(softplus(multiply(real, -1))), meanAll(softplus(fake))),
  generator: (_real, fake) => meanAll(softplus(multiply(fake, -1))),
  relative: false,
};

/**
 * The relativistic pairing loss (Jolicoeur-Martineau 2019; R3GAN, Huang et al. 2024, equation 1): the discriminator says
 * which image of a pair is more real, so the generator cannot hide in one region of the distribution.
 */
export const relativisticLoss: AdversarialLoss = {
  discriminator: (real, fake) => meanAll(softplus(subtract(fake, real))),
  generator: (real, fake) => meanAll(softplus(subtract(real, fake))),
  relative: true,
};

/** The hinge loss (Lim & Ye 2017; Miyato et al. 2018, equation 16): flat beyond a margin of 1. */
export const hingeLoss: AdversarialLoss = {
  discriminator: (real, fake) => add(meanAll(leakyRelu(subtract(1, real), 0)), meanAll(leakyRelu(add(fake, 1), 0))),
  generator: (_real, fake) => multiply(meanAll(fake), -1),
  relative: false,
};

/** Name of an adversarial loss. */
export type AdversarialLossName = "standard" | "relativistic" | "hinge";

/** The adversarial losses by name. */
export const adversarialLosses: Readonly<Record<AdversarialLossName, AdversarialLoss>> = {
  standard: standardLoss,
  relativistic: relativisticLoss,
  hinge: hingeLoss,
};
