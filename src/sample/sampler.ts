import { encodedWidth, encodeAttributes, type Attributes } from "../dataset/index.ts";
import { internalError, OmakaseError } from "../error.ts";
import type { Values, Weights } from "../device/index.ts";
import { random } from "../tensor/index.ts";
import { fitLatentGaussian } from "../model/index.ts";
import { multiplyLower, solveLower } from "../math/index.ts";
import { createNetworkRunner, type Layer } from "../nn/index.ts";
import { latentPoints, type LatentLayout, type LatentPoint } from "./latent-point.ts";
import { createPointDecoder } from "./point-decoder.ts";
import { sampleAttributes } from "./sample-attributes.ts";
import type { StyleLayer } from "./style-mixing.ts";
import type { TrainedModel } from "./trained-model.ts";
import { sampleText } from "../text/index.ts";

/** A trained model in use: decodes latents, and encodes images when the model has an encoder. */
export interface Sampler extends LatentLayout {
  readonly trained: TrainedModel;
  /** Latent size: the noise, then the encoded condition when the model has attributes. */
  readonly latent: number;
  /** Number of noise values at the beginning of a latent. */
  readonly noiseSize: number;
  /** Attributes that condition the model; undefined: unconditional. */
  readonly attributes: Attributes | undefined;
  /** Layers that can have a latent each: see `LatentPoint.latent`. */
  readonly layers: readonly StyleLayer[];
  /** Whether the model has an encoder. */
  readonly canEncode: boolean;
  /**
   * Samples latents of the prior, `[count, latent]`: row `i` depends on `seed` and `first + i` alone.
   * @param seed - 0 … 2^53 − 1.
   */
  latents(seed: number, count: number, options?: LatentOptions): Float32Array;
  /** Samples points of the prior: see {@link Sampler.latents}. */
  points(seed: number, count: number, options?: LatentOptions): LatentPoint[];
  /** Returns the noise that a latent was made from, about N(0, 1): `[latent]` → `[noiseSize]`. */
  noiseOf(latent: Float32Array): Float32Array;
  /** Number of feature offsets of an image: see `withFeatureOffsets`. 0: none. */
  readonly featureOffsetSize: number;
  /**
   * Decodes latents, `[count, latent]`, to `[count, channel, size, size]` in [−1, 1].
   * @param batch - batch size. With a fixed one, a latent decodes to the same bytes regardless of the others; another
   *   one can differ in the last bits. Default: the fastest.
   */
  decode(latents: Values, count: number, batch?: number): Promise<Float32Array>;
  /**
   * Decodes points of any kind to `[points, channel, size, size]` in [−1, 1].
   * @param batch - as in `decode`.
   * @throws OmakaseError `option` when a part of a point has another length than the model needs.
   */
  decodePoints(points: readonly LatentPoint[], batch?: number): Promise<Float32Array>;
  /**
   * Encodes `[count, channel, size, size]` in [−1, 1] to `[count, latent]`; a VAE gives the posterior mean.
   * @param batch - as in `decode`.
   * @throws OmakaseError `option` when the model has no encoder.
   */
  encode(pictures: Values, count: number, batch?: number): Promise<Float32Array>;
  /**
   * Places `[count, channel, size, size]` in [−1, 1] where alike images lie near each other: `[count, width]`. Of most
   * models these are the latents; of a latent flow what its encoder returns, as its latents are noise.
   * @throws OmakaseError `option` when the model has no encoder.
   */
  embed(pictures: Values, count: number): Promise<Float32Array>;
  /** Replaces the weights by others of the same model, without compiling again, so that a training can be watched. */
  updateWeights(weights: Weights): void;
  dispose(): void;
}

/** See {@link Sampler.latents}. */
export interface LatentOptions {
  /** Index of the first latent within the seed. Default 0. */
  readonly first?: number;
  /**
   * Truncation, 0 … 1: scales the noise. Smaller gives fewer failures and less variety (the truncation trick,
   * Marchesi 2017, Brock et al. 2018; we differ: scaling in place of resampling). Default 1: none.
   */
  readonly truncation?: number;
  /**
   * Attribute values of each image, as `sampleAttributes` returns; for models with attributes. Default: sampled from
   * the training examples.
   */
  readonly conditions?: readonly Float32Array[];
  /** Noise of each latent, about N(0, 1): `[noiseSize]`. Default: drawn from the seed. */
  readonly noise?: readonly ArrayLike<number>[];
}

/**
 * Opens a trained model for sampling. Networks compile at their first use.
 * @param opened - the model, its weights and its device.
 * @throws OmakaseError `option` when the model has no `decode`; for a translator, see `createTranslator`.
 *
 * @example
 * ```ts
 * const sampler = createSampler(trained);
 * const values = await sampler.decode(sampler.latents(1, 2), 2); // [2, 3, 16, 16] in [−1, 1]
 * ```
 */
export function createSampler(opened: TrainedModel): Sampler {
  const { model, picture, weights, device } = opened;
  let trained = opened;
  const { decode, attributes } = model;
  if (!decode) {
    const { translatesPictures, noDecode } = sampleText.sampler;
    throw new OmakaseError("option", {
      where: trained.run ?? model.kind,
      ...(model.translate ? translatesPictures({ kind: model.kind }) : noDecode),
    });
  }
  const pictureShape = [picture.channels, picture.size, picture.size];
  let gaussian = model.prior === "fitted" ? fitLatentGaussian(weights) : undefined;
  const noiseSize = model.latent;
  const latent = noiseSize + (attributes ? encodedWidth(attributes) : 0);
  const decoder = createPointDecoder(device, weights, {
    generator: decode,
    latent,
    noiseSize,
    takesOffsets: !model.encode,
    where: trained.run ?? model.kind,
  });
  const runner = (network: Layer | undefined) =>
    network && createNetworkRunner(device, weights, "", network, pictureShape);
  const encoder = runner(model.encode);
  const embedder = runner(model.embed);

  function latents(
    seed: number,
    count: number,
    { first = 0, truncation = 1, conditions, noise: fixedNoise }: LatentOptions = {},
  ): Float32Array {
    const all = new Float32Array(count * latent);
    const condition =
      attributes &&
      encodeAttributes(attributes, conditions ?? defaultConditions(trained, attributes, seed, count, first));
    for (let at = 0; at < count; at++) {
      const drawn = fixedNoise
        ? Float32Array.from(fixedNoise[at])
        : random(seed, "draw", first + at).normals(noiseSize);
      if (truncation !== 1) drawn.forEach((value, axis) => (drawn[axis] = value * truncation));
      all.set(gaussian ? multiplyLower(gaussian.root, drawn, gaussian.mean) : drawn, at * latent);
      if (condition)
        all.set(
          condition.subarray(at * (latent - noiseSize), (at + 1) * (latent - noiseSize)),
          at * latent + noiseSize,
        );
    }
    return all;
  }

  async function encode(pictures: Values, count: number, batch?: number): Promise<Float32Array> {
    if (!encoder) throw new OmakaseError("option", { where: model.kind, ...sampleText.sampler.noEncoder });
    return encoder.run(pictures, count, batch);
  }

  return {
    get trained() {
      return trained;
    },
    latent,
    noiseSize,
    attributes,
    layers: decoder.layers,
    featureOffsetSize: decoder.featureOffsetSize,
    canEncode: encoder !== undefined,
    latents,
    points: (seed, count, options) => latentPoints(latents(seed, count, options), latent),
    noiseOf(one) {
      if (!gaussian) return one.slice(0, noiseSize);
      const { mean, root } = gaussian;
      return Float32Array.from(
        solveLower(
          root,
          mean.map((value, axis) => one[axis] - value),
        ),
      );
    },
    decode: decoder.decode,
    decodePoints: decoder.decodePoints,
    encode,
    embed: (pictures, count) => (embedder ? embedder.run(pictures, count) : encode(pictures, count)),
    updateWeights(weights) {
      trained = { ...trained, weights, hash: undefined };
      if (gaussian) gaussian = fitLatentGaussian(weights);
      decoder.updateWeights(weights);
      encoder?.updateWeights(weights);
      embedder?.updateWeights(weights);
    },
    dispose() {
      decoder.dispose();
      encoder?.dispose();
      embedder?.dispose();
    },
  };
}

function defaultConditions(
  { examples }: TrainedModel,
  attributes: Attributes,
  seed: number,
  count: number,
  first: number,
) {
  if (!examples) throw internalError("a model with attributes needs conditions, or examples to draw them from");
  return sampleAttributes(attributes, examples, seed, count, { first });
}
