import type { ImageShape } from "../model/index.ts";
import { energyDistance, meanDistance, meanPairwiseDistance } from "./energy-distance.ts";
import { selectFeatures, type Features } from "./features.ts";
import { forEachDistances } from "./for-each-distances.ts";
import { orientations, qualityColumns, qualityGroups, type QualityColumns } from "./quality-statistics.ts";

/** Quality of a set of images beside real ones. */
export interface ImageQuality {
  /** Energy distance from the real images, relative to their own mean distance: 0 is real, about 2 is noise. */
  readonly distance: number;
  /** Mean distance between two images in the luminance of 4 × 4 cells, relative to real ones, 0 or more; 1: as diverse. */
  readonly diversity: number;
  /** Mean distance of an image from its nearest neighbour, measured like `diversity`, relative to as many real ones. */
  readonly separation: number;
  /** Contrast of the finest details, relative to real images: below 1 is soft. */
  readonly detail: number;
  /** Excess of weak diagonal differences of pixels, in luminance or colour, natural logarithm: 0 is real. */
  readonly grit: number;
  /** Distance of the mean colours, as `distance`. */
  readonly colour: number;
}

/** Faults of a set of images; see {@link qualityFaults}. */
export const qualityFaultNames = ["soft", "gritty", "colours off", "too alike"] as const;

/** A fault of a set of images. */
export type QualityFault = (typeof qualityFaultNames)[number];

/** Measures sets of images against the same real ones. */
export interface QualityMeter {
  /** Measures `qualityStatistics` of a set. */
  measure(statistics: Features): ImageQuality;
  /** Returns the mean distance of each image from the real one of the same index, in units of `distance`. */
  pairDistance(statistics: Features): number;
  /** Returns the energy distance of two sets in the same space, relative to the diversity of the second. */
  between(statistics: Features, others: Features): number;
}

/** Limits of the faults, between real pictures and visibly damaged ones: see docs/notes/quality.md. */
const limits = { detail: 0.75, grit: 0.15, colour: 0.12, diversity: 0.75, separation: 0.5 };

/** Lists what is wrong with a set of images; numbers that are missing are not judged. */
export function qualityFaults(quality: Partial<ImageQuality>): QualityFault[] {
  const { detail = 1, grit = 0, colour = 0, diversity = 1, separation = 1 } = quality;
  const found = {
    soft: detail < limits.detail,
    gritty: grit > limits.grit,
    "colours off": colour > limits.colour,
    "too alike": diversity < limits.diversity || separation < limits.separation,
  };
  return qualityFaultNames.filter((name) => found[name]);
}

/**
 * Prepares the measurement of image quality: the energy distance (Székely & Rizzo 2013) in `qualityStatistics`, each
 * column in units of its spread among real images, each group of columns with a weight of its own. The weights were chosen
 * so that sets of images come in the order of a network that was trained on photographs: see docs/notes/quality.md.
 *
 * @param real - `qualityStatistics` of real images.
 * @param shape - shape of the images.
 */
export function qualityMeter(real: Features, shape: ImageShape): QualityMeter {
  const columns = qualityColumns(shape);
  const standardize = standardizer(real, columns);
  const reference = standardize(real);
  const spread = meanPairwiseDistance(reference);
  const unit = spread || 1; // a set of one image has no diversity to normalise by
  const colours = columns.find(({ group }) => group === "colours")!;
  const realColours = selectColumns(reference, colours);
  const luminance = { ...colours, to: colours.from + (colours.to - colours.from) / shape.channels };
  const realTones = selectColumns(reference, luminance);
  const variety = meanPairwiseDistance(realTones);
  const colourUnit = meanPairwiseDistance(realColours) || 1;
  return {
    measure(statistics) {
      const seen = standardize(statistics);
      const tones = selectColumns(seen, luminance);
      const within = pairwise(tones);
      const { nearest } = pairwise(firstRows(realTones, seen.count));
      const alike = seen.count > real.count ? pairwise(firstRows(tones, real.count)) : within;
      return {
        distance: (2 * meanDistance(seen, reference) - meanPairwiseDistance(seen) - spread) / unit,
        diversity: variety === 0 ? 1 : within.mean / variety,
        separation: nearest === 0 ? 1 : alike.nearest / nearest,
        detail: contrast(statistics, columns) / (contrast(real, columns) || 1),
        grit: grit(statistics, real, columns),
        colour: energyDistance(selectColumns(seen, colours), realColours) / colourUnit,
      };
    },
    pairDistance(statistics) {
      const seen = standardize(statistics);
      let sum = 0;
      for (let row = 0; row < seen.count; row++) {
        let squares = 0;
        for (let at = row * seen.width; at < (row + 1) * seen.width; at++)
          squares += (seen.values[at] - reference.values[at]) ** 2;
        sum += Math.sqrt(squares);
      }
      return sum / seen.count / unit;
    },
    between(statistics, others) {
      const target = standardize(others);
      return energyDistance(standardize(statistics), target) / (meanPairwiseDistance(target) || 1);
    },
  };
}

/** Returns the function that centres and scales the columns by the statistics of real images and the weights. */
function standardizer(real: Features, columns: readonly QualityColumns[]): (features: Features) => Features {
  const { count, width } = real;
  const widths: Partial<Record<string, number>> = {};
  for (const { group, from, to } of columns) widths[group] = (widths[group] ?? 0) + to - from;
  const [means, scales] = [new Float64Array(width), new Float64Array(width)];
  for (const { group, from, to } of columns) {
    const { weight, floor } = qualityGroups[group];
    for (let column = from; column < to; column++) {
      let squares = 0;
      for (let row = 0; row < count; row++) means[column] += real.values[row * width + column] / count;
      for (let row = 0; row < count; row++)
        squares += (real.values[row * width + column] - means[column]) ** 2 / Math.max(1, count - 1);
      scales[column] = weight / Math.sqrt(widths[group]! * (squares + floor ** 2));
    }
  }
  return ({ values, count }) => ({
    values: Float32Array.from(values, (value, at) => (value - means[at % width]) * scales[at % width]),
    count,
    width,
  });
}

/** Computes the mean contrast of luminance at full resolution. */
function contrast({ values, count, width }: Features, columns: readonly QualityColumns[]): number {
  const { from, to } = columns.find(({ group, level }) => group === "fineContrast" && level === 0)!;
  let sum = 0;
  for (let row = 0; row < count; row++) {
    let squares = 0;
    for (let column = from; column < to; column++) squares += Math.exp(2 * values[row * width + column]);
    sum += Math.sqrt(squares / (to - from));
  }
  return sum / count;
}

/**
 * Computes how much larger the mean logarithm of the diagonal differences at full resolution is, in luminance or in
 * colours, whichever is worse. Blurred edges have large differences across and down, but small diagonal ones.
 */
function grit(seen: Features, real: Features, columns: readonly QualityColumns[]): number {
  const excess = (["fine", "colour"] as const).map((kind) => {
    const groups: readonly string[] = [`${kind}Contrast`, `${kind}Flatness`]; // their sum is the mean logarithm
    const chosen = columns
      .filter(({ group, level }) => level === 0 && groups.includes(group))
      .map(({ from, to }) => ({ from: to - (to - from) / orientations, to }));
    return 2 * (meanOf(seen, chosen) - meanOf(real, chosen));
  });
  return Math.max(...excess.filter(Number.isFinite));
}

function meanOf({ values, count, width }: Features, columns: readonly Pick<QualityColumns, "from" | "to">[]): number {
  let [sum, terms] = [0, 0];
  for (let row = 0; row < count; row++)
    for (const { from, to } of columns)
      for (let column = from; column < to; column++, terms++) sum += values[row * width + column];
  return sum / terms;
}

/** Computes the mean distance between two points of a set, and that of a point from its nearest neighbour. */
function pairwise(features: Features): { readonly mean: number; readonly nearest: number } {
  const { count } = features;
  if (count < 2) return { mean: 0, nearest: 0 };
  let [sum, nearest] = [0, 0];
  forEachDistances(features, features, (row, distances) => {
    let least = Infinity;
    for (let at = 0; at < count; at++) {
      if (at === row) continue;
      sum += Math.sqrt(distances[at]);
      if (distances[at] < least) least = distances[at];
    }
    nearest += Math.sqrt(least);
  });
  return { mean: sum / (count * (count - 1)), nearest: nearest / count };
}

function firstRows(features: Features, count: number): Features {
  return selectFeatures(features, [...Array(Math.min(count, features.count)).keys()]);
}

function selectColumns({ values, count, width }: Features, { from, to }: QualityColumns): Features {
  const selected = new Float32Array(count * (to - from));
  for (let row = 0; row < count; row++)
    selected.set(values.subarray(row * width + from, row * width + to), row * (to - from));
  return { values: selected, count, width: to - from };
}
