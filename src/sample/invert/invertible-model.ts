import { OmakaseError } from "../../error.ts";
import { autoencoderNetworks, type Model } from "../../model/index.ts";
import type { Layer } from "../../nn/index.ts";
import type { Sampler } from "../sampler.ts";
import { sampleText } from "../../text/index.ts";

/** A generator without an encoder. */
export type InvertibleModel = Model & { readonly decode: Layer };

/**
 * Returns the model of a sampler when inversion needs a search.
 * @throws OmakaseError `option` when it has an encoder.
 */
export function requireInvertible({ trained: { model, run } }: Sampler): InvertibleModel {
  const { decode, encode } = model;
  if (decode && !encode) return { ...model, decode };
  throw new OmakaseError("option", {
    where: run ?? model.kind,
    ...sampleText.invertibleModel.hasEncoder({ kind: model.kind }),
  });
}

/** Channels of the encoder at half the full size. */
const features = 32;

/**
 * Builds the network that predicts the latent of an image: `[batch, channel, size, size]` → `[batch, latent]`,
 * unconstrained as for `constrainLatents`.
 */
export function inversionEncoder({ latent, trained: { picture } }: Sampler): Layer {
  return autoencoderNetworks({ size: picture.size, channels: picture.channels, features, latent }).encoder;
}
