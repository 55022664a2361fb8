import type { Dataset } from "../dataset/index.ts";
import type { ImageShape } from "../model/index.ts";
import { downsample } from "./downsample.ts";
import { edgeFeatures } from "./edge-features.ts";
import type { Features } from "./features.ts";

/** Cells along a side. */
const cells = 4;
/** Side of the coarsest level, px. */
const minSide = 8;
/** Constants added to a contrast before its logarithm: weaker contrasts are invisible. */
const [contrastOffset, flatOffset] = [0.03, 0.02];
/** Orientations of the differences between neighbouring pixels: across, down, diagonal. */
export const orientations = 3;
/** Columns of one statistic of a plane at one level. */
const perBand = orientations * cells ** 2;

/** Kinds of columns of {@link qualityStatistics}. */
export const qualityGroups = {
  /** Contrast of luminance at the two finest levels. */
  fineContrast: { weight: 1, floor: 0.5 },
  /** Contrast of luminance at the other levels. */
  coarseContrast: { weight: 0.5, floor: 0.5 },
  /** Contrast of the two opponent colours. */
  colourContrast: { weight: 0.3, floor: 0.5 },
  /** Flatness of luminance at the two finest levels. */
  fineFlatness: { weight: 1, floor: 0.8 },
  /** Flatness of luminance at the other levels. */
  coarseFlatness: { weight: 0.5, floor: 0.8 },
  /** Flatness of the two opponent colours. */
  colourFlatness: { weight: 1, floor: 0.8 },
  /** Mean colours. */
  colours: { weight: 0.3, floor: 0.3 },
  /** Edges by direction and place. */
  edges: { weight: 1, floor: 0.3 },
} as const;

/** Kind of a column; see {@link qualityGroups}. */
export type QualityGroup = keyof typeof qualityGroups;

/** Block of columns of {@link qualityStatistics}. */
export interface QualityColumns {
  readonly group: QualityGroup;
  /** 0: full resolution; each further level halves it. Undefined: colours and edges. */
  readonly level?: number;
  readonly from: number;
  readonly to: number;
}

/** Returns the meaning of the columns for images of a shape. */
export function qualityColumns({ channels, size }: ImageShape): QualityColumns[] {
  const levels = Math.max(1, 1 + Math.floor(Math.log2(size / minSide)));
  const columns: QualityColumns[] = [];
  let from = 0;
  const append = (group: QualityGroup, width: number, level?: number): void => {
    columns.push({ group, level, from, to: (from += width) });
  };
  for (let plane = 0; plane < channels; plane++)
    for (let level = 0; level < levels; level++) {
      const kind = plane > 0 ? "colour" : level < 2 ? "fine" : "coarse";
      append(`${kind}Contrast`, perBand, level);
      append(`${kind}Flatness`, perBand, level);
    }
  append("colours", channels * cells ** 2);
  append("edges", edgeFeatures(new Float32Array(channels * size * size), 1, { channels, size }).width);
  return columns;
}

/**
 * Computes statistics in which sets of images are compared, without a network and the same on every device. For luminance
 * and two opponent colours, at each resolution from full down to 8 px, in 4 × 4 cells and three orientations: _contrast_,
 * the logarithm of the root mean squared difference of neighbouring pixels; and _flatness_, the mean logarithm of the
 * differences, less the contrast. Both are low where an area is flat but for one edge; grit raises the second, blur lowers
 * the first. Such moments of band-pass filters describe textures (Portilla & Simoncelli 2000, section 2; we differ: Haar
 * filters and logarithms). Then the mean colours of the cells, and `edgeFeatures`.
 *
 * @param pictures - `[count, channels, size, size]` in [−1, 1]; the size is a power of 2, at least 8.
 * @returns `[count, width]`, columns as in {@link qualityColumns}.
 */
export function qualityStatistics(pictures: ArrayLike<number>, count: number, shape: ImageShape): Features {
  const { channels, size } = shape;
  const columns = qualityColumns(shape);
  const { from: edges, to: width } = columns[columns.length - 1];
  const colours = columns[columns.length - 2].from;
  const levels = (columns.length - 2) / 2 / channels;
  const values = new Float32Array(count * width);
  const planes = Array.from({ length: channels }, () => new Float32Array(size * size));
  for (let picture = 0; picture < count; picture++) {
    const target = values.subarray(picture * width, (picture + 1) * width);
    opponentColours(pictures, picture * channels * size * size, planes);
    planes.forEach((full, plane) => {
      let level: Float32Array = full;
      let side = size;
      for (let at = 0; at < levels; at++) {
        if (at > 0) level = downsample(level, 1, side, (side /= 2));
        writeBand(level, side, target.subarray(2 * (plane * levels + at) * perBand));
      }
      target.set(downsample(level, 1, side, cells), colours + plane * cells ** 2);
    });
  }
  const directions = edgeFeatures(Float32Array.from(pictures), count, shape);
  for (let picture = 0; picture < count; picture++)
    values.set(
      directions.values.subarray(picture * directions.width, (picture + 1) * directions.width),
      picture * width + edges,
    );
  return { values, count, width };
}

/** Computes {@link qualityStatistics} of some images of a data set. */
export async function qualityStatisticsOf(
  set: Pick<Dataset, "size" | "channels" | "batch">,
  indices: ArrayLike<number>,
): Promise<Features> {
  const step = 100;
  const parts: Features[] = [];
  for (let from = 0; from < indices.length; from += step) {
    const some = Array.from({ length: Math.min(step, indices.length - from) }, (_, at) => indices[from + at]);
    parts.push(qualityStatistics(await set.batch(some), some.length, set));
  }
  const [{ width }] = parts;
  const values = new Float32Array(indices.length * width);
  parts.forEach((part, at) => values.set(part.values, at * step * width));
  return { values, count: indices.length, width };
}

/** Converts RGB to luminance, red against green, and blue against yellow; grey stays as it is. */
function opponentColours(pictures: ArrayLike<number>, from: number, planes: readonly Float32Array[]): void {
  const plane = planes[0].length;
  for (let at = 0; at < plane; at++) {
    const red = pictures[from + at];
    if (planes.length === 1) planes[0][at] = red;
    else {
      const [green, blue] = [pictures[from + plane + at], pictures[from + 2 * plane + at]];
      planes[0][at] = (red + green + blue) / 3;
      planes[1][at] = red - green;
      planes[2][at] = blue - (red + green) / 2;
    }
  }
}

/** Factors that are multiplied before their logarithm is taken; the least product is 0.02 ** 64. */
const factors = 64;

/** Writes contrast and flatness of a plane, `[statistic, orientation, cell]`. */
function writeBand(values: Float32Array, side: number, target: Float32Array): void {
  const perOrientation = cells ** 2;
  const squares = new Float64Array(perBand);
  const logs = new Float64Array(perBand);
  const products = new Float64Array(perBand).fill(1);
  const counts = new Float64Array(perOrientation);
  const settle = (): void => {
    for (let at = 0; at < perBand; at++) {
      logs[at] += Math.log(products[at]);
      products[at] = 1;
    }
  };
  for (let row = 0; row < side - 1; row++) {
    const firstCell = Math.floor((row * cells) / side) * cells;
    for (let column = 0; column < side - 1; column++) {
      const at = row * side + column;
      const cell = firstCell + Math.floor((column * cells) / side);
      const falling = (values[at] - values[at + side + 1]) / 2;
      const rising = (values[at + 1] - values[at + side]) / 2;
      const across = falling - rising;
      const down = falling + rising;
      const diagonal = (values[at] + values[at + side + 1] - values[at + 1] - values[at + side]) / 2;
      squares[cell] += across * across;
      squares[perOrientation + cell] += down * down;
      squares[2 * perOrientation + cell] += diagonal * diagonal;
      products[cell] *= flatOffset + Math.abs(across);
      products[perOrientation + cell] *= flatOffset + Math.abs(down);
      products[2 * perOrientation + cell] *= flatOffset + Math.abs(diagonal);
      if (++counts[cell] % factors === 0) settle();
    }
  }
  settle();
  for (let at = 0; at < perBand; at++) {
    const count = counts[at % perOrientation];
    target[at] = Math.log(contrastOffset + Math.sqrt(squares[at] / count));
    target[perBand + at] = logs[at] / count - target[at];
  }
}
