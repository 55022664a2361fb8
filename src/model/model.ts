import type { Autoencoder } from "./autoencoder.ts";
import type { Gan } from "./gan.ts";
import type { Moe } from "./moe.ts";
import type { Pix2pix } from "./pix2pix.ts";
import type { Vae } from "./vae.ts";

/** Any model: one that learns a distribution of pictures, or a translator between two. */
export type Model = Autoencoder | Vae | Gan | Moe | Pix2pix;

/** What pictures a model is for. */
export interface PictureShape {
  /** Height and width in pixels. */
  readonly size: number;
  /** 1 is grey, 3 is RGB. */
  readonly channels: 1 | 3;
}
