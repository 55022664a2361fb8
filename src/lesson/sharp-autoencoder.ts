import type { LatentFlowNetworks, StageDefinition } from "../model/index.ts";
import { meanAbsoluteError, relativisticLoss, zeroCenteredPenalty } from "../nn/index.ts";
import { multiply, stopGradient, type Tensor } from "../tensor/index.ts";

/** Weight of fooling the discriminator, and of the penalty on its slope. */
const [trickWeight, penaltyWeight] = [0.1, 0.1];
/** Share of the batch on which the penalty is measured. */
const penaltyShare = 0.25;

/**
 * Returns a stage of training in which an autoencoder learns to copy, and a discriminator keeps the copies sharp (VQGAN,
 * Esser et al. 2021, section 3.1), with a relativistic loss and gradient penalties.
 *
 * @param fraction - length, as a fraction of the training.
 */
export function sharpAutoencoder(
  fraction: number,
): StageDefinition<Pick<LatentFlowNetworks, "encoder" | "decoder" | "discriminator">> {
  return {
    fraction,
    losses: {
      "encoder, decoder"({ images }, { encoder, decoder, discriminator }) {
        const copy = decoder(encoder(images));
        const [real, fake] = [discriminator(images).logits, discriminator(copy).logits];
        const trick = relativisticLoss.generator(stopGradient(real), fake);
        return { copy: meanAbsoluteError(copy, images), trick: multiply(trick, trickWeight) };
      },
      discriminator({ images }, { encoder, decoder, discriminator }) {
        const score = (x: Tensor) => discriminator(x).logits;
        const copy = stopGradient(decoder(encoder(images)));
        return {
          adversarial: relativisticLoss.discriminator(score(images), score(copy)),
          penalty: multiply(zeroCenteredPenalty(score, [images, copy], penaltyShare), penaltyWeight),
        };
      },
    },
  };
}
