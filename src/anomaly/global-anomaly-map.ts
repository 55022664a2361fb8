import { backprojectColours, type Features } from "../feature/index.ts";
import { type ImageShape } from "../model/index.ts";
import { peakScore, type AnomalyMap } from "./anomaly-map.ts";
import type { MemoryDetector, AnomalyDetector } from "./anomaly-model.ts";

/** The parts that look at a picture as a whole. */
const globalDetectors = ["layout", "edges", "colours"] as const satisfies readonly MemoryDetector[];
export type GlobalDetector = (typeof globalDetectors)[number];

export function isGlobalDetector(part: AnomalyDetector): part is GlobalDetector {
  return (globalDetectors as readonly AnomalyDetector[]).includes(part);
}

/** Cells along a side in which colours are told. */
const colourSide = 16;
/** What differs less than this, of the place that differs most, in squares, is the same. */
const faint = 1e-4;

/** A picture, what a part sees of it, and what the part sees of the normal picture that is nearest in its eyes. */
export interface NearestNormalComparison {
  /** `[channels, size, size]` in [−1, 1]. */
  readonly picture: Float32Array;
  readonly features: Features["values"];
  readonly nearestNormal: Features["values"];
}

/**
 * Where a picture differs from the nearest normal one: their squared distance is the sum of what each place has of it,
 * and the map tells these shares as the distance is told, in logarithms.
 *
 * @param oddness - how odd the picture is: the peak of the map (`peakScore`), and all of the map where all places differ
 *   alike.
 */
export function globalAnomalyMap(
  part: GlobalDetector,
  beside: NearestNormalComparison,
  shape: ImageShape,
  anomalyScore: number,
): AnomalyMap {
  const squares = sharesOf[part](beside, shape);
  const side = Math.sqrt(squares.length);
  const most = Math.max(...squares);
  if (most === 0) return { values: new Float32Array(squares.length).fill(anomalyScore), side };
  const logs = squares.map((square) => Math.log(square / most + faint) / 2);
  const peak = peakScore({ values: logs, side });
  return { values: logs.map((log) => log - peak + anomalyScore), side };
}

/** What each cell has of the squared distance, `[side, side]`. */
const sharesOf: Record<GlobalDetector, (beside: NearestNormalComparison, shape: ImageShape) => Float32Array> = {
  layout: ({ features, nearestNormal }, { channels }) =>
    summed(features, nearestNormal, features.length / channels, (at, cells) => at % cells),
  edges: ({ features, nearestNormal }) =>
    summed(features, nearestNormal, 64, (at, cells) => Math.floor(at / (features.length / cells))),
  colours({ picture, features, nearestNormal }, shape) {
    // seen and normal are roots of shares: what is seen too often is where it is seen, what is missing is nowhere
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

/** The squared differences of some numbers, added up for each of some cells. */
function summed(
  seen: Features["values"],
  normal: Features["values"],
  cells: number,
  cellOf: (at: number, cells: number) => number,
): Float32Array {
  const squares = new Float32Array(cells);
  seen.forEach((value, at) => (squares[cellOf(at, cells)] += (value - normal[at]) ** 2));
  return squares;
}
