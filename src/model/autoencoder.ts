import {
  conv,
  dense,
  flatten,
  leakyRelu,
  meanSquaredError,
  relu,
  reshape,
  scaledNormal,
  sequential,
  tanh,
  upConv,
  type Layer,
} from "../nn/index.ts";
import { defineModel, type ImageShape, type Model } from "./define-model.ts";
import { stageWidths } from "./stage-widths.ts";

/** See {@link autoencoder}. */
export interface AutoencoderNetworks {
  /** `[batch, channel, size, size]` in [−1, 1] → `[batch, latent]`. */
  readonly encoder: Layer;
  /** `[batch, latent]` → `[batch, channel, size, size]` in [−1, 1]. */
  readonly decoder: Layer;
  /** Numbers in a latent. */
  readonly latent: number;
}

/**
 * Defines an autoencoder (Hinton & Salakhutdinov 2006): the encoder turns an image into a few numbers, the decoder turns
 * them into an image again, and both learn until output and input agree. Its latents have no order, so new images are
 * drawn from a Gaussian that is fitted to the latents of the training images.
 *
 * @example
 * ```ts
 * const model = autoencoder(autoencoderNetworks({ size: 16, channels: 3, features: 8, latent: 16 }));
 * model.kind; // "autoencoder"
 * ```
 */
export function autoencoder({ encoder, decoder, latent }: AutoencoderNetworks): Model {
  return defineModel({
    kind: "autoencoder",
    networks: { encoder, decoder },
    latent,
    prior: "fitted",
    loss({ images }, { encoder, decoder, trackLatents }) {
      const z = encoder(images); // [batch, latent]
      trackLatents(z);
      return { reconstruction: meanSquaredError(decoder(z), images) };
    },
    decode: ({ z }, { decoder }) => decoder(z),
    encode: (images, { encoder }) => encoder(images),
  });
}

/** See {@link autoencoderNetworks} and `vaeNetworks`. */
export interface AutoencoderOptions extends ImageShape {
  /** Features at half the full size; deeper stages have up to four times as many. */
  readonly features: number;
  /** Numbers in a latent. */
  readonly latent: number;
}

/**
 * Creates a convolutional encoder and decoder for square images.
 *
 * @example
 * ```ts
 * const { encoder, decoder } = autoencoderNetworks({ size: 16, channels: 3, features: 8, latent: 16 });
 * nn.summarize(encoder, ops.input("x", [1, 3, 16, 16])).output; // [1, 16]
 * ```
 */
export function autoencoderNetworks(options: AutoencoderOptions): AutoencoderNetworks {
  const encoder = sequential(imageEncoder(options), dense(options.latent, { initial: scaledNormal(1) }));
  return { encoder, decoder: imageDecoder(options), latent: options.latent };
}

/** Strided convolutions down to 4 × 4, flat: `[batch, channel, size, size]` → `[batch, features]`. */
export function imageEncoder(options: AutoencoderOptions): Layer {
  const widths = stageWidths(options, options.features, options.features * 4).reverse();
  return sequential(...widths.flatMap((width) => [conv(width, { stride: 2 }), leakyRelu()]), flatten());
}

/** Transposed convolutions from 4 × 4 up: `[batch, latent]` → `[batch, channel, size, size]`. */
export function imageDecoder(options: AutoencoderOptions): Layer {
  const [first, ...rest] = stageWidths(options, options.features, options.features * 4);
  return sequential(
    dense(first * 16),
    reshape(first, 4, 4),
    relu(),
    ...rest.flatMap((width) => [upConv(width), relu()]),
    upConv(options.channels, { initial: scaledNormal(1) }),
    tanh(),
  );
}
