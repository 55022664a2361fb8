import {
  colourFeatures,
  forEachDistances,
  edgeFeatures,
  joinFeatures,
  layoutFeatures,
  type Features,
} from "../feature/index.ts";
import type { PictureSet } from "../feature/index.ts";

/** The neighbour that counts: up to so many pictures may be odd in the same way and are still found. */
const order = 5;
/** The part of the pictures, the oddest at first sight, that are no neighbours for anybody at the second. */
const trimmedFraction = 0.1;
/** How many of the nearest are looked through for five that count. */
const keptNeighbours = 40;
/** Robust deviations from the median beyond which a picture is a misfit (Iglewicz & Hoaglin 1993). */
const limit = 3.5;

/** Where distances hardly vary, as among frames of a film, what is a little farther is not odd yet (in logarithms). */
const minLogSpread = 0.15;

/** How ill each picture of a set fits among the others. */
export interface DatasetAnomalies {
  /** `[count]`: 0 is usual, and larger is odder, in robust standard deviations. */
  readonly scores: Float64Array;
  /** Scores above it do not belong. */
  readonly limit: number;
}

/**
 * Looks for pictures that do not belong in a set, with no other set to compare with: each is judged by the others
 * (leave one out), by its distance to the fifth nearest of them in what is where, in edges, and in colours; the oddest of
 * the three counts. The oddest tenth at first sight do not count as neighbours at the second, and where usual ends is
 * said by the median and the median deviation, so that a few per cent of odd pictures do not pass for normal by keeping
 * each other company.
 *
 * Every picture is compared with every other: 2,000 take some seconds, 20,000 some minutes.
 *
 * @param pictures - at least 3, of 16 px or more and a power of 2.
 * @param onProgress - told how many pictures were looked at.
 */
export async function findDatasetAnomalies(
  pictures: PictureSet,
  onProgress?: (done: number) => void,
): Promise<DatasetAnomalies> {
  const looks = [layoutFeatures, edgeFeatures, colourFeatures];
  const seen = looks.map((): Features[] => []);
  for (let from = 0; from < pictures.count; from += 64) {
    const indices = Array.from({ length: Math.min(64, pictures.count - from) }, (_, at) => from + at);
    const values = await pictures.batch(indices);
    looks.forEach((look, at) => seen[at].push(look(values, indices.length, pictures)));
    onProgress?.(from + indices.length);
  }
  const each = seen.map((pieces) => datasetAnomalyScores(joinFeatures(pieces)));
  return { scores: each[0].map((_, at) => Math.max(...each.map((scores) => scores[at]))), limit };
}

/** The scores of {@link findDatasetAnomalies} from one kind of features, `[count]`. */
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

/** Another point, and how far it is, squared. */
interface Neighbour {
  readonly at: number;
  readonly square: number;
}

/** For each point the nearest others, rising: enough that with some left out there are still five. */
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

/** The distance of the `place`-th of some points, or of the last where there are fewer; with none it is very far. */
function distanceAt(near: readonly Neighbour[], place: number): number {
  return Math.sqrt(near[Math.min(place, near.length) - 1]?.square ?? 1e6);
}

/** In standard deviations from the median, as the median deviation tells them. */
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
