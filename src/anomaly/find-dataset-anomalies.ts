import {
  colourFeatures,
  forEachDistances,
  edgeFeatures,
  joinFeatures,
  layoutFeatures,
  type Features,
} from "../feature/index.ts";
import type { PictureSet } from "../feature/index.ts";

/** Rank of the neighbour whose distance counts: up to this many similar outliers are still found. */
const order = 5;
/** Share of the images, the highest first-pass scores, that the second pass drops as neighbours, 0–1. */
const trimmedFraction = 0.1;
/** Number of nearest neighbours in memory per image, among which five must remain. */
const keptNeighbours = 40;
/** Robust z-score above which an image is an outlier (Iglewicz & Hoaglin 1993). */
const limit = 3.5;

/** Minimum spread of log distances: in uniform sets, such as frames of a film, small differences are no anomalies. */
const minLogSpread = 0.15;

/** Anomaly scores of the images of a data set relative to each other. */
export interface DatasetAnomalies {
  /** `[count]`, robust standard deviations: about 0 is usual, larger is more anomalous. */
  readonly scores: Float64Array;
  /** Scores above it are outliers. */
  readonly limit: number;
}

/**
 * Finds outliers within a data set, without a reference set. Each image is scored by the others (leave one out): the
 * distance to its fifth nearest neighbour in layout, in edges and in colours; the largest of the three scores counts. A
 * second pass drops the tenth with the highest scores as neighbours, and median and median absolute deviation set the
 * scale, so a few per cent of similar outliers do not make each other extract normal.
 *
 * The cost is quadratic: 2,000 images take some seconds, 20,000 some minutes.
 *
 * @param pictures - at least 3 images, 16 px or larger, a power of 2.
 * @param onProgress - callback with the number of images embedded.
 * @returns robust z-scores `[count]` and the limit.
 */
export async function findDatasetAnomalies(
  pictures: PictureSet,
  onProgress?: (done: number) => void,
): Promise<DatasetAnomalies> {
  const extractors = [layoutFeatures, edgeFeatures, colourFeatures];
  const chunks = extractors.map((): Features[] => []);
  for (let from = 0; from < pictures.count; from += 64) {
    const indices = Array.from({ length: Math.min(64, pictures.count - from) }, (_, at) => from + at);
    const values = await pictures.batch(indices);
    extractors.forEach((extract, at) => chunks[at].push(extract(values, indices.length, pictures)));
    onProgress?.(from + indices.length);
  }
  const each = chunks.map((pieces) => datasetAnomalyScores(joinFeatures(pieces)));
  return { scores: each[0].map((_, at) => Math.max(...each.map((scores) => scores[at]))), limit };
}

/** Scores the rows of one feature matrix as {@link findDatasetAnomalies} does, `[count]`. */
export function datasetAnomalyScores(features: Features): Float64Array {
  const everyone = nearestNeighbourLists(features);
  const first = everyone.map((near) => distanceAt(near, order));
  const falling = [...first.keys()].sort((a, b) => first[b] - first[a]);
  const outside = new Set(falling.slice(0, Math.floor(features.count * trimmedFraction)));
  const second = everyone.map((near) =>
    distanceAt(
      near.filter(({ at }) => !outside.has(at)),
      order,
    ),
  );
  return robustScores(Float64Array.from(second, (distance) => Math.log(distance + 1e-3)));
}

/** Index of another point and its squared distance. */
interface Neighbour {
  readonly at: number;
  readonly square: number;
}

/** Lists the nearest other points of each point, nearest first: enough to drop some and keep five. */
function nearestNeighbourLists(features: Features): (readonly Neighbour[])[] {
  const all: (readonly Neighbour[])[] = [];
  forEachDistances(features, features, (row, squares) => {
    const near: Neighbour[] = [];
    for (let at = 0; at < squares.length; at++) {
      const square = squares[at];
      if (at === row || (near.length === keptNeighbours && square >= near[keptNeighbours - 1].square)) continue;
      let place = near.length;
      while (place > 0 && near[place - 1].square > square) place--;
      near.splice(place, 0, { at, square });
      if (near.length > keptNeighbours) near.pop();
    }
    all.push(near);
  });
  return all;
}

/** Returns the distance of the point at rank `place`, or of the last one; very large without any. */
function distanceAt(near: readonly Neighbour[], place: number): number {
  return Math.sqrt(near[Math.min(place, near.length) - 1]?.square ?? 1e6);
}

/** Converts to robust z-scores: distance from the median in units of the scaled median absolute deviation. */
function robustScores(values: Float64Array): Float64Array {
  const centre = median(values);
  const std = 1.4826 * median(values.map((value) => Math.abs(value - centre)));
  return values.map((value) => (value - centre) / Math.max(std, minLogSpread));
}

function median(values: Float64Array): number {
  const rising = values.slice().sort();
  const middle = rising.length >> 1;
  return rising.length % 2 === 1 ? rising[middle] : (rising[middle - 1] + rising[middle]) / 2;
}
