import {
  joinFeatures,
  kthNearestDistances,
  nearestNeighbours,
  selectFeatures,
  type Features,
} from "../feature/index.ts";
import { acceptedEvidence, quietAcceptedSpots, type AcceptedEvidence } from "./accepted-evidence.ts";
import { peakScore, type AnomalyMap } from "./anomaly-map.ts";
import type { AnomalyDetector, AnomalyModel } from "./anomaly-model.ts";
import { columnDeviations, divideColumns } from "./column-deviations.ts";
import { globalAnomalyMap, isGlobalDetector, type GlobalDetector } from "./global-anomaly-map.ts";
import { isNetworkDetector, type ImageEvidence, type NetworkDetector } from "./image-evidence.ts";

/** Raw outputs of the detectors for one image, each in its own unit. */
export interface DetectorOutputs {
  readonly scores: Partial<Record<AnomalyDetector, number>>;
  /** Maps per detector, of whole images only where their pixels were given; the peak of a map is the score. */
  readonly maps: Partial<Record<AnomalyDetector, AnomalyMap>>;
}

/** Fields of a model that decide what detectors say about an image. */
export type ComparedModel = Pick<AnomalyModel, "picture" | "detectors" | "memory"> &
  Partial<Pick<AnomalyModel, "feedback" | "scales">>;

/**
 * Compares evidence with the memory.
 *
 * @param evidence - of some images.
 * @param pictures - these images, `[count, channels, size, size]` in [−1, 1], for the maps of whole images. Default: no
 *   such maps.
 * @returns one entry per image.
 */
export type MemoryComparison = (evidence: readonly ImageEvidence[], pictures?: Float32Array) => DetectorOutputs[];

/** Score of one image by one detector, and its map. */
interface Finding {
  readonly score: number;
  readonly map?: AnomalyMap;
}
type DetectorComparison = (evidence: readonly ImageEvidence[], pictures?: Float32Array) => readonly Finding[];

/**
 * Returns the comparison of a model. Accepted images are a second memory: a distance is the smaller of those to both, so
 * no score rises by them, and the first memory keeps its units. Of their cells only odd ones join it, which makes the images
 * as usual as half of the normal ones, and hides nothing else.
 */
export function compareWithMemory(model: ComparedModel): MemoryComparison {
  const accepted = acceptedEvidence(model);
  const comparisons = model.detectors.map((part): readonly [AnomalyDetector, DetectorComparison] => [
    part,
    isGlobalDetector(part)
      ? compareWholes(part, model, accepted)
      : isNetworkDetector(part)
        ? quietMaps(part, accepted)
        : compareCells(part, model, accepted),
  ]);
  return (evidence, pictures) => {
    const found = comparisons.map(([part, compare]) => [part, compare(evidence, pictures)] as const);
    return evidence.map((_, at) => ({
      scores: Object.fromEntries(found.map(([part, all]) => [part, all[at].score])),
      maps: Object.fromEntries(found.flatMap(([part, all]) => (all[at].map ? [[part, all[at].map]] : []))),
    }));
  };
}

/** Offset of distances before the logarithm: nearer ones count as equal. */
const minDistance = 1e-3;

/** Compares whole images: the logarithm of the distance to the nearest normal or accepted one. */
function compareWholes(
  part: GlobalDetector,
  { memory, picture }: ComparedModel,
  { memory: accepted }: AcceptedEvidence,
): DetectorComparison {
  const references = [memory[part]!, ...(accepted[part] ? [accepted[part]] : [])];
  return (evidence, pictures) => {
    const current = joinFeatures(evidence.map(({ features }) => features[part]!));
    const found = references.map((normal) => ({ normal, ...nearestNeighbours(current, normal) }));
    return evidence.map((_, at): Finding => {
      const nearest = found.reduce((best, one) => (one.distances[at] < best.distances[at] ? one : best));
      const score = Math.log(nearest.distances[at] + minDistance);
      if (!pictures) return { score };
      const each = pictures.length / evidence.length;
      const comparison = {
        picture: pictures.subarray(at * each, (at + 1) * each),
        features: rowOf(current, at),
        nearestNormal: rowOf(nearest.normal, nearest.indices[at]),
      };
      return { score, map: globalAnomalyMap(part, comparison, picture, score) };
    });
  };
}

function rowOf({ values, width }: Features, at: number): Features["values"] {
  return values.subarray(at * width, (at + 1) * width);
}

/** Compares cells, one by one: the distance to the nearest cell of a normal or an accepted image. */
function compareCells(
  part: "patches" | "tiles",
  { memory, scales }: ComparedModel,
  { memory: accepted }: AcceptedEvidence,
): DetectorComparison {
  const deviations = columnDeviations(memory[part]!);
  const normal = divideColumns(memory[part]!, deviations);
  const odd = accepted[part] && anomalousRows(divideColumns(accepted[part], deviations), normal, scales![part].median);
  return (evidence) =>
    evidence.map(({ features, tileGrid }): Finding => {
      const current = divideColumns(features[part]!, deviations);
      const values = Float32Array.from(kthNearestDistances(current, normal));
      if (odd) kthNearestDistances(current, odd).forEach((far, at) => (values[at] = Math.min(values[at], far)));
      const side = Math.sqrt(values.length);
      const map: AnomalyMap = { values, width: side, height: side, ...(part === "tiles" && tileGrid) };
      return { score: peakScore(map), map };
    });
}

/** Selects the rows that are farther from normal ones than `usual`; undefined without any. */
function anomalousRows(rows: Features, normal: Features, usual: number): Features | undefined {
  const distances = kthNearestDistances(rows, normal);
  const odd = [...distances.keys()].filter((at) => distances[at] > usual);
  return odd.length > 0 ? selectFeatures(rows, odd) : undefined;
}

/** Takes the maps of a network as they are, but for the spots that were accepted. */
function quietMaps(part: NetworkDetector, accepted: AcceptedEvidence): DetectorComparison {
  return (evidence) =>
    evidence.map((one): Finding => {
      const map = quietAcceptedSpots(part, one, accepted);
      return { score: peakScore(map), map };
    });
}
