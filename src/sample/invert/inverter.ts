import { decodeAttributes, type Attributes } from "../../dataset/index.ts";
import type { Weights } from "../../device/index.ts";
import { toTensor, type Picture } from "../../image/index.ts";
import { random } from "../../tensor/index.ts";
import { renderLatents } from "../render-latents.ts";
import type { FeatureWeights } from "../../feature/index.ts";
import { nameAttributes, type NamedAttributes } from "../named-attributes.ts";
import { createNetworkRunner } from "../../nn/index.ts";
import { noFeatureOffsetsError, type Sampler } from "../sampler.ts";
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

/** A picture that was searched for in the latent space of a model without an encoder. */
export interface Inversion extends Reconstruction {
  /** Where it was found, `[latent]`; the recipe has it too. */
  readonly latent: Float32Array;
  /** How differently input and output look in the eyes of the feature network, from 0: see `pyramidDistance`. */
  readonly distance: number;
  /**
   * What the search leaves over in what the model draws without details, from 0: the distance in looks and the mean
   * squared difference of pixels in [−1, 1], added up. It says whether the model knows such pictures.
   */
  readonly residual: number;
  /** Of a model with attributes: what it would be asked for there, the nearest choices. */
  readonly attributes?: NamedAttributes;
}

/** See {@link Inverter.invert}. */
export interface InvertOptions {
  /** Steps of the search, ≥ 1; 1: the encoder's guess as it is. Default 200. */
  readonly steps?: number;
  /** Where each search begins: at the encoder's guess, and at so many more by chance. Default 1: at the guess alone. */
  readonly restarts?: number;
  /**
   * Goes on from there to what the model does not draw by itself, with details beyond the latent: see `detailed`. The
   * picture comes much closer; but what was learned of latents (that any of them is a good picture, and what a direction
   * means) does not hold for details. Default false.
   */
  readonly featureOffsets?: boolean;
  /** Told now and then: `done` of `total` pictures, a part of one counted in. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Stops the work. */
  readonly signal?: AbortSignal;
}

/** Finds pictures in the latent space of a model that has no encoder. */
export interface Inverter {
  readonly sampler: Sampler;
  /**
   * Searches for pictures. The same picture gives the same bytes, whatever else is searched with it.
   *
   * @param pictures - of any size; the middle square of each is used.
   */
  invert(pictures: readonly Picture[], options?: InvertOptions): Promise<Inversion[]>;
  dispose(): void;
}

/** Rows that are searched at a time. A device may round otherwise in other company, so it is always the same number. */
const searchRows = 4;
const defaultSearchSteps = 200;
/** Steps more, with details. */
const featureOffsetSteps = 400;

/**
 * Opens the search for pictures: an encoder guesses where each lies, and a walk by gradient goes on from there.
 *
 * @param encoder - its weights, of `trainEncoder` for the very same generator. Default: none, all starts are by chance.
 * @throws OmakaseError `option` when the model has an encoder of its own, or is a translator.
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

  /** The encoder's guess for each picture, or chance where there is none; further tries by chance. */
  async function starts(values: Float32Array, count: number, tries: number): Promise<Float32Array> {
    const all = new Float32Array(count * tries * sampler.latent);
    const guesses = await guesser?.run(values, count, searchRows);
    for (let at = 0; at < count * tries; at++) {
      const [picture, attempt] = [Math.floor(at / tries), at % tries];
      const guess = guesses?.subarray(picture * sampler.latent, (picture + 1) * sampler.latent);
      if (guess) all.set(guess, at * sampler.latent);
      if (!guess || attempt > 0) all.set(random(1, "search", attempt).normals(sampler.noiseSize), at * sampler.latent); // wishes stay as guessed
    }
    return all;
  }

  async function draw(inputs: readonly Picture[], { latents, featureOffsets }: SearchResult, signal?: AbortSignal) {
    const outputs = await renderLatents(sampler, latents, { featureOffsets, signal });
    return { outputs, distances: await perceptual.measure(inputs.map((one, at) => [one, outputs[at]])) };
  }

  return {
    sampler,
    async invert(pictures, options = {}) {
      const { steps = defaultSearchSteps, restarts: tries = 1, featureOffsets = false, onProgress, signal } = options;
      if (featureOffsets && sampler.featureOffsetSize === 0)
        throw noFeatureOffsetsError(sampler.trained.run ?? sampler.trained.model.kind);
      const count = pictures.length;
      const inputs = pictures.map((one) => preprocessForModel(sampler, one));
      const values = new Float32Array(count * each);
      inputs.forEach((one, at) => values.set(toTensor(one, channels), at * each));
      refiners.plain ??= await createLatentOptimizer(sampler, backbone, searchRows, lossWeights);
      const begin = await starts(values, count, tries);
      const parts = featureOffsets ? 1 / (1 + featureOffsetSteps / steps) : 1; // how much of the work the first search is
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
        const latent = best.latents.slice(at * sampler.latent, (at + 1) * sampler.latent);
        const detail = best.featureOffsets?.subarray(
          at * sampler.featureOffsetSize,
          (at + 1) * sampler.featureOffsetSize,
        );
        return {
          input,
          output: drawn.outputs[at],
          latent,
          recipe: { ...signed, latent: [...latent], ...(detail && { featureOffsets: [...detail].map(rounded) }) },
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

  /** The best of several searches for each picture. */
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

/** What a search comes to, for every picture. */
type SearchResult = Omit<OptimizedLatents, "losses">;

interface SearchOptions {
  /** Starts for each picture. */
  readonly tries: number;
  readonly steps: number;
  readonly signal?: AbortSignal;
  /** Told how much of the work is done, 0 … 1. */
  readonly onDone: (done: number) => void;
}

/** There are thousands of details, and they are written into every PNG. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** What codes `[count, latent]` ask for. */
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
