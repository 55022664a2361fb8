import type { Layer } from "./layer/index.ts";

/**
 * A counterfeiter and a detective (Goodfellow et al. 2014): the generator draws pictures from random latents, the
 * discriminator says how real a picture looks, and each learns from the other.
 */
export interface Gan {
  readonly kind: "gan" | "dcgan";
  /** How many numbers a latent has. */
  readonly latent: number;
  /** `[batch, latent]` → `[batch, channel, size, size]` in [−1, 1]. */
  readonly generator: Layer;
  /** `[batch, channel, size, size]` → `[batch, 1]`: a logit, larger is more real. */
  readonly discriminator: Layer;
}

/** See {@link gan} and `dcgan`. */
export interface GanNetworks {
  readonly generator: Layer;
  readonly discriminator: Layer;
  readonly latent: number;
}

/** A GAN that is trained with the relativistic loss and gradient penalties (R3GAN, Huang et al. 2024). */
export function gan(networks: GanNetworks): Gan {
  return { kind: "gan", ...networks };
}

/** A GAN that is trained as in the DCGAN paper (Radford et al. 2015). */
export function dcgan(networks: GanNetworks): Gan {
  return { kind: "dcgan", ...networks };
}
