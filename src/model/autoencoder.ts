import type { Layer } from "./layer/index.ts";

/**
 * Two networks that meet in a narrow place: the encoder makes a picture into a few numbers (its latent), the decoder
 * makes these into a picture again, and both learn until input and output agree (Hinton & Salakhutdinov 2006).
 */
export interface Autoencoder {
  readonly kind: "autoencoder";
  /** `[batch, channel, size, size]` in [−1, 1] → `[batch, latent]`. */
  readonly encoder: Layer;
  /** `[batch, latent]` → `[batch, channel, size, size]` in [−1, 1]. */
  readonly decoder: Layer;
}

/** An autoencoder of two networks. */
export function autoencoder(networks: { readonly encoder: Layer; readonly decoder: Layer }): Autoencoder {
  return { kind: "autoencoder", ...networks };
}
