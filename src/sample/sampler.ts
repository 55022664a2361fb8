import { encodedWidth, encodeAttributes, type Attributes } from "../dataset/index.ts";
import { internalError, OmakaseError } from "../error.ts";
import type { Values, Weights } from "../device/index.ts";
import { random } from "../tensor/index.ts";
import { fitLatentGaussian, type LatentGaussian } from "../model/index.ts";
import { withFeatureOffsets, featureOffsetCount } from "./feature-offsets.ts";
import { sampleAttributes } from "./sample-attributes.ts";
import { styleMixing, type StyleLayer } from "./style-mixing.ts";
import { createNetworkRunner, type NetworkRunner } from "../nn/index.ts";
import { withLocalEdits, localEditRows, type LocalEdit } from "./local-edit.ts";
import type { TrainedModel } from "./trained-model.ts";

/** A trained model in use: decodes latents, and encodes images when the model has an encoder. */
export interface Sampler {
  readonly trained: TrainedModel;
  /** Latent size: the noise, then the encoded condition when the model has attributes. */
  readonly latent: number;
  /** Number of noise values at the beginning of a latent. */
  readonly noiseSize: number;
  /** Attributes that condition the model; undefined: unconditional. */
  readonly attributes: Attributes | undefined;
  /** Layers that can have a latent each: see `decode`. */
  readonly layers: readonly StyleLayer[];
  /** Whether the model has an encoder. */
  readonly canEncode: boolean;
  /**
   * Samples latents of the prior, `[count, latent]`: row `i` depends on `seed` and `first + i` alone.
   * @param seed - 0 … 2^53 − 1.
   */
  latents(seed: number, count: number, options?: LatentOptions): Float32Array;
  /** Returns the noise that a latent was made from, about N(0, 1): `[latent]` → `[noiseSize]`. */
  noiseOf(latent: Float32Array): Float32Array;
  /**
   * Decodes `[count, latent]`, or `[count, layers · latent]` with a latent per layer, to `[count, channel, size,
   * size]` in [−1, 1].
   * @param batch - batch size. With a fixed one, a latent decodes to the same bytes regardless of the others; another
   *   one can differ in the last bits. Default: the fastest.
   */
  decode(latents: Values, count: number, batch?: number): Promise<Float32Array>;
  /** Decodes `[count, latent]` with local edits: see `withLocalEdits`. */
  decodeWithLocalEdits(
    latents: Values,
    moves: readonly LocalEdit[],
    count: number,
    batch?: number,
  ): Promise<Float32Array>;
  /** Number of feature offsets of an image: see `withFeatureOffsets`. 0: none. */
  readonly featureOffsetSize: number;
  /**
   * Decodes `[count, latent + featureOffsetSize]`, latents with feature offsets.
   * @throws OmakaseError `option` when the model has none.
   */
  decodeWithFeatureOffsets(codes: Values, count: number, batch?: number): Promise<Float32Array>;
  /**
   * Encodes `[count, channel, size, size]` in [−1, 1] to `[count, latent]`; a VAE gives the posterior mean.
   * @param batch - as in `decode`.
   * @throws OmakaseError `option` when the model has no encoder.
   */
  encode(pictures: Values, count: number, batch?: number): Promise<Float32Array>;
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
 * @throws OmakaseError `option` when the model is a translator: see `createTranslator`.
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
  if (!decode)
    throw new OmakaseError("option", {
      where: trained.run ?? model.kind,
      expected: { ja: "乱数から絵を描くモデル", en: "a model that draws from random numbers" },
      got: { ja: `絵を絵に変える ${model.kind}`, en: `${model.kind}, which translates pictures` },
      remedy: {
        ja: "npx omakase translate に、変える絵を渡してください",
        en: "Give it pictures: npx omakase translate",
      },
    });
  const pictureShape = [picture.channels, picture.size, picture.size];
  let gaussian = model.prior === "fitted" ? fitLatentGaussian(weights) : undefined;
  const noiseSize = model.latent;
  const latent = noiseSize + (attributes ? encodedWidth(attributes) : 0);
  const decoder = createNetworkRunner(device, weights, "", decode, [latent]);
  const mixing = styleMixing(decode, latent);
  const { layers } = mixing;
  const layeredDecoder = createNetworkRunner(device, weights, "", mixing.network, [layers.length * latent]);
  const editDecoders: NetworkRunner[] = []; // by the number of local edits
  const featureOffsetSize = model.encode ? 0 : featureOffsetCount(decode, latent);
  const offsetDecoder =
    featureOffsetSize > 0
      ? createNetworkRunner(device, weights, "", withFeatureOffsets(decode, latent), [latent + featureOffsetSize])
      : undefined;
  const encoder = model.encode && createNetworkRunner(device, weights, "", model.encode, pictureShape);

  return {
    get trained() {
      return trained;
    },
    latent,
    noiseSize,
    attributes,
    layers,
    canEncode: encoder !== undefined,
    latents(seed, count, { first = 0, truncation = 1, conditions, noise: fixedNoise } = {}) {
      const all = new Float32Array(count * latent);
      const condition =
        attributes &&
        encodeAttributes(attributes, conditions ?? defaultConditions(trained, attributes, seed, count, first));
      for (let at = 0; at < count; at++) {
        const drawn = fixedNoise
          ? Float32Array.from(fixedNoise[at])
          : random(seed, "draw", first + at).normals(noiseSize);
        if (truncation !== 1) drawn.forEach((value, axis) => (drawn[axis] = value * truncation));
        all.set(gaussian ? unwhiten(gaussian, drawn) : drawn, at * latent);
        if (condition)
          all.set(
            condition.subarray(at * (latent - noiseSize), (at + 1) * (latent - noiseSize)),
            at * latent + noiseSize,
          );
      }
      return all;
    },
    noiseOf: (one) => (gaussian ? whiten(gaussian, one) : one.slice(0, noiseSize)),
    decode: (latents, count, batch) =>
      (latents.length === count * latent ? decoder : layeredDecoder).run(latents, count, batch),
    async decodeWithLocalEdits(latents, moves, count, batch) {
      if (moves.length === 0) return decoder.run(latents, count, batch);
      const rows = localEditRows(latents, moves, { latent, random: noiseSize, count });
      editDecoders[moves.length] ??= createNetworkRunner(
        device,
        trained.weights,
        "",
        withLocalEdits(decode, latent, moves.length),
        [rows.length / count],
      );
      return editDecoders[moves.length].run(rows, count, batch);
    },
    featureOffsetSize,
    async decodeWithFeatureOffsets(codes, count, batch) {
      if (!offsetDecoder) throw noFeatureOffsetsError(trained.run ?? model.kind);
      return offsetDecoder.run(codes, count, batch);
    },
    async encode(pictures, count, batch) {
      if (!encoder)
        throw new OmakaseError("option", {
          where: model.kind,
          expected: { ja: "エンコーダーのあるモデル（ae か vae）", en: "a model with an encoder (ae or vae)" },
          got: { ja: "エンコーダーのない GAN", en: "a GAN, which has none" },
          remedy: {
            ja: "エンコーダーのあるモデルを使うか、絵のかわりにシードを指定してください",
            en: "Use such a model, or give a seed instead of a picture",
          },
        });
      return encoder.run(pictures, count, batch);
    },
    updateWeights(weights) {
      trained = { ...trained, weights, hash: undefined };
      if (gaussian) gaussian = fitLatentGaussian(weights);
      for (const runner of [decoder, offsetDecoder, layeredDecoder, encoder, ...editDecoders])
        runner?.updateWeights(weights);
    },
    dispose() {
      for (const runner of [decoder, offsetDecoder, layeredDecoder, encoder, ...editDecoders]) runner?.dispose();
    },
  };
}

/** Returns the error of feature offsets for a model without them. */
export function noFeatureOffsetsError(where: string): OmakaseError {
  return new OmakaseError("option", {
    where,
    expected: { ja: "いまの形の gan か cgan", en: "a gan or a cgan of the modern kind" },
    got: { ja: "細部を足せないモデル", en: "a model whose pictures have no details besides their latents" },
    remedy: { ja: "--feature-offsets を付けずに使ってください", en: "Leave --feature-offsets out" },
  });
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

/** Maps noise of N(0, 1) to the fitted Gaussian of the training latents. */
function unwhiten({ mean, root }: LatentGaussian, normal: Float32Array): Float32Array {
  const latent = normal.length;
  return new Float32Array(latent).map((_, row) => {
    let value = mean[row];
    for (let column = 0; column <= row; column++) value += root[row * latent + column] * normal[column];
    return value;
  });
}

/** Maps a latent to noise of N(0, 1): the inverse of {@link unwhiten}, by forward substitution. */
function whiten({ mean, root }: LatentGaussian, latent: Float32Array): Float32Array {
  const count = latent.length;
  const normal = new Float32Array(count);
  for (let row = 0; row < count; row++) {
    let value = latent[row] - mean[row];
    for (let column = 0; column < row; column++) value -= root[row * count + column] * normal[column];
    normal[row] = value / (root[row * count + row] || 1);
  }
  return normal;
}
