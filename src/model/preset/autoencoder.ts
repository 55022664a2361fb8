import { autoencoder, type Autoencoder } from "../autoencoder.ts";
import {
  conv,
  dense,
  flatten,
  leakyRelu,
  relu,
  reshape,
  scaledNormal,
  sequential,
  tanh,
  upConv,
  type Layer,
} from "../layer/index.ts";
import type { PictureShape } from "../model.ts";
import { vae, type Vae } from "../vae.ts";
import { stages } from "./stage.ts";

/** See {@link autoencoderPreset} and {@link vaePreset}. */
export interface AutoencoderPreset extends PictureShape {
  /** Features at half the full size; deeper stages have more. */
  readonly features: number;
  /** How many numbers a latent has. */
  readonly latent: number;
}

/** A convolutional autoencoder for square pictures. */
export function autoencoderPreset(options: AutoencoderPreset): Autoencoder {
  const encoder = sequential(pictureEncoder(options), dense(options.latent, { initial: scaledNormal(1) }));
  return autoencoder({ encoder, decoder: pictureDecoder(options) });
}

/** A convolutional variational autoencoder for square pictures, of the same networks. */
export function vaePreset(options: AutoencoderPreset): Vae {
  return vae({ encoder: pictureEncoder(options), decoder: pictureDecoder(options), latent: options.latent });
}

/** Strided convolutions down to 4 × 4, flat: `[batch, channel, size, size]` → `[batch, features · 4 · 4]`. */
function pictureEncoder(options: AutoencoderPreset): Layer {
  const widths = stages(options, options.features, options.features * 4).reverse();
  return sequential(...widths.flatMap((width) => [conv(width, { stride: 2 }), leakyRelu()]), flatten());
}

/** The way back: `[batch, latent]` → `[batch, channel, size, size]`. */
function pictureDecoder(options: AutoencoderPreset): Layer {
  const [first, ...rest] = stages(options, options.features, options.features * 4);
  return sequential(
    dense(first * 16),
    reshape(first, 4, 4),
    relu(),
    ...rest.flatMap((width) => [upConv(width), relu()]),
    upConv(options.channels, { initial: scaledNormal(1) }),
    tanh(),
  );
}
