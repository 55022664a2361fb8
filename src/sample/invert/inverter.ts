import { decodeAttributes, type Attributes } from "../../dataset/index.ts";
import type { Weights } from "../../device/index.ts";
import { toTensors, type Picture } from "../../image/index.ts";
import { random } from "../../tensor/index.ts";
import { latentPoints, type LatentPoint } from "../latent-point.ts";
import { pictureRecipe } from "../picture-recipe.ts";
import { noFeatureOffsetsError } from "../point-decoder.ts";
import { render } from "../render.ts";
import type { FeatureWeights } from "../../feature/index.ts";
import { nameAttributes, type NamedAttributes } from "../named-attributes.ts";
import { createNetworkRunner } from "../../nn/index.ts";
import type { Sampler } from "../sampler.ts";
import { preprocessForModel, peakSignalToNoise, type Reconstruction } from "../reconstruct.ts";
import { provenance } from "../provenance.ts";
import { inversionEncoder, requireInvertible } from "./invertible-model.ts";
import { createPerceptualDistance } from "./perceptual-distance.ts";
import {
  createLatentOptimizer,
  defaultLossWeights,
  type OptimizedLatents,
  type LatentOptimizer,
  type InversionLossWeights,
} from "./optimize-latents.ts";

/** The inversion of an image by a model without an encoder. */
export interface Inversion extends Reconstruction {
  /** Perceptual distance of input and output, ≥ 0: see `pyramidDistance`. */
  readonly distance: number;
  /**
   * Distance that remains without feature offsets, ≥ 0: the perceptual distance plus the mean squared difference of
   * pixels in [−1, 1]. It tells whether the model can draw such images.
   */
  readonly residual: number;
  /** Condition of the latent as the nearest choices; for models with attributes. */
  readonly attributes?: NamedAttributes;
}

/** See {@link Inverter.invert}. */
export interface InvertOptions {
  /** Optimizer steps, ≥ 1; 1 returns the prediction of the encoder. Default 200. */
  readonly steps?: number;
  /** Number of starts per image, ≥ 1: the prediction of the encoder, then random ones. Default 1. */
  readonly restarts?: number;
  /**
   * Whether the search continues with feature offsets beyond the latent: see `withFeatureOffsets`. The image comes
   * much closer, but properties of latents (that any of them is a good image, and the meaning of directions) do not
   * hold for offsets. Default false.
   */
  readonly featureOffsets?: boolean;
  /** Called every few steps: `done` of `total` images, fractions included. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Stops the work. */
  readonly signal?: AbortSignal;
}

/** An inverter of a model without an encoder: images to latents. */
export interface Inverter {
  readonly sampler: Sampler;
  /**
   * Inverts images. The same image gives the same bytes, whatever else is inverted with it.
   * @param pictures - of any size; the central square of each is used.
   * @returns one inversion per image.
   * @throws OmakaseError `option` when feature offsets are wanted and the model has none.
   */
  invert(pictures: readonly Picture[], options?: InvertOptions): Promise<Inversion[]>;
  dispose(): void;
}

/** Rows per search. Fixed, because a device may round differently in another batch. */
const searchRows = 4;
const defaultSearchSteps = 200;
/** Additional steps with feature offsets. */
const featureOffsetSteps = 400;

/**
 * Opens the inversion of images: an encoder predicts each latent, and gradient descent refines it.
 * @param backbone - weights of the feature network.
 * @param encoder - weights of `trainEncoder` for the same generator. Default: none, so all starts are random.
 * @param lossWeights - default: those of the latent optimizer.
 * @throws OmakaseError `option` when the model has an encoder or is a translator.
 */
export async function createInverter(
  sampler: Sampler,
  backbone: FeatureWeights,
  encoder?: Weights,
  lossWeights: InversionLossWeights = defaultLossWeights,
): Promise<Inverter> {
  requireInvertible(sampler);
  const { device, picture } = sampler.trained;
  const { size, channels } = picture;
  const each = channels * size ** 2;
  const guesser =
    encoder && createNetworkRunner(device, encoder, "encoder", inversionEncoder(sampler), [channels, size, size]);
  const perceptual = await createPerceptualDistance(device, backbone, picture);
  const refiners: { plain?: LatentOptimizer; closer?: LatentOptimizer } = {};

  /**
   * Returns the starts of each image: the encoder's prediction, or noise without an encoder; further starts are
   * random.
   */
  async function starts(values: Float32Array, count: number, tries: number): Promise<Float32Array> {
    const all = new Float32Array(count * tries * sampler.latent);
    const guesses = await guesser?.run(values, count, searchRows);
    for (let at = 0; at < count * tries; at++) {
      const [picture, attempt] = [Math.floor(at / tries), at % tries];
      const guess = guesses?.subarray(picture * sampler.latent, (picture + 1) * sampler.latent);
      if (guess) all.set(guess, at * sampler.latent);
      if (!guess || attempt > 0) all.set(random(1, "search", attempt).normals(sampler.noiseSize), at * sampler.latent); // conditions stay as predicted
    }
    return all;
  }

  async function draw(inputs: readonly Picture[], { latents, featureOffsets }: SearchResult, signal?: AbortSignal) {
    const width = sampler.featureOffsetSize;
    const points = latentPoints(latents, sampler.latent).map((point, at): LatentPoint => ({
      ...point,
      ...(featureOffsets && {
        featureOffsets: Array.from(featureOffsets.subarray(at * width, (at + 1) * width), rounded),
      }),
    }));
    const outputs = await render(sampler, points, { signal });
    return { points, outputs, distances: await perceptual.measure(inputs.map((one, at) => [one, outputs[at]])) };
  }

  return {
    sampler,
    async invert(pictures, options = {}) {
      const { steps = defaultSearchSteps, restarts: tries = 1, featureOffsets = false, onProgress, signal } = options;
      if (featureOffsets && sampler.featureOffsetSize === 0)
        throw noFeatureOffsetsError(sampler.trained.run ?? sampler.trained.model.kind);
      const count = pictures.length;
      const inputs = pictures.map((one) => preprocessForModel(sampler, one));
      const values = toTensors(inputs, channels);
      refiners.plain ??= await createLatentOptimizer(sampler, backbone, searchRows, lossWeights);
      const begin = await starts(values, count, tries);
      const parts = featureOffsets ? 1 / (1 + featureOffsetSteps / steps) : 1; // fraction of the work of the first search
      const progressFrom = (from: number, share: number) => (done: number) =>
        onProgress?.({ done: count * (from + share * done), total: count });
      const plain = await search(refiners.plain, values, begin, {
        tries,
        steps,
        signal,
        onDone: progressFrom(0, parts),
      });
      const own = await draw(inputs, plain, signal);
      let [best, drawn] = [plain, own];
      if (featureOffsets) {
        refiners.closer ??= await createLatentOptimizer(sampler, backbone, searchRows, {
          ...lossWeights,
          featureOffsets,
        });
        const more = { tries: 1, steps: featureOffsetSteps, signal, onDone: progressFrom(parts, 1 - parts) };
        best = await search(refiners.closer, values, plain.unconstrained, more);
        drawn = await draw(inputs, best, signal);
      }
      const signed = await provenance(sampler.trained);
      const conditions = sampler.attributes && namedAttributesOf(sampler.attributes, best.latents, sampler);
      return inputs.map((input, at) => {
        const point = drawn.points[at];
        return {
          input,
          output: drawn.outputs[at],
          point,
          recipe: pictureRecipe(sampler, signed, { point }),
          psnr: peakSignalToNoise(input, drawn.outputs[at]),
          distance: drawn.distances[at],
          residual: own.distances[at] + 4 * 10 ** (-peakSignalToNoise(input, own.outputs[at]) / 10),
          ...(conditions && { attributes: conditions[at] }),
        };
      });
    },
    dispose() {
      guesser?.dispose();
      perceptual.dispose();
      refiners.plain?.dispose();
      refiners.closer?.dispose();
    },
  };

  /** Runs several searches per image and keeps the best. */
  async function search(
    refiner: LatentOptimizer,
    values: Float32Array,
    begin: Float32Array,
    { tries, steps, signal, onDone }: SearchOptions,
  ): Promise<SearchResult> {
    const total = begin.length / sampler.latent;
    const count = total / tries;
    const unconstrained = new Float32Array(count * sampler.latent);
    const latents = new Float32Array(count * sampler.latent);
    const details = new Float32Array(count * sampler.featureOffsetSize);
    const best = new Float32Array(count).fill(Number.POSITIVE_INFINITY);
    let detailed = false;
    for (let from = 0; from < total; from += searchRows) {
      const taken = Math.min(searchRows, total - from);
      const pictures = new Float32Array(searchRows * each);
      for (let row = 0; row < taken; row++) {
        const picture = Math.floor((from + row) / tries);
        pictures.set(values.subarray(picture * each, (picture + 1) * each), row * each);
      }
      const own = new Float32Array(searchRows * sampler.latent);
      own.set(begin.subarray(from * sampler.latent, (from + taken) * sampler.latent));
      const onStep = (done: number) => onDone((from + (taken * done) / steps) / total);
      const refined = await refiner.optimize(pictures, own, { steps: Math.max(1, steps), signal, onStep });
      for (let row = 0; row < taken; row++) {
        const picture = Math.floor((from + row) / tries);
        if (refined.losses[row] >= best[picture]) continue;
        best[picture] = refined.losses[row];
        const copy = (to: Float32Array, of: Float32Array, width: number) =>
          to.set(of.subarray(row * width, (row + 1) * width), picture * width);
        copy(unconstrained, refined.unconstrained, sampler.latent);
        copy(latents, refined.latents, sampler.latent);
        if (refined.featureOffsets) copy(details, refined.featureOffsets, sampler.featureOffsetSize);
        detailed = refined.featureOffsets !== undefined;
      }
      onDone((from + taken) / total);
    }
    return { unconstrained, latents, ...(detailed && { featureOffsets: details.map(rounded) }) };
  }
}

/** Results of a search for every image. */
type SearchResult = Omit<OptimizedLatents, "losses">;

interface SearchOptions {
  /** Starts for each picture. */
  readonly tries: number;
  readonly steps: number;
  readonly signal?: AbortSignal;
  /** Called with the fraction done, 0 … 1. */
  readonly onDone: (done: number) => void;
}

/** Rounds a feature offset to 0.001: there are thousands of them in every PNG. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Returns the conditions of latents `[count, latent]` by name. */
function namedAttributesOf(
  attributes: Attributes,
  latents: Float32Array,
  { latent, noiseSize }: Sampler,
): NamedAttributes[] {
  const count = latents.length / latent;
  const conditions = Array.from({ length: count }, (_, at) => [
    ...latents.subarray(at * latent + noiseSize, (at + 1) * latent),
  ]);
  return nameAttributes(attributes, decodeAttributes(attributes, conditions.flat()));
}
