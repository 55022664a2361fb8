import { joinFeatures, kthNearestDistances, selectFeatures, type Features } from "../feature/index.ts";
import type { AnomalyMap } from "./anomaly-map.ts";
import { memoryDetectors, type AnomalyModel, type DetectorScale } from "./anomaly-model.ts";
import { columnDeviations, divideColumns } from "./column-deviations.ts";
import { networkDetectors, type ImageEvidence, type NetworkDetector } from "./image-evidence.ts";

/** Evidence of the images that the owner of a model accepted. */
export interface AcceptedEvidence {
  /** Their features: a second memory. */
  readonly memory: AnomalyModel["memory"];
  /** Spots that a network marks in them, and what a marked spot is lowered to. */
  readonly spots: Readonly<Partial<Record<NetworkDetector, readonly AcceptedSpots[]>>>;
}

/** Cells of one accepted image that a network marks. */
interface AcceptedSpots {
  /** Standard deviation of each feature over the cells of the image. */
  readonly deviations: Float64Array;
  /** Textures of the marked cells, divided by that. */
  readonly cells: Features;
  /** Distance below which a cell looks like the marked one. */
  readonly radii: Float64Array;
  /** Value of a usual cell. */
  readonly usual: number;
}

/** Share of the distance between a spot and its picture's other cells within which a cell looks like the spot, 0–1. */
const spotShare = 0.5;

/** Collects the evidence of accepted images. */
export function acceptedEvidence({
  feedback = [],
  detectors,
  scales,
}: Pick<AnomalyModel, "detectors"> & Partial<Pick<AnomalyModel, "feedback" | "scales">>): AcceptedEvidence {
  const accepted = feedback.filter(({ verdict }) => verdict === "accepted").map(({ evidence }) => evidence);
  if (accepted.length === 0 || !scales) return { memory: {}, spots: {} };
  const memory = memoryDetectors
    .filter((part) => detectors.includes(part))
    .map((part) => [part, joinFeatures(accepted.map(({ features }) => features[part]!))] as const);
  const spots = networkDetectors
    .filter((part) => detectors.includes(part))
    .map((part) => [part, accepted.flatMap((one) => acceptedSpots(one, part, scales[part]) ?? [])] as const);
  return { memory: Object.fromEntries(memory), spots: Object.fromEntries(spots) };
}

/** Returns the spots that a network marks more than the oddest of a usual image; undefined without any. */
function acceptedSpots(
  { features, maps }: ImageEvidence,
  part: NetworkDetector,
  { median: usual }: DetectorScale,
): AcceptedSpots | undefined {
  const textures = features.patches!;
  const marked = new Set<number>();
  maps[part]!.values.forEach((value, at) => {
    if (value > usual) marked.add(textureCellOf(maps[part]!, textures, at));
  });
  if (marked.size === 0) return undefined;
  const deviations = columnDeviations(textures);
  const scaled = divideColumns(textures, deviations);
  const cells = selectFeatures(scaled, [...marked]);
  const others = [...Array(textures.count).keys()].filter((cell) => !marked.has(cell));
  const radii =
    others.length === 0
      ? new Float64Array(cells.count)
      : kthNearestDistances(cells, selectFeatures(scaled, others)).map((distance) => spotShare * distance);
  return { deviations, cells, radii, usual };
}

/** Returns the cell of the textures that holds the cell of a map. */
function textureCellOf({ width, height }: AnomalyMap, { count }: Features, at: number): number {
  const side = Math.sqrt(count);
  const [row, column] = [Math.floor(at / width), at % width];
  return Math.floor((row * side) / height) * side + Math.floor((column * side) / width);
}

/** Lowers the cells of a network's map that look like accepted spots to what is usual; never raises one. */
export function quietAcceptedSpots(
  part: NetworkDetector,
  { features, maps }: ImageEvidence,
  { spots }: AcceptedEvidence,
): AnomalyMap {
  const map = maps[part]!;
  const accepted = spots[part] ?? [];
  if (accepted.length === 0) return map;
  const values = map.values.slice();
  for (const { deviations, cells, radii, usual } of accepted) {
    const textures = features.patches!;
    const alike = cellsNear(divideColumns(textures, deviations), cells, radii);
    values.forEach((value, at) => {
      if (value > usual && alike[textureCellOf(map, textures, at)]) values[at] = usual;
    });
  }
  return { ...map, values };
}

/** Returns for each row whether it is within the radius of a spot. */
function cellsNear(rows: Features, spots: Features, radii: Float64Array): boolean[] {
  const { width } = rows;
  return Array.from({ length: rows.count }, (_, row) =>
    radii.some((radius, spot) => {
      let square = 0;
      for (let axis = 0; axis < width && square <= radius * radius; axis++)
        square += (rows.values[row * width + axis] - spots.values[spot * width + axis]) ** 2;
      return square <= radius * radius;
    }),
  );
}
