import type { Device, Weights } from "../device/index.ts";
import {
  colourFeatures,
  edgeFeatures,
  layoutFeatures,
  joinFeatures,
  kthNearestDistances,
  nearestNeighbours,
  textureFeatures,
  type Features,
} from "../feature/index.ts";
import { createNetworkRunner } from "../nn/index.ts";
import { type ImageShape } from "../model/index.ts";
import { peakScore, type AnomalyMap } from "./anomaly-map.ts";
import { isGlobalDetector, globalAnomalyMap, type GlobalDetector } from "./global-anomaly-map.ts";
import type { MemoryDetector, AnomalyModel, AnomalyDetector } from "./anomaly-model.ts";
import type { ImageChunk } from "./image-chunk.ts";
import { reduceToSide, tileFeatures, type TileFeatures } from "./image-tiles.ts";
import { defectCellSize, anomalyNetworks, residualLatentSize } from "./anomaly-networks.ts";

/** Raw outputs of the detectors for one image, each in its own unit. */
export interface DetectorOutputs {
  readonly scores: Partial<Record<AnomalyDetector, number>>;
  /** Maps per detector; the peak of a map is the score. */
  readonly maps: Partial<Record<AnomalyDetector, AnomalyMap>>;
}

/** Detectors of a model on a device. */
export interface DetectorRunner {
  /** Extracts the features of a memory detector: one row per image, or one per patch. */
  extractFeatures(part: MemoryDetector, images: ImageChunk): Promise<Features>;
  /**
   * Runs all detectors.
   *
   * @returns one entry per image.
   */
  measure(images: ImageChunk, memory: AnomalyModel["memory"]): Promise<DetectorOutputs[]>;
  dispose(): void;
}

type LocalDetector = Exclude<AnomalyDetector, GlobalDetector>;

/** Fields of a model that exist before its memory. */
export type TrainedDetectors = Pick<AnomalyModel, "picture" | "fullSide" | "features" | "detectors" | "weights">;

/** Loads the detectors of a model onto a device. */
export function detectorRunner(
  { picture, fullSide, features, detectors, weights }: TrainedDetectors,
  device: Device,
): DetectorRunner {
  const networks = anomalyNetworks(picture, features);
  const shape = [picture.channels, picture.size, picture.size];
  const [residual, defects] = [weightsUnder(weights, "residual."), weightsUnder(weights, "defects.")];
  const encoder = createNetworkRunner(device, residual, "encoder", networks.residual.networks.encoder, shape);
  const decoder = createNetworkRunner(device, residual, "decoder", networks.residual.networks.decoder, [
    residualLatentSize,
  ]);
  const side = picture.size / defectCellSize;
  const defectBody = createNetworkRunner(device, defects, "body", networks.defects.networks.body, shape);
  const defectHead = createNetworkRunner(device, defects, "head", networks.defects.networks.head, [
    2 * features,
    side,
    side,
  ]);
  const tilesOf = async ({ fullPicture }: ImageChunk, at: number): Promise<TileFeatures> =>
    tileFeatures(reduceToSide(await fullPicture(at), fullSide, picture.channels));
  const extractors: Record<MemoryDetector, (images: ImageChunk) => Promise<Features>> = {
    layout: async ({ values, count }) => layoutFeatures(values, count, picture),
    edges: async ({ values, count }) => edgeFeatures(values, count, picture),
    colours: async ({ values, count }) =>
      colourFeatures(values, count, picture, picture.channels === 3 ? colourSteps : undefined),
    patches: async ({ values, count }) => textureFeatures(values, count, picture),
    async tiles(images) {
      const all: Features[] = [];
      for (let at = 0; at < images.count; at++) all.push((await tilesOf(images, at)).features);
      return joinFeatures(all);
    },
  };
  const extractFeatures: DetectorRunner["extractFeatures"] = (part, images) => extractors[part](images);
  const mapsOf = async (
    part: LocalDetector,
    images: ImageChunk,
    memory: AnomalyModel["memory"],
  ): Promise<AnomalyMap[]> => {
    const { values, count } = images;
    if (part === "residual") {
      return residuals(values, await decoder.run(await encoder.run(values, count), count), count, picture);
    }
    if (part === "defects") {
      const logitsOf = async (pictures: Float32Array) => defectHead.run(await defectBody.run(pictures, count), count);
      const [plain, mirrored] = [await logitsOf(values), await logitsOf(mirrorPlanes(values, picture.size))];
      return splitMaps(
        mirrorPlanes(mirrored, side).map((value, at) => (value + plain[at]) / 2),
        count,
      );
    }
    const deviations = columnDeviations(memory[part]!);
    const normal = divideColumns(memory[part]!, deviations);
    const distancesOf = (current: Features) => kthNearestDistances(divideColumns(current, deviations), normal);
    if (part === "patches") return splitMaps(distancesOf(await extractFeatures(part, images)), count);
    const maps: AnomalyMap[] = [];
    for (let at = 0; at < count; at++) {
      const { features: cells, width, height } = await tilesOf(images, at); // one after the other, for large pictures
      maps.push({ values: Float32Array.from(distancesOf(cells)), width, height });
    }
    return maps;
  };
  const measured = async (
    part: AnomalyDetector,
    images: ImageChunk,
    memory: AnomalyModel["memory"],
  ): Promise<readonly { readonly score: number; readonly map: AnomalyMap }[]> => {
    if (!isGlobalDetector(part)) {
      const maps = await mapsOf(part, images, memory);
      return maps.map((map) => ({ score: peakScore(map), map }));
    }
    const { values, count } = images;
    const [current, normal] = [await extractFeatures(part, images), memory[part]!];
    const { indices, distances } = nearestNeighbours(current, normal);
    return Array.from(distances, (far, at) => {
      const score = Math.log(far + minDistance);
      const comparison = {
        picture: values.subarray((at * values.length) / count, ((at + 1) * values.length) / count),
        features: current.values.subarray(at * current.width, (at + 1) * current.width),
        nearestNormal: normal.values.subarray(indices[at] * current.width, (indices[at] + 1) * current.width),
      };
      return { score, map: globalAnomalyMap(part, comparison, picture, score) };
    });
  };
  return {
    extractFeatures,
    async measure(images, memory) {
      const found: [AnomalyDetector, Awaited<ReturnType<typeof measured>>][] = [];
      for (const part of detectors) found.push([part, await measured(part, images, memory)]);
      return Array.from({ length: images.count }, (_, at) => ({
        scores: Object.fromEntries(found.map(([part, all]) => [part, all[at].score])),
        maps: Object.fromEntries(found.map(([part, all]) => [part, all[at].map])),
      }));
    },
    dispose() {
      for (const runner of [encoder, decoder, defectBody, defectHead]) runner.dispose();
    },
  };
}

/** Histogram bins of red, green and blue each: with 8, rot falls into the bin of an apple's shade. */
const colourSteps = 12;

/** Offset of distances before the logarithm: nearer ones count as equal. */
const minDistance = 1e-3;

/** Computes the standard deviation of each column; 1 where all rows are equal. */
function columnDeviations({ values, count, width }: Features): Float64Array {
  const sums = new Float64Array(width);
  const squares = new Float64Array(width);
  for (let at = 0; at < values.length; at++) {
    sums[at % width] += values[at];
    squares[at % width] += values[at] ** 2;
  }
  return sums.map((sum, axis) => Math.sqrt(Math.max(0, squares[axis] / count - (sum / count) ** 2)) || 1);
}

/** Divides columns, so that features of different units count alike in a distance. */
function divideColumns({ values, count, width }: Features, by: Float64Array): Features {
  return { values: Float32Array.from(values, (value, at) => value / by[at % width]), count, width };
}

/** Cells along a side of a residual map. */
const residualSide = 16;

/** Computes the root mean square error of reconstructions per cell. */
function residuals(
  values: Float32Array,
  drawn: Float32Array,
  count: number,
  { size, channels }: ImageShape,
): AnomalyMap[] {
  const cell = size / Math.min(residualSide, size);
  const side = size / cell;
  return Array.from({ length: count }, (_, picture) => {
    const squares = new Float32Array(side * side);
    for (let at = 0; at < channels * size * size; at++) {
      const place = picture * channels * size * size + at;
      const row = Math.floor((at % (size * size)) / size / cell);
      squares[row * side + Math.floor((at % size) / cell)] += (values[place] - drawn[place]) ** 2;
    }
    return { values: squares.map((sum) => Math.sqrt(sum / (channels * cell * cell))), width: side, height: side };
  });
}

/**
 * Mirrors planes of `side × side` numbers horizontally. The defect network is trained on mirrored images too, so a
 * logit that only one of both versions gives is noise.
 */
function mirrorPlanes(values: ArrayLike<number>, side: number): Float32Array {
  return Float32Array.from(values, (_, at) => values[at - (at % side) + side - 1 - (at % side)]);
}

/** Splits the cells of all images into one map per image. */
function splitMaps(values: ArrayLike<number>, count: number): AnomalyMap[] {
  const all = Float32Array.from(values);
  const each = all.length / count;
  const side = Math.sqrt(each);
  return Array.from({ length: count }, (_, at) => {
    return { values: all.slice(at * each, (at + 1) * each), width: side, height: side };
  });
}

function weightsUnder(weights: Weights, prefix: string): Weights {
  return new Map(
    [...weights].filter(([name]) => name.startsWith(prefix)).map(([name, value]) => [name.slice(prefix.length), value]),
  );
}
