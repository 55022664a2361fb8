import { decodeAttributes, type Attributes } from "../../dataset/index.ts";
import type { Weights } from "../../device/index.ts";
import { toTensor, type Picture } from "../../image/index.ts";
import { random } from "../../tensor/index.ts";
import { drawLatents } from "../draw-latents.ts";
import type { FeatureWeights } from "../feature-weights.ts";
import { nameWishes, type NamedWishes } from "../named-wishes.ts";
import { networkRunner } from "../network-runner.ts";
import { hasNoDetails, type Painter } from "../painter.ts";
import { asSeen, likeness, type Reconstruction } from "../reconstruct.ts";
import { signature } from "../signature.ts";
import { encoderOf, invertible } from "./invertible.ts";
import { lookDistance } from "./look-distance.ts";
import { openRefiner, usualWeights, type Refined, type Refiner, type RefineWeights } from "./refine.ts";

/** A picture that was searched for in the latent space of a model without an encoder. */
export interface Inversion extends Reconstruction {
  /** Where it was found, `[latent]`; the recipe has it too. */
  readonly latent: Float32Array;
  /** How differently input and output look in the eyes of the feature network, from 0: see `viewDistance`. */
  readonly distance: number;
  /**
   * What the search leaves over in what the model draws without details, from 0: the distance in looks and the mean
   * squared difference of pixels in [−1, 1], added up. It says whether the model knows such pictures.
   */
  readonly residual: number;
  /** Of a model with attributes: what it would be asked for there, the nearest choices. */
  readonly attributes?: NamedWishes;
}

/** See {@link Inverter.invert}. */
export interface InvertOptions {
  /** Steps of the search, ≥ 1; 1: the encoder's guess as it is. Default 200. */
  readonly steps?: number;
  /** Where each search begins: at the encoder's guess, and at so many more by chance. Default 1: at the guess alone. */
  readonly starts?: number;
  /**
   * Goes on from there to what the model does not draw by itself, with details beyond the latent: see `detailed`. The
   * picture comes much closer; but what was learned of latents (that any of them is a good picture, and what a direction
   * means) does not hold for details. Default false.
   */
  readonly closer?: boolean;
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
const rows = 4;
const usualSteps = 200;
/** Steps more, with details. */
const closerSteps = 400;

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
  const refiners: { plain?: Refiner; closer?: Refiner } = {};

  /** The encoder's guess for each picture, or chance where there is none; further tries by chance. */
  async function starts(values: Float32Array, count: number, tries: number): Promise<Float32Array> {
    const all = new Float32Array(count * tries * artist.latent);
    const guesses = await guesser?.run(values, count, rows);
    for (let at = 0; at < count * tries; at++) {
      const [picture, attempt] = [Math.floor(at / tries), at % tries];
      const guess = guesses?.subarray(picture * artist.latent, (picture + 1) * artist.latent);
      if (guess) all.set(guess, at * artist.latent);
      if (!guess || attempt > 0) all.set(random(1, "search", attempt).normals(artist.random), at * artist.latent); // wishes stay as guessed
    }
    return all;
  }

  async function draw(inputs: readonly Picture[], { codes, details }: Found, signal?: AbortSignal) {
    const outputs = await drawLatents(artist, codes, { details, signal });
    return { outputs, distances: await looks.measure(inputs.map((one, at) => [one, outputs[at]])) };
  }

  return {
    artist,
    async invert(pictures, options = {}) {
      const { steps = usualSteps, starts: tries = 1, closer = false, onProgress, signal } = options;
      if (closer && artist.details === 0) throw hasNoDetails(artist.trained.run ?? artist.trained.model.kind);
      const count = pictures.length;
      const inputs = pictures.map((one) => asSeen(artist, one));
      const values = new Float32Array(count * each);
      inputs.forEach((one, at) => values.set(toTensor(one, channels), at * each));
      refiners.plain ??= await openRefiner(artist, eye, rows, weigh);
      const begin = await starts(values, count, tries);
      const parts = closer ? 1 / (1 + closerSteps / steps) : 1; // how much of the work the first search is
      const told = (from: number, share: number) => (done: number) =>
        onProgress?.({ done: count * (from + share * done), total: count });
      const plain = await search(refiners.plain, values, begin, { tries, steps, signal, onDone: told(0, parts) });
      const own = await draw(inputs, plain, signal);
      let [best, drawn] = [plain, own];
      if (closer) {
        refiners.closer ??= await openRefiner(artist, eye, rows, { ...weigh, closer });
        const more = { tries: 1, steps: closerSteps, signal, onDone: told(parts, 1 - parts) };
        best = await search(refiners.closer, values, plain.raw, more);
        drawn = await draw(inputs, best, signal);
      }
      const signed = await signature(artist.trained);
      const wishes = artist.attributes && wishesIn(artist.attributes, best.codes, artist);
      return inputs.map((input, at) => {
        const latent = best.codes.slice(at * artist.latent, (at + 1) * artist.latent);
        const detail = best.details?.subarray(at * artist.details, (at + 1) * artist.details);
        return {
          input,
          output: drawn.outputs[at],
          latent,
          recipe: { ...signed, latent: [...latent], ...(detail && { detail: [...detail].map(rounded) }) },
          psnr: likeness(input, drawn.outputs[at]),
          distance: drawn.distances[at],
          residual: own.distances[at] + 4 * 10 ** (-likeness(input, own.outputs[at]) / 10),
          ...(wishes && { attributes: wishes[at] }),
        };
      });
    },
    dispose() {
      guesser?.dispose();
      looks.dispose();
      refiners.plain?.dispose();
      refiners.closer?.dispose();
    },
  };

  /** The best of several searches for each picture. */
  async function search(
    refiner: Refiner,
    values: Float32Array,
    begin: Float32Array,
    { tries, steps, signal, onDone }: SearchOptions,
  ): Promise<Found> {
    const total = begin.length / artist.latent;
    const count = total / tries;
    const raw = new Float32Array(count * artist.latent);
    const codes = new Float32Array(count * artist.latent);
    const details = new Float32Array(count * artist.details);
    const best = new Float32Array(count).fill(Number.POSITIVE_INFINITY);
    let detailed = false;
    for (let from = 0; from < total; from += rows) {
      const taken = Math.min(rows, total - from);
      const pictures = new Float32Array(rows * each);
      for (let row = 0; row < taken; row++) {
        const picture = Math.floor((from + row) / tries);
        pictures.set(values.subarray(picture * each, (picture + 1) * each), row * each);
      }
      const own = new Float32Array(rows * artist.latent);
      own.set(begin.subarray(from * artist.latent, (from + taken) * artist.latent));
      const onStep = (done: number) => onDone((from + (taken * done) / steps) / total);
      const refined = await refiner.refine(pictures, own, { steps: Math.max(1, steps), signal, onStep });
      for (let row = 0; row < taken; row++) {
        const picture = Math.floor((from + row) / tries);
        if (refined.losses[row] >= best[picture]) continue;
        best[picture] = refined.losses[row];
        const copy = (to: Float32Array, of: Float32Array, width: number) =>
          to.set(of.subarray(row * width, (row + 1) * width), picture * width);
        copy(raw, refined.raw, artist.latent);
        copy(codes, refined.codes, artist.latent);
        if (refined.details) copy(details, refined.details, artist.details);
        detailed = refined.details !== undefined;
      }
      onDone((from + taken) / total);
    }
    return { raw, codes, ...(detailed && { details: details.map(rounded) }) };
  }
}

/** What a search comes to, for every picture. */
type Found = Omit<Refined, "losses">;

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
function wishesIn(attributes: Attributes, latents: Float32Array, { latent, random: chance }: Painter): NamedWishes[] {
  const count = latents.length / latent;
  const told = Array.from({ length: count }, (_, at) => [...latents.subarray(at * latent + chance, (at + 1) * latent)]);
  return nameWishes(attributes, decodeAttributes(attributes, told.flat()));
}
