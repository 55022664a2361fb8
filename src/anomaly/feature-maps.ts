import { random } from "../tensor/index.ts";

/** Output of a layer for some pictures. */
export interface FeatureMaps {
  readonly values: Float32Array;
  readonly count: number;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  /** Whether a picture's values are `[height, width, channels]`; else `[channels, height, width]`. */
  readonly channelsLast: boolean;
}

/** Most numbers per layer and cell: more channels are projected. */
const maxWidth = 64;

/** Returns the number of numbers per cell of {@link cellsOfMaps}. */
export function cellWidth(channels: number): number {
  return Math.min(channels, maxWidth);
}

/**
 * Brings the maps of a layer to a grid of cells: means over 3 × 3 places (those beyond the border do not count), as in
 * PatchCore (Roth et al. 2022, section 3.1), then the mean of the places in a cell, or the bilinear value at its centre. More
 * than 64 channels are projected at random, which keeps distances (Johnson & Lindenstrauss 1984); the same number of channels
 * is always projected in the same way.
 *
 * @param side - cells along a side.
 * @returns `[count, side · side, cellWidth(channels)]`.
 */
export function cellsOfMaps(maps: FeatureMaps, side: number): Float32Array {
  const { count, height, width, channels } = maps;
  const own = cellWidth(channels);
  const [down, across] = [gridWeights(height, side), gridWeights(width, side)];
  const cells = new Float32Array(count * side * side * own);
  const rows = new Float32Array(side * width * own); // [side, width, own]
  for (let picture = 0; picture < count; picture++) {
    const places = projectChannels(maps, picture); // [height, width, own]
    rows.fill(0);
    mix(places, rows, down, { outer: 1, inner: width * own });
    const cell = cells.subarray(picture * side * side * own, (picture + 1) * side * side * own);
    mix(rows, cell, across, { outer: side, inner: own });
  }
  return cells;
}

/** Weights of the places along an axis in each cell, `[side, length]`; each cell's sum is 1. */
function gridWeights(length: number, side: number): readonly Float64Array[] {
  return Array.from({ length: side }, (_, cell) => {
    const direct = new Float64Array(length);
    if (length >= side)
      for (let at = 0; at < length; at++) {
        const overlap = Math.min(at + 1, ((cell + 1) * length) / side) - Math.max(at, (cell * length) / side);
        direct[at] = (Math.max(0, overlap) * side) / length;
      }
    else {
      const exact = Math.min(length - 1, Math.max(0, ((cell + 0.5) * length) / side - 0.5));
      const first = Math.floor(exact);
      direct[first] += 1 - (exact - first);
      direct[Math.min(length - 1, first + 1)] += exact - first;
    }
    const blurred = new Float64Array(length);
    for (let at = 0; at < length; at++) {
      const [from, to] = [Math.max(0, at - 1), Math.min(length - 1, at + 1)];
      for (let near = from; near <= to; near++) blurred[near] += direct[at] / (to - from + 1);
    }
    return blurred;
  });
}

/** Multiplies one axis by weights: `[outer, length, inner]` to `[outer, side, inner]`, added to `to`. */
function mix(
  from: Float32Array,
  to: Float32Array,
  weights: readonly Float64Array[],
  { outer, inner }: { readonly outer: number; readonly inner: number },
): void {
  const [side, { length }] = [weights.length, weights[0]];
  for (let block = 0; block < outer; block++)
    weights.forEach((shares, cell) => {
      const target = (block * side + cell) * inner;
      shares.forEach((share, place) => {
        if (share === 0) return;
        const source = (block * length + place) * inner;
        for (let at = 0; at < inner; at++) to[target + at] += share * from[source + at];
      });
    });
}

/** Returns the places of one picture, `[height, width, cellWidth(channels)]`. */
function projectChannels(
  { values, channels, height, width, channelsLast }: FeatureMaps,
  picture: number,
): Float32Array {
  const size = height * width;
  const own = cellWidth(channels);
  const map = values.subarray(picture * channels * size, (picture + 1) * channels * size);
  const [ofPlace, ofChannel] = channelsLast ? [channels, 1] : [1, size];
  const places = new Float32Array(size * own);
  if (own === channels) {
    for (let place = 0; place < size; place++)
      for (let channel = 0; channel < channels; channel++)
        places[place * own + channel] = map[place * ofPlace + channel * ofChannel];
    return places;
  }
  const matrix = projection(channels, own);
  for (let place = 0; place < size; place++)
    for (let channel = 0; channel < channels; channel++) {
      const value = map[place * ofPlace + channel * ofChannel];
      if (value === 0) continue; // as often after a ReLU
      for (let at = 0; at < own; at++) places[place * own + at] += value * matrix[channel * own + at];
    }
  return places;
}

const projections = new Map<number, Float32Array>();

/** Returns the random matrix `[channels, own]`, the same for every run. */
function projection(channels: number, own: number): Float32Array {
  let known = projections.get(channels);
  if (!known) {
    known = random(1, "feature projection", channels).normals(channels * own).map((value) => value / Math.sqrt(own)); // oxfmt-ignore
    projections.set(channels, known);
  }
  return known;
}
