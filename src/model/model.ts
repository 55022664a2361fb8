import type { Autoencoder } from "./autoencoder.ts";
import type { Gan } from "./gan.ts";
import type { Vae } from "./vae.ts";

/** Any model that learns a distribution of pictures. */
export type Model = Autoencoder | Vae | Gan;

/** What pictures a model is for. */
export interface PictureShape {
  /** Height and width in pixels. */
  readonly size: number;
  /** 1 is grey, 3 is RGB. */
  readonly channels: 1 | 3;
}
