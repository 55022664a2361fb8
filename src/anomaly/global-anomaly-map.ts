import { backprojectColours, type Features } from "../feature/index.ts";
import { type ImageShape } from "../model/index.ts";
import { peakScore, type AnomalyMap } from "./anomaly-map.ts";
import type { MemoryDetector, AnomalyDetector } from "./anomaly-model.ts";

/** Detectors that compare whole images. */
const globalDetectors = ["layout", "edges", "colours"] as const satisfies readonly MemoryDetector[];
export type GlobalDetector = (typeof globalDetectors)[number];

export function isGlobalDetector(part: AnomalyDetector): part is GlobalDetector {
  return (globalDetectors as readonly AnomalyDetector[]).includes(part);
}

/** Cells along a side of the colour map. */
const colourSide = 16;
/** Share of the largest squared difference below which differences count as equal. */
const faint = 1e-4;

/** Image, its features, and the features of the nearest normal image. */
export interface NearestNormalComparison {
  /** `[channels, size, size]` in [−1, 1]. */
  readonly picture: Float32Array;
  readonly features: Features["values"];
  readonly nearestNormal: Features["values"];
}

/**
 * Localises a global detector's score: splits the squared distance to the nearest normal image into contributions per
 * cell and shows their logarithms, shifted so that the peak equals the score.
 *
 * @param anomalyScore - score of the image: the peak of the map (`peakScore`), and every cell if all contribute
 *   equally.
 */
export function globalAnomalyMap(
  part: GlobalDetector,
  comparison: NearestNormalComparison,
  shape: ImageShape,
  anomalyScore: number,
): AnomalyMap {
  const squares = contributionsPerCell[part](comparison, shape);
  const side = Math.sqrt(squares.length);
  const most = Math.max(...squares);
  const shown = (values: Float32Array): AnomalyMap => ({ values, width: side, height: side });
  if (most === 0) return shown(new Float32Array(squares.length).fill(anomalyScore));
  const logs = squares.map((square) => Math.log(square / most + faint) / 2);
  const peak = peakScore(shown(logs));
  return shown(logs.map((log) => log - peak + anomalyScore));
}

/** Splits the squared distance over cells, `[side, side]`. */
const contributionsPerCell: Record<
  GlobalDetector,
  (comparison: NearestNormalComparison, shape: ImageShape) => Float32Array
> = {
  layout: ({ features, nearestNormal }, { channels }) =>
    squaredDifferencesPerCell(features, nearestNormal, features.length / channels, (at, cells) => at % cells),
  edges: ({ features, nearestNormal }) =>
    squaredDifferencesPerCell(features, nearestNormal, 64, (at, cells) => Math.floor(at / (features.length / cells))),
  colours({ picture, features, nearestNormal }, shape) {
    // features are square roots of histogram shares: surplus colours are localised, missing ones spread evenly
    const much = Float64Array.from(features, (root, colour) =>
      root > nearestNormal[colour] ? (1 - nearestNormal[colour] / root) ** 2 : 0,
    );
    let missing = 0;
    features.forEach((root, colour) => (missing += Math.max(0, nearestNormal[colour] - root) ** 2));
    const cell = shape.size / colourSide;
    const squares = new Float32Array(colourSide ** 2).fill(missing / colourSide ** 2);
    backprojectColours(picture, shape, much).forEach((share, at) => {
      squares[Math.floor(at / shape.size / cell) * colourSide + Math.floor((at % shape.size) / cell)] += share;
    });
    return squares;
  },
};

/** Sums squared differences per cell. */
function squaredDifferencesPerCell(
  features: Features["values"],
  normal: Features["values"],
  cells: number,
  cellOf: (at: number, cells: number) => number,
): Float32Array {
  const squares = new Float32Array(cells);
  features.forEach((value, at) => (squares[cellOf(at, cells)] += (value - normal[at]) ** 2));
  return squares;
}
