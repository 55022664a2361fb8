import type { Weights } from "../device/index.ts";
import { pictureLatents, type Painter } from "../generate/index.ts";
import { fit, toTensor, type Picture } from "../image/index.ts";
import { solve } from "./cholesky.ts";
import type { Direction, FoundDirection } from "./direction.ts";
import { lookAt, lookAtPictures, type LookOptions } from "./look.ts";
import { orthogonal } from "./orthogonal.ts";
import { partSpread } from "./part-spread.ts";
import { pictureChange } from "./picture-change.ts";
import { readPictures, teachReader } from "./taught-reader.ts";
import { clearReading } from "./walk-until.ts";

/** See {@link learnDirection}. */
export interface LearnDirectionOptions extends LookOptions {
  /** How many pictures the model draws for it, without labels. Default 2000. */
  readonly drawn?: number;
  /** Decides which. Default 1. */
  readonly seed?: number;
  /** Directions that it keeps clear of: what their readers say does not change along it. Default: none. */
  readonly others?: readonly Direction[];
}

/** How dear it is to move far, beside changing the picture, whose mean along the latent's axes is 1. */
const distance = 0.3;
/** Steps that lead from without to with. */
const usualSteps = 2;

/**
 * Learns a direction from a few pictures that show something and a few that do not, 5 to 50 of each. They need not be
 * the model's own: a reader is taught by them (see `teachReader`), and reads what the model draws; where it has an
 * encoder, the reader is taught by the pictures as the model draws them again. So the few labels become
 * thousands, from which is learned how the readings grow with the latents (as in InterFaceGAN, Shen et al. 2020, whose
 * labels come from large classifiers). Of all ways that make the reading grow alike, the direction is that which changes
 * the picture least, so that it drags along as little else as it can (see `pictureChange`).
 *
 * @param having - pictures that show it, at least two.
 * @param lacking - pictures that do not, at least two.
 */
export async function learnDirection(
  artist: Painter,
  eyeWeights: Weights,
  having: readonly Picture[],
  lacking: readonly Picture[],
  { drawn = 2000, seed = 1, others = [], ...options }: LearnDirectionOptions = {},
): Promise<FoundDirection> {
  const lessons = await asDrawn(artist, [...having, ...lacking]);
  const { latents, seen } = await lookAt(artist, eyeWeights, artist.latents(seed, drawn), options);
  const taught = await lookAtPictures(artist, eyeWeights, lessons, having.length + lacking.length);
  const reader = teachReader(partSpread(seen), taught, having.length);
  const readings = readPictures(reader, seen);
  const slope = regression(artist, latents, readings);
  const way = orthogonal(
    leastChange(await pictureChange(artist, latents, options.signal), slope),
    others.map((other) => other.reader?.slope ?? other.vector),
  );
  const lacks = readings.filter((reading) => reading < 0);
  const usual = lacks.length > 0 ? lacks.reduce((sum, value) => sum + value, 0) / lacks.length : -1;
  const growth = way.reduce((sum, value, axis) => sum + value * slope[axis], 0);
  const length = (clearReading - usual) / usualSteps / Math.max(growth, 1e-9);
  return {
    vector: way.map((value) => short(value * length)),
    reader: {
      weights: Array.from(reader.weights, short),
      bias: short(reader.bias),
      right: reader.right,
      slope: Array.from(slope, short),
    },
  };
}

/** The way with the least change of the picture for so much growth of the reading: change⁻¹ · slope, at length 1. */
function leastChange(change: Float64Array, slope: Float64Array): number[] {
  const dear = change.map((value, at) => (at % (slope.length + 1) === 0 ? value + distance : value));
  const way = solve(dear, slope);
  const size = Math.hypot(...way) || 1;
  return Array.from(way, (value) => value / size);
}

/** Pictures as numbers, `[count, channels, size, size]`: through the model's encoder and back, where it has one. */
async function asDrawn(artist: Painter, pictures: readonly Picture[]): Promise<Float32Array> {
  if (artist.canEncode) return artist.decode(await pictureLatents(artist, pictures), pictures.length);
  const { size, channels } = artist.trained.picture;
  const tensors = pictures.map((picture) => toTensor(fit(picture, size, channels), channels));
  const values = new Float32Array(tensors.length * channels * size ** 2);
  tensors.forEach((tensor, at) => values.set(tensor, at * tensor.length));
  return values;
}

/** How readings grow with the random numbers, `[random]`: ridge regression, with a doubt of one latent in a hundred. */
function regression({ latent, random }: Painter, latents: Float32Array, readings: Float64Array): Float64Array {
  const count = readings.length;
  const mean = new Float64Array(random);
  for (let row = 0; row < count; row++)
    for (let axis = 0; axis < random; axis++) mean[axis] += latents[row * latent + axis] / count;
  const middle = readings.reduce((sum, value) => sum + value, 0) / count;
  const products = new Float64Array(random * random);
  const together = new Float64Array(random);
  const own = new Float64Array(random);
  for (let row = 0; row < count; row++) {
    for (let axis = 0; axis < random; axis++) {
      own[axis] = latents[row * latent + axis] - mean[axis];
      together[axis] += (own[axis] * (readings[row] - middle)) / count;
      for (let other = 0; other <= axis; other++) products[axis * random + other] += (own[axis] * own[other]) / count;
    }
  }
  let variance = 0;
  for (let axis = 0; axis < random; axis++) variance += products[axis * (random + 1)] / random;
  for (let axis = 0; axis < random; axis++) products[axis * (random + 1)] += 0.01 * variance + 1e-12;
  return solve(products, together);
}

/** As much of a number as a file needs. */
function short(value: number): number {
  return Number(value.toPrecision(6));
}
