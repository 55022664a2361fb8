import {
  colourFeatures,
  eachDistances,
  edgeFeatures,
  joinFeatures,
  layoutFeatures,
  selectFeatures,
  type Features,
} from "../../feature/index.ts";
import type { PictureSet } from "../picture-set.ts";

/** The neighbour that counts: up to so many pictures may be odd in the same way and are still found. */
const order = 5;
/** The part of the pictures, the oddest at first sight, that are no neighbours for anybody at the second. */
const trimmed = 0.1;
/** Robust deviations from the median beyond which a picture is a misfit (Iglewicz & Hoaglin 1993). */
const limit = 3.5;

/** How ill each picture of a set fits among the others. */
export interface Misfits {
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
 * Every picture is compared with every other: 2,000 take a few seconds, 20,000 many minutes.
 *
 * @param pictures - at least 3, of 16 px or more and a power of 2.
 * @param onProgress - told how many pictures were looked at.
 */
export async function findMisfits(pictures: PictureSet, onProgress?: (done: number) => void): Promise<Misfits> {
  const looks = [layoutFeatures, edgeFeatures, colourFeatures];
  const seen = looks.map((): Features[] => []);
  for (let from = 0; from < pictures.count; from += 64) {
    const indices = Array.from({ length: Math.min(64, pictures.count - from) }, (_, at) => from + at);
    const values = await pictures.batch(indices);
    looks.forEach((look, at) => seen[at].push(look(values, indices.length, pictures)));
    onProgress?.(from + indices.length);
  }
  const each = seen.map((pieces) => misfitScores(joinFeatures(pieces)));
  return { scores: each[0].map((_, at) => Math.max(...each.map((scores) => scores[at]))), limit };
}

/** The scores of {@link findMisfits} from one kind of features, `[count]`. */
export function misfitScores(features: Features): Float64Array {
  const everyone = Array.from({ length: features.count }, (_, at) => at);
  const first = neighbourDistances(features, everyone);
  const kept = everyone.toSorted((a, b) => first[a] - first[b]).slice(0, Math.ceil(features.count * (1 - trimmed)));
  return robustScores(neighbourDistances(features, kept).map((distance) => Math.log(distance + 1e-3)));
}

/** How far each point is from the fifth nearest of those kept, itself left out. */
function neighbourDistances(features: Features, kept: readonly number[]): Float64Array {
  const found = new Float64Array(features.count);
  const among = new Set(kept);
  eachDistances(features, selectFeatures(features, kept), (row, squares) => {
    const itself = among.has(row) ? 1 : 0; // at distance 0, before all others
    found[row] = Math.sqrt(smallest(squares, order + itself));
  });
  return found;
}

/** The `place`-th smallest value, or the largest where there are fewer. */
function smallest(values: Float64Array, place: number): number {
  const least = new Float64Array(Math.min(place, values.length)).fill(Infinity); // rising
  for (const value of values) {
    let at = least.length - 1;
    if (value >= least[at]) continue;
    for (; at > 0 && least[at - 1] > value; at--) least[at] = least[at - 1];
    least[at] = value;
  }
  return least.at(-1)!;
}

/** In standard deviations from the median, as the median deviation tells them. */
function robustScores(values: Float64Array): Float64Array {
  const centre = median(values);
  const deviation = 1.4826 * median(values.map((value) => Math.abs(value - centre)));
  return values.map((value) => (value - centre) / (deviation || 1));
}

function median(values: Float64Array): number {
  const rising = values.slice().sort();
  const middle = rising.length >> 1;
  return rising.length % 2 === 1 ? rising[middle] : (rising[middle - 1] + rising[middle]) / 2;
}
