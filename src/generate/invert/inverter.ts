import { decodeAttributes, type Attributes } from "../../dataset/index.ts";
import type { Weights } from "../../device/index.ts";
import { toTensor, type Picture } from "../../image/index.ts";
import { random } from "../../tensor/index.ts";
import { drawLatents } from "../draw-latents.ts";
import type { FeatureWeights } from "../feature-weights.ts";
import { nameWishes, type NamedWishes } from "../named-wishes.ts";
import { networkRunner } from "../network-runner.ts";
import type { Painter } from "../painter.ts";
import { asSeen, likeness, type Reconstruction } from "../reconstruct.ts";
import { signature } from "../signature.ts";
import { encoderOf, invertible } from "./invertible.ts";
import { lookDistance } from "./look-distance.ts";
import { openRefiner, usualWeights, type Refiner, type RefineWeights } from "./refine.ts";

/** A picture that was searched for in the latent space of a model without an encoder. */
export interface Inversion extends Reconstruction {
  /** Where it was found, `[latent]`; the recipe has it too. */
  readonly latent: Float32Array;
  /** How differently input and output look in the eyes of the feature network, from 0: see `viewDistance`. */
  readonly distance: number;
  /** Of a model with attributes: what it would be asked for there, the nearest choices. */
  readonly attributes?: NamedWishes;
}

/** See {@link Inverter.invert}. */
export interface InvertOptions {
  /** Steps of the search, ≥ 1; 1: the encoder's guess as it is. Default 200. */
  readonly steps?: number;
  /** Where each search begins: at the encoder's guess, and at so many more by chance. Default 1: at the guess alone. */
  readonly starts?: number;
  /** Told now and then: `done` of `total` pictures, a part of one counted in. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Stops the work. */
  readonly signal?: AbortSignal;
}

/** Finds pictures in the latent space of a model that has no encoder. */
export interface Inverter {
  readonly artist: Painter;
  /**
   * Searches for pictures. The same picture gives the same bytes, whatever else is searched with it.
   *
   * @param pictures - of any size; the middle square of each is used.
   */
  invert(pictures: readonly Picture[], options?: InvertOptions): Promise<Inversion[]>;
  dispose(): void;
}

/** Rows that are searched at a time. A device may round otherwise in other company, so it is always the same number. */
const rows = 8;
const usualSteps = 200;

/**
 * Opens the search for pictures: an encoder guesses where each lies, and a walk by gradient goes on from there.
 *
 * @param encoder - its weights, of `learnEncoder` for the very same generator. Default: none, all starts are by chance.
 * @throws OmakaseError `option` when the model has an encoder of its own, or is a translator.
 */
export async function inverter(
  artist: Painter,
  eye: FeatureWeights,
  encoder?: Weights,
  weigh: RefineWeights = usualWeights,
): Promise<Inverter> {
  invertible(artist);
  const { device, picture } = artist.trained;
  const { size, channels } = picture;
  const each = channels * size ** 2;
  const guesser = encoder && networkRunner(device, encoder, "encoder", encoderOf(artist), [channels, size, size]);
  const looks = await lookDistance(device, eye, picture);
  let refiner: Refiner | undefined;

  async function starts(values: Float32Array, count: number, each: number): Promise<Float32Array> {
    const all = new Float32Array(count * each * artist.latent);
    const guesses = await guesser?.run(values, count, rows);
    for (let at = 0; at < count * each; at++) {
      const picture = Math.floor(at / each);
      const guess = guesses?.subarray(picture * artist.latent, (picture + 1) * artist.latent);
      if (guess) all.set(guess, at * artist.latent);
      if (!guess || at % each > 0) all.set(random(1, "search", at % each).normals(artist.random), at * artist.latent); // wishes stay as guessed
    }
    return all;
  }

  return {
    artist,
    async invert(pictures, options = {}) {
      const inputs = pictures.map((one) => asSeen(artist, one));
      const values = new Float32Array(inputs.length * each);
      inputs.forEach((one, at) => values.set(toTensor(one, channels), at * each));
      refiner ??= await openRefiner(artist, eye, rows, weigh);
      const latents = await found(refiner, values, inputs.length, options);
      const outputs = await drawLatents(artist, latents, { signal: options.signal });
      const distances = await looks.measure(inputs.map((one, at) => [one, outputs[at]]));
      const signed = await signature(artist.trained);
      const wishes = artist.attributes && wishesIn(artist.attributes, latents, artist);
      return inputs.map((input, at) => {
        const latent = latents.slice(at * artist.latent, (at + 1) * artist.latent);
        const recipe = { ...signed, latent: [...latent] };
        return {
          input,
          output: outputs[at],
          latent,
          recipe,
          psnr: likeness(input, outputs[at]),
          distance: distances[at],
          ...(wishes && { attributes: wishes[at] }),
        };
      });
    },
    dispose() {
      guesser?.dispose();
      looks.dispose();
      refiner?.dispose();
    },
  };

  /** The best of several searches for each picture, `[count, latent]`. */
  async function found(
    refiner: Refiner,
    values: Float32Array,
    count: number,
    { steps = usualSteps, starts: tries = 1, onProgress, signal }: InvertOptions,
  ): Promise<Float32Array> {
    const begin = await starts(values, count, tries);
    const latents = new Float32Array(count * artist.latent);
    const best = new Float32Array(count).fill(Number.POSITIVE_INFINITY);
    const total = count * tries;
    for (let from = 0; from < total; from += rows) {
      const taken = Math.min(rows, total - from);
      const pictures = new Float32Array(rows * each);
      for (let row = 0; row < taken; row++) {
        const picture = Math.floor((from + row) / tries);
        pictures.set(values.subarray(picture * each, (picture + 1) * each), row * each);
      }
      const own = new Float32Array(rows * artist.latent);
      own.set(begin.subarray(from * artist.latent, (from + taken) * artist.latent));
      const { codes, losses } = await refiner.refine(pictures, own, {
        steps: Math.max(1, steps),
        signal,
        onStep: (done) => onProgress?.({ done: (from + (taken * done) / steps) / tries, total: count }),
      });
      for (let row = 0; row < taken; row++) {
        const picture = Math.floor((from + row) / tries);
        if (losses[row] >= best[picture]) continue;
        best[picture] = losses[row];
        latents.set(codes.subarray(row * artist.latent, (row + 1) * artist.latent), picture * artist.latent);
      }
      onProgress?.({ done: (from + taken) / tries, total: count });
    }
    return latents;
  }
}

/** What codes `[count, latent]` ask for. */
function wishesIn(attributes: Attributes, latents: Float32Array, { latent, random: chance }: Painter): NamedWishes[] {
  const count = latents.length / latent;
  const told = Array.from({ length: count }, (_, at) => [...latents.subarray(at * latent + chance, (at + 1) * latent)]);
  return nameWishes(attributes, decodeAttributes(attributes, told.flat()));
}
