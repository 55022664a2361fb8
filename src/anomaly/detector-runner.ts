import type { Device, Weights } from "../device/index.ts";
import {
  colourFeatures,
  edgeFeatures,
  layoutFeatures,
  joinFeatures,
  textureFeatures,
  type Features,
} from "../feature/index.ts";
import { type Picture, toPicture } from "../image/index.ts";
import { createNetworkRunner } from "../nn/index.ts";
import { type ImageShape } from "../model/index.ts";
import type { AnomalyMap } from "./anomaly-map.ts";
import type { Backbone } from "./backbone.ts";
import { memoryDetectors, type AnomalyModel, type MemoryDetector } from "./anomaly-model.ts";
import type { ImageChunk } from "./image-chunk.ts";
import { networkDetectors, type ImageEvidence, type NetworkDetector } from "./image-evidence.ts";
import { reduceToSide, tileFeatures, type SquareFeatures, type TileFeatures } from "./image-tiles.ts";
import { defectCellSize, anomalyNetworks, residualLatentSize } from "./anomaly-networks.ts";

/** Detectors of a model on a device. */
export interface DetectorRunner {
  /** Extracts the features of a memory detector: one row per image, or one per cell. */
  extractFeatures(part: MemoryDetector, images: ImageChunk): Promise<Features>;
  /**
   * Runs all detectors up to where images are compared with the memory.
   *
   * @param parts - memory detectors whose features are extracted. Default: those of the model.
   * @returns one entry per image.
   */
  observe(images: ImageChunk, parts?: readonly MemoryDetector[]): Promise<ImageEvidence[]>;
  dispose(): void;
}

/** Fields of a model that exist before its memory. */
export type TrainedDetectors = Pick<AnomalyModel, "picture" | "fullSide" | "features" | "detectors" | "weights">;

/** Device and network that detectors run on. */
export interface DetectorHost {
  readonly device: Device;
  /** Network in place of the textures; see `Backbone`. */
  readonly backbone?: Backbone;
}

/** Loads the detectors of a model onto a device. */
export function detectorRunner(
  { picture, fullSide, features, detectors, weights }: TrainedDetectors,
  { device, backbone }: DetectorHost,
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
  const squareFeatures: SquareFeatures = async (tile, shape, cells) =>
    backbone
      ? backbone.cellFeatures([toPicture(tile, { ...shape, height: shape.size, width: shape.size })], cells)
      : textureFeatures(tile, 1, shape);
  const tilesOf = async ({ fullPicture, count }: ImageChunk): Promise<TileFeatures[]> => {
    const all: TileFeatures[] = []; // one after the other, for large pictures
    for (let at = 0; at < count; at++)
      all.push(await tileFeatures(reduceToSide(await fullPicture(at), fullSide, picture.channels), squareFeatures));
    return all;
  };
  const backboneFeatures = async (
    { cellFeatures }: Backbone,
    { fullPicture, count }: ImageChunk,
  ): Promise<Features> => {
    const all: Picture[] = [];
    for (let at = 0; at < count; at++) all.push(reduceToSide(await fullPicture(at), fullSide, picture.channels));
    return cellFeatures(all);
  };
  const extractors: Record<MemoryDetector, (images: ImageChunk) => Promise<Features>> = {
    layout: async ({ values, count }) => layoutFeatures(values, count, picture),
    edges: async ({ values, count }) => edgeFeatures(values, count, picture),
    colours: async ({ values, count }) =>
      colourFeatures(values, count, picture, picture.channels === 3 ? colourSteps : undefined),
    patches: async (images) =>
      backbone ? backboneFeatures(backbone, images) : textureFeatures(images.values, images.count, picture),
    tiles: async (images) => joinFeatures((await tilesOf(images)).map(({ features: cells }) => cells)),
  };
  const extractFeatures: DetectorRunner["extractFeatures"] = (part, images) => extractors[part](images);
  const mapsOf: Record<NetworkDetector, (images: ImageChunk) => Promise<AnomalyMap[]>> = {
    residual: async ({ values, count }) =>
      residuals(values, await decoder.run(await encoder.run(values, count), count), count, picture),
    async defects({ values, count }) {
      const logitsOf = async (pictures: Float32Array) => defectHead.run(await defectBody.run(pictures, count), count);
      const [plain, mirrored] = [await logitsOf(values), await logitsOf(mirrorPlanes(values, picture.size))];
      const mean = mirrorPlanes(mirrored, side).map((value, at) => (value + plain[at]) / 2);
      return splitMaps(mean, count);
    },
  };
  return {
    extractFeatures,
    async observe(images, parts = memoryDetectors.filter((part) => detectors.includes(part))) {
      const { count } = images;
      const tiles = parts.includes("tiles") ? await tilesOf(images) : undefined;
      const rows: [MemoryDetector, readonly Features[]][] = [];
      for (const part of parts)
        rows.push([
          part,
          part === "tiles"
            ? tiles!.map(({ features: cells }) => cells)
            : splitRows(await extractFeatures(part, images), count),
        ]);
      const maps: [NetworkDetector, readonly AnomalyMap[]][] = [];
      for (const part of networkDetectors.filter((one) => detectors.includes(one)))
        maps.push([part, await mapsOf[part](images)]);
      return Array.from({ length: count }, (_, at) => ({
        features: Object.fromEntries(rows.map(([part, all]) => [part, all[at]])),
        ...(tiles && { tileGrid: { width: tiles[at].width, height: tiles[at].height } }),
        maps: Object.fromEntries(maps.map(([part, all]) => [part, all[at]])),
      }));
    },
    dispose() {
      for (const runner of [encoder, decoder, defectBody, defectHead]) runner.dispose();
    },
  };
}

/** Splits rows into those of each image, without a copy. */
function splitRows({ values, count, width }: Features, images: number): Features[] {
  const each = count / images;
  return Array.from({ length: images }, (_, at) => {
    return { values: values.subarray(at * each * width, (at + 1) * each * width), count: each, width };
  });
}

/** Histogram bins of red, green and blue each: with 8, rot falls into the bin of an apple's shade. */
const colourSteps = 12;

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
