import type { Attributes } from "../../dataset/index.ts";
import type { Weights } from "../../device/index.ts";
import { encodeImages, latentAttributes, latentPoints, type Sampler } from "../../sample/index.ts";
import { fitSquare, toTensors, type Picture } from "../../image/index.ts";
import { cholesky, orthogonalComplement, solveLower, solvePositiveDefinite, solveUpper } from "../../math/index.ts";
import type { Direction, DirectionEstimate } from "./direction.ts";
import { leastDisruptive } from "./least-disruptive.ts";
import { extractPointFeatures, extractImageFeatures, type ExtractFeaturesOptions } from "./extract-features.ts";
import { patchStatistics } from "./patch-statistics.ts";
import { pullbackMetric } from "./pullback-metric.ts";
import { confidentExamples, fitSelfTrainedProbe } from "./self-trained-probe.ts";
import { applyProbe, fitProbe } from "./linear-probe.ts";
import { saturationSteps, type ProbedDirection } from "./steps-until-score.ts";
import { findAttributeDirection } from "./attribute-direction.ts";

/** See {@link learnDirection}. */
export interface LearnDirectionOptions extends ExtractFeaturesOptions {
  /** Number of unlabelled images that the model draws, ≥ 1. Default 2000. */
  readonly sampleCount?: number;
  /** Seed of the drawn images. Default 1. */
  readonly seed?: number;
  /** Directions whose score stays constant along it. Default: none. */
  readonly orthogonalTo?: readonly Direction[];
  /**
   * Condition of every example, a value per attribute, as of `latentAttributes`; the positive ones first. When it
   * separates them, the direction moves the condition. Default: unknown.
   */
  readonly conditions?: readonly ArrayLike<number>[];
}

/**
 * Ridge strengths to try, relative to the mean diagonal of the pullback metric; the last is nearly the plain score
 * gradient.
 */
const ridgeStrengths = [0.3, 1, 3, 30];
/** Minimum prior variance of the score gradient per axis, relative to a mean of 1. */
const minScoreVariance = 0.003;
/** Number of negative images on which the candidates are tried. */
const trialCount = 32;
/** Minimum accuracy of the probe, 0–1, before the direction may change conditions. */
const minProbeAccuracy = 0.75;
/** Maximum displacement of an image, as a fraction of the typical norm of the noise. */
const maxStepFraction = 0.75;
/** Quantile of the positive scores of drawn images that counts as clear, 0–1. */
const saturationQuantile = 0.75;

/**
 * Learns a direction from 5 to 50 images that show a trait and as many that do not. They need not be drawn by the
 * model: a linear probe is fitted on them (see `fitProbe`), or on their reconstructions when the model has an
 * encoder, and scores thousands of drawn images. Those fit a second probe that is harder to fool, and the mask of the
 * trait (see `fitSelfTrainedProbe`). A regression of the scores on the latents gives the score gradient (as in
 * InterFaceGAN, Shen et al. 2020, whose labels come from large classifiers). Of all directions with the same score
 * gain we take the one with the least image change (see `pullbackMetric`), so that it drags along as little else as
 * possible; and images change only inside the mask (see `withLocalEdits`).
 * When the trait is a condition of the model, the direction changes the condition (see `findAttributeDirection`).
 * Without the conditions of the examples, those of the drawn images decide.
 * @param sampler - the model.
 * @param backboneWeights - weights of the feature network.
 * @param present - images that show the trait, at least two.
 * @param absent - images that do not, at least two.
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
  const latents = sampler.latents(seed, sampleCount);
  const points = latentPoints(latents, sampler.latent);
  const features = await extractPointFeatures(sampler, backboneWeights, points, options);
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
  const starts = without.map((at) => points[at]);
  return leastDisruptive(sampler, backboneWeights, starts, candidates, options.signal);
}

/** Finds the attribute that separates drawn images clearly with the trait from those clearly without. */
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

/** Returns the scores of images clearly without and clearly with the trait. */
function saturationScores(readings: Float64Array) {
  return { absent: -saturationScore(readings.map((reading) => -reading)), present: saturationScore(readings) };
}

/** Returns the quantile of the positive scores; 1, the label of the examples, when there are none. */
function saturationScore(readings: Float64Array): number {
  const above = readings.filter((reading) => reading > 0).sort();
  return above.length > 0 ? above[Math.floor(above.length * saturationQuantile)] : 1;
}

/** Returns the root mean square norm of the noise. */
function rmsLatentNorm({ latent, noiseSize }: Sampler, latents: Float32Array): number {
  let squares = 0;
  latents.forEach((value, at) => (squares += at % latent < noiseSize ? value * value : 0));
  return Math.sqrt(squares / (latents.length / latent));
}

/** Returns the unit direction of least image change per score gain: metric⁻¹ · gradient. */
function leastChangeDirection(change: Float64Array, slope: Float64Array, distance: number): number[] {
  const dear = change.map((value, at) => (at % (slope.length + 1) === 0 ? value + distance : value));
  const way = solvePositiveDefinite(dear, slope);
  const size = Math.hypot(...way) || 1;
  return Array.from(way, (value) => value / size);
}

/** Converts images to tensors, `[count, channels, size, size]`: their reconstructions when the model has an encoder. */
async function roundTrip(sampler: Sampler, pictures: readonly Picture[]): Promise<Float32Array> {
  if (sampler.canEncode) return sampler.decode(await encodeImages(sampler, pictures), pictures.length);
  const { size, channels } = sampler.trained.picture;
  return toTensors(
    pictures.map((picture) => fitSquare(picture, size, channels)),
    channels,
  );
}

/**
 * Estimates the gradient of the score with respect to the noise, `[noiseSize]`, by ridge regression. The score
 * depends on the image alone, so it hardly grows along axes that hardly change the image, such as the unused ones of
 * a VAE: the prior variance of the gradient is proportional to the image change.
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

/** Rounds to 6 significant digits, enough for a file. */
function roundTo6Digits(value: number): number {
  return Number(value.toPrecision(6));
}
