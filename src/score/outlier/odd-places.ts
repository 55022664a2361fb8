import { spreadColours, type Features } from "../../feature/index.ts";
import { type ImageShape } from "../../model/index.ts";
import { peakOf, type OddMap } from "./odd-map.ts";
import type { MemoryPart, OutlierPart } from "./outlier-model.ts";

/** The parts that look at a picture as a whole. */
const wholeParts = ["layout", "edges", "colours"] as const satisfies readonly MemoryPart[];
export type WholePart = (typeof wholeParts)[number];

export function isWhole(part: OutlierPart): part is WholePart {
  return (wholeParts as readonly OutlierPart[]).includes(part);
}

/** Cells along a side in which colours are told. */
const colourSide = 16;
/** What differs less than this, of the place that differs most, in squares, is the same. */
const faint = 1e-4;

/** A picture, what a part sees of it, and what the part sees of the normal picture that is nearest in its eyes. */
export interface SeenBeside {
  /** `[channels, size, size]` in [−1, 1]. */
  readonly picture: Float32Array;
  readonly seen: Features["values"];
  readonly normal: Features["values"];
}

/**
 * Where a picture differs from the nearest normal one: their squared distance is the sum of what each place has of it,
 * and the map tells these shares as the distance is told, in logarithms.
 *
 * @param oddness - how odd the picture is: the peak of the map (`peakOf`), and all of the map where all places differ
 *   alike.
 */
export function oddPlaces(part: WholePart, beside: SeenBeside, shape: ImageShape, oddness: number): OddMap {
  const squares = sharesOf[part](beside, shape);
  const side = Math.sqrt(squares.length);
  const most = Math.max(...squares);
  if (most === 0) return { values: new Float32Array(squares.length).fill(oddness), side };
  const logs = squares.map((square) => Math.log(square / most + faint) / 2);
  const peak = peakOf({ values: logs, side });
  return { values: logs.map((log) => log - peak + oddness), side };
}

/** What each cell has of the squared distance, `[side, side]`. */
const sharesOf: Record<WholePart, (beside: SeenBeside, shape: ImageShape) => Float32Array> = {
  layout: ({ seen, normal }, { channels }) => summed(seen, normal, seen.length / channels, (at, cells) => at % cells),
  edges: ({ seen, normal }) => summed(seen, normal, 64, (at, cells) => Math.floor(at / (seen.length / cells))),
  colours({ picture, seen, normal }, shape) {
    // seen and normal are roots of shares: what is seen too often is where it is seen, what is missing is nowhere
    const much = Float64Array.from(seen, (root, colour) =>
      root > normal[colour] ? (1 - normal[colour] / root) ** 2 : 0,
    );
    let missing = 0;
    seen.forEach((root, colour) => (missing += Math.max(0, normal[colour] - root) ** 2));
    const cell = shape.size / colourSide;
    const squares = new Float32Array(colourSide ** 2).fill(missing / colourSide ** 2);
    spreadColours(picture, shape, much).forEach((share, at) => {
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
