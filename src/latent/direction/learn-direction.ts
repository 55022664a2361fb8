import type { Attributes } from "../../dataset/index.ts";
import type { Weights } from "../../device/index.ts";
import { encodeImages, type Sampler } from "../../sample/index.ts";
import { fitSquare, toTensor, type Picture } from "../../image/index.ts";
import { cholesky } from "../../math/index.ts";
import { latentAttributes } from "../latent-attributes.ts";
import { solvePositiveDefinite, solveLower, solveUpper } from "../../math/index.ts";
import type { Direction, DirectionEstimate } from "./direction.ts";
import { leastDisruptive } from "./least-disruptive.ts";
import { extractLatentFeatures, extractImageFeatures, type ExtractFeaturesOptions } from "./extract-features.ts";
import { orthogonalComplement } from "../../math/index.ts";
import { patchStatistics } from "./patch-statistics.ts";
import { pullbackMetric } from "./pullback-metric.ts";
import { confidentExamples, fitSelfTrainedProbe } from "./self-trained-probe.ts";
import { applyProbe, fitProbe } from "./linear-probe.ts";
import { saturationSteps, type ProbedDirection } from "./steps-until-score.ts";
import { findAttributeDirection } from "./attribute-direction.ts";

/** See {@link learnDirection}. */
export interface LearnDirectionOptions extends ExtractFeaturesOptions {
  /** How many pictures the model draws for it, without labels. Default 2000. */
  readonly sampleCount?: number;
  /** Decides which. Default 1. */
  readonly seed?: number;
  /** Directions that it keeps clear of: what their readers say does not change along it. Default: none. */
  readonly orthogonalTo?: readonly Direction[];
  /**
   * Of a model with attributes: of every picture what it was asked for, a value for each attribute, as of `latentAttributes`; first
   * of those that show it. Where that tells them apart, wishes are what the direction moves. Default: nobody knows.
   */
  readonly conditions?: readonly ArrayLike<number>[];
}

/**
 * How dear it is to move far, beside changing the picture, whose mean along the latent's axes is 1: each is tried. At the
 * end stands the plain slope.
 */
const ridgeStrengths = [0.3, 1, 3, 30];
/** The least squared growth that is thought possible anywhere, beside a mean of 1. */
const minScoreVariance = 0.003;
/** Pictures that lack it, on which they are tried. */
const trialCount = 32;
/** Who tells fewer of the examples apart does not know what was meant: what it says is no reason to change wishes. */
const minProbeAccuracy = 0.75;
/** The part of the length of usual latents that a picture is moved at most. */
const maxStepFraction = 0.75;
/** Of drawn pictures that are read as showing it, or not: the part that does so less clearly than is asked for. */
const saturationQuantile = 0.75;

/**
 * Learns a direction from a few pictures that show something and a few that do not, 5 to 50 of each. They need not be
 * the model's own: a reader is taught by them (see `fitProbe`), and reads what the model draws; where it has an
 * encoder, the reader is taught by the pictures as the model draws them again. So the few labels become
 * thousands, which teach a second reader that is not so easily fooled, and where on the picture the thing lies (see `fitSelfTrainedProbe`);
 * and from which is learned how the readings grow with the latents (as in InterFaceGAN, Shen et al. 2020, whose
 * labels come from large classifiers). Of all ways that make the reading grow alike, the direction is that which changes
 * the picture least, so that it drags along as little else as it can (see `pullbackMetric`); and along it a picture changes
 * only where the thing lies (see `partly`).
 *
 * A model with attributes may have been asked for the very thing: then the direction asks for it (see `findAttributeDirection`).
 * Where nobody says what the few pictures were asked for, those that the model drew say it.
 *
 * @param having - pictures that show it, at least two.
 * @param lacking - pictures that do not, at least two.
 */
export async function learnDirection(
  sampler: Sampler,
  backboneWeights: Weights,
  present: readonly Picture[],
  absent: readonly Picture[],
  { sampleCount = 2000, seed = 1, orthogonalTo = [], conditions, ...options }: LearnDirectionOptions = {},
): Promise<DirectionEstimate> {
  const { attributes } = sampler;
  const still = new Array<number>(sampler.noiseSize).fill(0);
  const attributeDirection = attributes && conditions && findAttributeDirection(attributes, conditions, present.length);
  if (attributeDirection) return { vector: still, conditions: attributeDirection };
  const examples = await roundTrip(sampler, [...present, ...absent]);
  const { latents, features } = await extractLatentFeatures(
    sampler,
    backboneWeights,
    sampler.latents(seed, sampleCount),
    options,
  );
  const exampleFeatures = await extractImageFeatures(
    sampler,
    backboneWeights,
    examples,
    present.length + absent.length,
  );
  const spread = patchStatistics(features);
  const probe = fitProbe(spread, exampleFeatures, present.length);
  const probeScores = applyProbe(probe, features);
  const { mask, ...reader } = fitSelfTrainedProbe(spread, features, probeScores, saturationScores(probeScores)) ?? {
    ...probe,
    mask: undefined,
  };
  const readings = applyProbe(reader, features);
  const change = await pullbackMetric(sampler, latents, options.signal);
  const slope = scoreRegression(sampler, latents, readings, change);
  const clear = saturationScores(readings);
  const asked =
    attributes &&
    !conditions &&
    probe.accuracy >= minProbeAccuracy &&
    saturatedAttributes(sampler, attributes, latents, confidentExamples(readings, clear));
  if (asked) return { vector: still, conditions: { ...asked, accuracy: probe.accuracy } };
  const clearing = { saturation: { absent: roundTo6Digits(clear.absent), present: roundTo6Digits(clear.present) } };
  const candidates = ridgeStrengths.map((distance): ProbedDirection => {
    const way = orthogonalComplement(
      leastChangeDirection(change, slope, distance),
      orthogonalTo.map((other) => other.probe?.scoreGradient ?? other.vector),
    );
    const growth = way.reduce((sum, value, axis) => sum + value * slope[axis], 0);
    const length = (clear.present - clear.absent) / saturationSteps / Math.max(growth, 1e-9);
    const vector = way.map((value) => roundTo6Digits(value * length));
    return {
      vector,
      ...(mask && { mask: mask.map(roundTo6Digits) }),
      probe: {
        weights: Array.from(reader.weights, roundTo6Digits),
        bias: roundTo6Digits(reader.bias),
        accuracy: probe.accuracy,
        ...clearing,
        maxSteps: roundTo6Digits((maxStepFraction * rmsLatentNorm(sampler, latents)) / Math.hypot(...vector)),
        scoreGradient: Array.from(slope, roundTo6Digits),
      },
    };
  });
  const without = [...readings.keys()].filter((at) => readings[at] < 0).slice(0, trialCount);
  if (without.length === 0) return candidates[0];
  const starts = new Float32Array(without.length * sampler.latent);
  without.forEach((at, row) =>
    starts.set(latents.subarray(at * sampler.latent, (at + 1) * sampler.latent), row * sampler.latent),
  );
  return leastDisruptive(sampler, backboneWeights, starts, candidates, options.signal);
}

/** The attribute that tells drawn pictures that clearly have it from those that clearly lack it. */
function saturatedAttributes(
  sampler: Sampler,
  attributes: Attributes,
  latents: Float32Array,
  { present, absent }: { readonly present: readonly number[]; readonly absent: readonly number[] },
) {
  if (Math.min(present.length, absent.length) === 0) return undefined;
  const { latent } = sampler;
  const own = [...present, ...absent].map((at) =>
    latentAttributes(sampler, latents.subarray(at * latent, (at + 1) * latent)),
  );
  return findAttributeDirection(attributes, own, present.length, { most: 1 });
}

/** What a reader says of pictures that clearly lack it, and of those that clearly have it. */
function saturationScores(readings: Float64Array) {
  return { absent: -saturationScore(readings.map((reading) => -reading)), present: saturationScore(readings) };
}

/** What is clear among readings that are above 0; 1, as of the examples, where there are none. */
function saturationScore(readings: Float64Array): number {
  const above = readings.filter((reading) => reading > 0).sort();
  return above.length > 0 ? above[Math.floor(above.length * saturationQuantile)] : 1;
}

/** How far usual latents lie from their middle. */
function rmsLatentNorm({ latent, noiseSize }: Sampler, latents: Float32Array): number {
  let squares = 0;
  latents.forEach((value, at) => (squares += at % latent < noiseSize ? value * value : 0));
  return Math.sqrt(squares / (latents.length / latent));
}

/** The way with the least change of the picture for so much growth of the reading: change⁻¹ · slope, at length 1. */
function leastChangeDirection(change: Float64Array, slope: Float64Array, distance: number): number[] {
  const dear = change.map((value, at) => (at % (slope.length + 1) === 0 ? value + distance : value));
  const way = solvePositiveDefinite(dear, slope);
  const size = Math.hypot(...way) || 1;
  return Array.from(way, (value) => value / size);
}

/** Pictures as numbers, `[count, channels, size, size]`: through the model's encoder and back, where it has one. */
async function roundTrip(sampler: Sampler, pictures: readonly Picture[]): Promise<Float32Array> {
  if (sampler.canEncode) return sampler.decode(await encodeImages(sampler, pictures), pictures.length);
  const { size, channels } = sampler.trained.picture;
  const tensors = pictures.map((picture) => toTensor(fitSquare(picture, size, channels), channels));
  const values = new Float32Array(tensors.length * channels * size ** 2);
  tensors.forEach((tensor, at) => values.set(tensor, at * tensor.length));
  return values;
}

/**
 * How readings grow with the random numbers, `[noiseSize]`: ridge regression. What a reader says depends on the picture
 * alone, so it is not believed to grow where pictures hardly change, as along the many numbers that a VAE leaves unused:
 * the expected squares of the slope are proportional to the change of the picture.
 */
function scoreRegression(
  { latent, noiseSize }: Sampler,
  latents: Float32Array,
  readings: Float64Array,
  change: Float64Array,
): Float64Array {
  const count = readings.length;
  const mean = new Float64Array(noiseSize);
  for (let row = 0; row < count; row++)
    for (let axis = 0; axis < noiseSize; axis++) mean[axis] += latents[row * latent + axis] / count;
  const middle = readings.reduce((sum, value) => sum + value, 0) / count;
  const products = new Float64Array(noiseSize * noiseSize);
  const together = new Float64Array(noiseSize);
  const own = new Float64Array(noiseSize);
  for (let row = 0; row < count; row++) {
    for (let axis = 0; axis < noiseSize; axis++) {
      own[axis] = latents[row * latent + axis] - mean[axis];
      together[axis] += (own[axis] * (readings[row] - middle)) / count;
      for (let other = 0; other <= axis; other++)
        products[axis * noiseSize + other] += (own[axis] * own[other]) / count;
    }
  }
  let variance = 0;
  for (let axis = 0; axis < noiseSize; axis++) variance += products[axis * (noiseSize + 1)] / noiseSize;
  const root = cholesky(
    change.map((value, at) => (at % (noiseSize + 1) === 0 ? value + minScoreVariance : value)),
    noiseSize,
  );
  const doubt = (variance * noiseSize) / count;
  for (let axis = 0; axis < noiseSize; axis++) {
    const unit = Float64Array.from({ length: noiseSize }, (_, at) => Number(at === axis));
    const column = solveUpper(root, solveLower(root, unit));
    for (let row = axis; row < noiseSize; row++) products[row * noiseSize + axis] += doubt * column[row];
  }
  return solvePositiveDefinite(products, together);
}

/** As much of a number as a file needs. */
function roundTo6Digits(value: number): number {
  return Number(value.toPrecision(6));
}
