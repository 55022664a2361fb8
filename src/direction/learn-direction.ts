import type { Weights } from "../device/index.ts";
import { pictureLatents, type Painter } from "../generate/index.ts";
import { fit, toTensor, type Picture } from "../image/index.ts";
import { solve } from "./cholesky.ts";
import type { FoundDirection } from "./direction.ts";
import { lookAt, lookAtPictures, type LookOptions } from "./look.ts";
import { partSpread } from "./part-spread.ts";
import { readPictures, teachReader } from "./taught-reader.ts";

/** See {@link learnDirection}. */
export interface LearnDirectionOptions extends LookOptions {
  /** How many pictures the model draws for it, without labels. Default 2000. */
  readonly drawn?: number;
  /** Decides which. Default 1. */
  readonly seed?: number;
}

/** Of pictures that lack it: this part shall have it after two steps. */
const switched = 0.95;
/** What a reader has to say to be believed: pictures that have it lie about 1, others about −1. */
const clear = 0.5;

/**
 * Learns a direction from a few pictures that show something and a few that do not, 5 to 50 of each. They need not be
 * the model's own: a reader is taught by them (see `teachReader`), and reads what the model draws; where it has an
 * encoder, the reader is taught by the pictures as the model draws them again. So the few labels become
 * thousands, and the straight line is the regression of the readings on the latents (as in InterFaceGAN, Shen et al.
 * 2020, whose labels come from large classifiers).
 *
 * @param having - pictures that show it, at least two.
 * @param lacking - pictures that do not, at least two.
 */
export async function learnDirection(
  artist: Painter,
  eyeWeights: Weights,
  having: readonly Picture[],
  lacking: readonly Picture[],
  { drawn = 2000, seed = 1, ...options }: LearnDirectionOptions = {},
): Promise<FoundDirection> {
  const lessons = await asDrawn(artist, [...having, ...lacking]);
  const { latents, seen } = await lookAt(artist, eyeWeights, artist.latents(seed, drawn), options);
  const taught = await lookAtPictures(artist, eyeWeights, lessons, having.length + lacking.length);
  const reader = teachReader(partSpread(seen), taught, having.length);
  const readings = readPictures(reader, seen);
  const missing = readings.filter((reading) => reading < 0).sort();
  const lowest = missing.length > 0 ? missing[Math.floor(missing.length * (1 - switched))] : -1;
  const perStep = (clear - lowest) / 2;
  const slope = regression(artist, latents, readings);
  const steepness = slope.reduce((sum, value) => sum + value * value, 0);
  return {
    vector: Array.from(slope, (value) => short((value * perStep) / Math.max(steepness, 1e-9))),
    reader: {
      weights: Array.from(reader.weights, short),
      bias: short(reader.bias),
      right: reader.right,
      perStep: short(perStep),
    },
  };
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
