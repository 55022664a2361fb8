import { OmakaseError } from "../../error.ts";
import { autoencoderNetworks, type Model } from "../../model/index.ts";
import type { Layer } from "../../nn/index.ts";
import type { Sampler } from "../sampler.ts";

/** A model that draws from random numbers and has no encoder. */
export type InvertibleModel = Model & { readonly decode: Layer };

/**
 * The model of an artist that pictures have to be searched in.
 *
 * @throws OmakaseError `option` when it has an encoder of its own.
 */
export function requireInvertible({ trained: { model, run } }: Sampler): InvertibleModel {
  const { decode, encode } = model;
  if (decode && !encode) return { ...model, decode };
  throw new OmakaseError("option", {
    where: run ?? model.kind,
    expected: {
      ja: "エンコーダーのないモデル（gan、dcgan、cgan）",
      en: "a model without an encoder (gan, dcgan, cgan)",
    },
    got: { ja: `${model.kind}`, en: model.kind },
    remedy: {
      ja: "このモデルでは npx omakase reconstruct を使ってください",
      en: "This one has one: use npx omakase reconstruct",
    },
  });
}

/** Features of the encoder at half the full size. */
const features = 32;

/** The network that guesses where a picture lies: `[batch, channel, size, size]` → `[batch, latent]`, for `codeOf`. */
export function inversionEncoder({ latent, trained: { picture } }: Sampler): Layer {
  return autoencoderNetworks({ size: picture.size, channels: picture.channels, features, latent }).encoder;
}
