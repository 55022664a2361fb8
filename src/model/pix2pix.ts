import type { Layer } from "./layer/index.ts";

/**
 * A translator from pictures to pictures (pix2pix, Isola et al. 2017): the generator makes an input into a picture,
 * and the discriminator says of every patch how real that picture looks beside its input.
 */
export interface Pix2pix {
  readonly kind: "pix2pix";
  /** Of the pictures that go in: 1 is grey, 3 is RGB. */
  readonly inputChannels: 1 | 3;
  /** `[batch, inputChannels, size, size]` → `[batch, channels, size, size]`, both in [−1, 1]. */
  readonly generator: Layer;
  /**
   * Input and picture along the channels, `[batch, inputChannels + channels, size, size]` → `[batch, 1, rows,
   * columns]`: a logit for every patch, larger is more real.
   */
  readonly discriminator: Layer;
}

/** A translator of two networks. */
export function pix2pix(options: Omit<Pix2pix, "kind">): Pix2pix {
  return { kind: "pix2pix", ...options };
}
