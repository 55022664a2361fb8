import type { Attributes } from "../dataset/index.ts";
import type { Weights } from "../device/index.ts";
import { pictureLatents, type Painter } from "../generate/index.ts";
import { fit, toTensor, type Picture } from "../image/index.ts";
import { cholesky } from "../math/index.ts";
import { wishesOf } from "../morph/index.ts";
import { solve, solveLower, solveUpper } from "./solve.ts";
import type { Direction, FoundDirection } from "./direction.ts";
import { gentlest } from "./gentlest.ts";
import { lookAt, lookAtPictures, type LookOptions } from "./look.ts";
import { orthogonal } from "./orthogonal.ts";
import { partSpread } from "./part-spread.ts";
import { pictureChange } from "./picture-change.ts";
import { clearOnes, pupil } from "./pupil.ts";
import { readPictures, teachReader } from "./taught-reader.ts";
import { clearSteps, type ReadDirection } from "./walk-until.ts";
import { findWishChange } from "./wish-change.ts";

/** See {@link learnDirection}. */
export interface LearnDirectionOptions extends LookOptions {
  /** How many pictures the model draws for it, without labels. Default 2000. */
  readonly drawn?: number;
  /** Decides which. Default 1. */
  readonly seed?: number;
  /** Directions that it keeps clear of: what their readers say does not change along it. Default: none. */
  readonly others?: readonly Direction[];
  /**
   * Of a model with attributes: of every picture what it was asked for, a value for each attribute, as of `wishesOf`; first
   * of those that show it. Where that tells them apart, wishes are what the direction moves. Default: nobody knows.
   */
  readonly wishes?: readonly ArrayLike<number>[];
}

/**
 * How dear it is to move far, beside changing the picture, whose mean along the latent's axes is 1: each is tried. At the
 * end stands the plain slope.
 */
const distances = [0.3, 1, 3, 30];
/** The least squared growth that is thought possible anywhere, beside a mean of 1. */
const leastGrowth = 0.003;
/** Pictures that lack it, on which they are tried. */
const tried = 32;
/** Who tells fewer of the examples apart does not know what was meant: what it says is no reason to change wishes. */
const sure = 0.75;
/** The part of the length of usual latents that a picture is moved at most. */
const farthest = 0.75;
/** Of drawn pictures that are read as showing it, or not: the part that does so less clearly than is asked for. */
const clearer = 0.75;

/**
 * Learns a direction from a few pictures that show something and a few that do not, 5 to 50 of each. They need not be
 * the model's own: a reader is taught by them (see `teachReader`), and reads what the model draws; where it has an
 * encoder, the reader is taught by the pictures as the model draws them again. So the few labels become
 * thousands, which teach a second reader that is not so easily fooled, and where on the picture the thing lies (see `pupil`);
 * and from which is learned how the readings grow with the latents (as in InterFaceGAN, Shen et al. 2020, whose
 * labels come from large classifiers). Of all ways that make the reading grow alike, the direction is that which changes
 * the picture least, so that it drags along as little else as it can (see `pictureChange`); and along it a picture changes
 * only where the thing lies (see `partly`).
 *
 * A model with attributes may have been asked for the very thing: then the direction asks for it (see `findWishChange`).
 * Where nobody says what the few pictures were asked for, those that the model drew say it.
 *
 * @param having - pictures that show it, at least two.
 * @param lacking - pictures that do not, at least two.
 */
export async function learnDirection(
  artist: Painter,
  eyeWeights: Weights,
  having: readonly Picture[],
  lacking: readonly Picture[],
  { drawn = 2000, seed = 1, others = [], wishes, ...options }: LearnDirectionOptions = {},
): Promise<FoundDirection> {
  const { attributes } = artist;
  const still = new Array<number>(artist.random).fill(0);
  const told = attributes && wishes && findWishChange(attributes, wishes, having.length);
  if (told) return { vector: still, wishes: told };
  const lessons = await asDrawn(artist, [...having, ...lacking]);
  const { latents, seen } = await lookAt(artist, eyeWeights, artist.latents(seed, drawn), options);
  const taught = await lookAtPictures(artist, eyeWeights, lessons, having.length + lacking.length);
  const spread = partSpread(seen);
  const teacher = teachReader(spread, taught, having.length);
  const said = readPictures(teacher, seen);
  const { within, ...reader } = pupil(spread, seen, said, clearOf(said)) ?? { ...teacher, within: undefined };
  const readings = readPictures(reader, seen);
  const change = await pictureChange(artist, latents, options.signal);
  const slope = regression(artist, latents, readings, change);
  const clear = clearOf(readings);
  const asked =
    attributes &&
    !wishes &&
    teacher.right >= sure &&
    wishesOfClear(artist, attributes, latents, clearOnes(readings, clear));
  if (asked) return { vector: still, wishes: { ...asked, right: teacher.right } };
  const clearing = { clear: { lacking: short(clear.lacking), having: short(clear.having) } };
  const candidates = distances.map((distance): ReadDirection => {
    const way = orthogonal(
      leastChange(change, slope, distance),
      others.map((other) => other.reader?.slope ?? other.vector),
    );
    const growth = way.reduce((sum, value, axis) => sum + value * slope[axis], 0);
    const length = (clear.having - clear.lacking) / clearSteps / Math.max(growth, 1e-9);
    const vector = way.map((value) => short(value * length));
    return {
      vector,
      ...(within && { within: within.map(short) }),
      reader: {
        weights: Array.from(reader.weights, short),
        bias: short(reader.bias),
        right: teacher.right,
        ...clearing,
        reach: short((farthest * usualLength(artist, latents)) / Math.hypot(...vector)),
        slope: Array.from(slope, short),
      },
    };
  });
  const without = [...readings.keys()].filter((at) => readings[at] < 0).slice(0, tried);
  if (without.length === 0) return candidates[0];
  const starts = new Float32Array(without.length * artist.latent);
  without.forEach((at, row) =>
    starts.set(latents.subarray(at * artist.latent, (at + 1) * artist.latent), row * artist.latent),
  );
  return gentlest(artist, eyeWeights, starts, candidates, options.signal);
}

/** The attribute that tells drawn pictures that clearly have it from those that clearly lack it. */
function wishesOfClear(
  artist: Painter,
  attributes: Attributes,
  latents: Float32Array,
  { having, lacking }: { readonly having: readonly number[]; readonly lacking: readonly number[] },
) {
  if (Math.min(having.length, lacking.length) === 0) return undefined;
  const { latent } = artist;
  const own = [...having, ...lacking].map((at) => wishesOf(artist, latents.subarray(at * latent, (at + 1) * latent)));
  return findWishChange(attributes, own, having.length, { most: 1 });
}

/** What a reader says of pictures that clearly lack it, and of those that clearly have it. */
function clearOf(readings: Float64Array) {
  return { lacking: -typical(readings.map((reading) => -reading)), having: typical(readings) };
}

/** What is clear among readings that are above 0; 1, as of the examples, where there are none. */
function typical(readings: Float64Array): number {
  const above = readings.filter((reading) => reading > 0).sort();
  return above.length > 0 ? above[Math.floor(above.length * clearer)] : 1;
}

/** How far usual latents lie from their middle. */
function usualLength({ latent, random }: Painter, latents: Float32Array): number {
  let squares = 0;
  latents.forEach((value, at) => (squares += at % latent < random ? value * value : 0));
  return Math.sqrt(squares / (latents.length / latent));
}

/** The way with the least change of the picture for so much growth of the reading: change⁻¹ · slope, at length 1. */
function leastChange(change: Float64Array, slope: Float64Array, distance: number): number[] {
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

/**
 * How readings grow with the random numbers, `[random]`: ridge regression. What a reader says depends on the picture
 * alone, so it is not believed to grow where pictures hardly change, as along the many numbers that a VAE leaves unused:
 * the expected squares of the slope are proportional to the change of the picture.
 */
function regression(
  { latent, random }: Painter,
  latents: Float32Array,
  readings: Float64Array,
  change: Float64Array,
): Float64Array {
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
  const root = cholesky(
    change.map((value, at) => (at % (random + 1) === 0 ? value + leastGrowth : value)),
    random,
  );
  const doubt = (variance * random) / count;
  for (let axis = 0; axis < random; axis++) {
    const unit = Float64Array.from({ length: random }, (_, at) => Number(at === axis));
    const column = solveUpper(root, solveLower(root, unit));
    for (let row = axis; row < random; row++) products[row * random + axis] += doubt * column[row];
  }
  return solve(products, together);
}

/** As much of a number as a file needs. */
function short(value: number): number {
  return Number(value.toPrecision(6));
}
