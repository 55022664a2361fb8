import type { Device, Values, Weights } from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import { createNetworkRunner, type Layer, type NetworkRunner } from "../nn/index.ts";
import { featureOffsetCount, withFeatureOffsets } from "./feature-offsets.ts";
import type { LatentLayout, LatentPoint } from "./latent-point.ts";
import { localMaskSide, withLocalEdits } from "./local-edit.ts";
import { styleMixing, type StyleLayer } from "./style-mixing.ts";
import { listText, sampleText } from "../text/index.ts";

/** The decoder of a model for points of every kind. Networks compile at their first use. */
export interface PointDecoder {
  /** Layers that can have a latent each, from first to last. */
  readonly layers: readonly StyleLayer[];
  /** Number of feature offsets of an image; 0: the model has none. */
  readonly featureOffsetSize: number;
  /** See `Sampler.decode`. */
  decode(latents: Values, count: number, batch?: number): Promise<Float32Array>;
  /** See `Sampler.decodePoints`. */
  decodePoints(points: readonly LatentPoint[], batch?: number): Promise<Float32Array>;
  updateWeights(weights: Weights): void;
  dispose(): void;
}

/** See {@link createPointDecoder}. */
export interface PointDecoderOptions extends LatentLayout {
  /** Layer `[batch, latent]` → `[batch, channel, size, size]`. */
  readonly generator: Layer;
  /** Whether the model takes feature offsets, when its first layer has a bias. */
  readonly takesOffsets: boolean;
  /** Name of the model in errors. */
  readonly where: string;
}

/** Opens the decoder of a generator. */
export function createPointDecoder(
  device: Device,
  weights: Weights,
  { generator, latent, noiseSize, takesOffsets, where }: PointDecoderOptions,
): PointDecoder {
  const mixing = styleMixing(generator, latent);
  const featureOffsetSize = takesOffsets ? featureOffsetCount(generator, latent) : 0;
  const sizes = { latent, noiseSize, featureOffsetSize, layers: mixing.layers.length };
  const runners = new Map<string, NetworkRunner>();
  let currentWeights = weights;

  function runnerOf(kind: PointKind): NetworkRunner {
    const key = JSON.stringify(kind);
    const network = networkOf(kind, generator, mixing.network, sizes);
    const runner =
      runners.get(key) ?? createNetworkRunner(device, currentWeights, "", network, [rowWidth(kind, sizes)]);
    runners.set(key, runner);
    return runner;
  }

  return {
    layers: mixing.layers,
    featureOffsetSize,
    decode: (latents, count, batch) => runnerOf(plainKind).run(latents, count, batch),
    async decodePoints(points, batch) {
      const kinds = points.map((point) => kindOf(point, sizes, where));
      const images = new Array<Float32Array>(points.length);
      for (const kind of new Map(kinds.map((one) => [JSON.stringify(one), one])).values()) {
        const places = [...kinds.keys()].filter((at) => JSON.stringify(kinds[at]) === JSON.stringify(kind));
        const width = rowWidth(kind, sizes);
        const rows = new Float32Array(places.length * width);
        places.forEach((at, row) => fillRow(rows.subarray(row * width, (row + 1) * width), points[at], latent));
        const values = await runnerOf(kind).run(rows, places.length, batch);
        const each = values.length / places.length;
        places.forEach((at, row) => (images[at] = values.subarray(row * each, (row + 1) * each)));
      }
      return concatenate(images);
    },
    updateWeights(next) {
      currentWeights = next;
      for (const runner of runners.values()) runner.updateWeights(next);
    },
    dispose() {
      for (const runner of runners.values()) runner.dispose();
    },
  };
}

/** The parts of a point that decide which network draws it. */
interface PointKind {
  readonly isLayered: boolean;
  readonly hasOffsets: boolean;
  /** Number of local edits. */
  readonly edits: number;
}

const plainKind: PointKind = { isLayered: false, hasOffsets: false, edits: 0 };

interface PointSizes extends LatentLayout {
  readonly featureOffsetSize: number;
  /** Number of layers. */
  readonly layers: number;
}

/** Cells of a local mask. */
const maskSize = localMaskSide ** 2;

/**
 * Returns the kind of a point.
 * @throws OmakaseError `option` when a part of it has another length than the model needs.
 */
function kindOf(
  { latent: { length }, featureOffsets, localEdits = [] }: LatentPoint,
  { latent, noiseSize, featureOffsetSize, layers }: PointSizes,
  where: string,
): PointKind {
  if (length !== latent && length !== layers * latent)
    throw lengthError(`${where}, latent`, [latent, layers * latent], length);
  if (featureOffsets && featureOffsetSize === 0) throw noFeatureOffsetsError(where);
  if (featureOffsets && featureOffsets.length !== featureOffsetSize)
    throw lengthError(`${where}, featureOffsets`, [featureOffsetSize], featureOffsets.length);
  for (const { mask, noiseOffset } of localEdits) {
    if (mask.length !== maskSize) throw lengthError(`${where}, mask`, [maskSize], mask.length);
    if (noiseOffset.length !== noiseSize) throw lengthError(`${where}, noiseOffset`, [noiseSize], noiseOffset.length);
  }
  return { isLayered: length !== latent, hasOffsets: featureOffsets !== undefined, edits: localEdits.length };
}

/** Returns the number of values of the rows of a kind: latent, feature offsets, then an offset and a mask per edit. */
function rowWidth({ edits, ...kind }: PointKind, sizes: PointSizes): number {
  const base = baseWidth(kind, sizes);
  return base + edits * (base + maskSize);
}

function baseWidth(
  { isLayered, hasOffsets }: Omit<PointKind, "edits">,
  { latent, layers, featureOffsetSize }: PointSizes,
): number {
  return (isLayered ? layers * latent : latent) + (hasOffsets ? featureOffsetSize : 0);
}

/** Writes a point into a row. The offset of an edit reaches every layer, and no feature offset. */
function fillRow(
  row: Float32Array,
  { latent: own, featureOffsets = [], localEdits = [] }: LatentPoint,
  latent: number,
) {
  row.set(own);
  row.set(featureOffsets, own.length);
  const base = own.length + featureOffsets.length;
  localEdits.forEach(({ mask, noiseOffset }, edit) => {
    const from = base + edit * (base + maskSize);
    for (let layer = 0; layer < own.length; layer += latent) row.set(noiseOffset, from + layer);
    row.set(mask, from + base);
  });
}

/** Wraps a generator so that it draws the rows of a kind. */
function networkOf(kind: PointKind, generator: Layer, layered: Layer, sizes: PointSizes): Layer {
  const { isLayered, hasOffsets, edits } = kind;
  const latents = isLayered ? layered : generator;
  const network = hasOffsets
    ? withFeatureOffsets(latents, baseWidth({ isLayered, hasOffsets: false }, sizes))
    : latents;
  return edits === 0 ? network : withLocalEdits(network, baseWidth(kind, sizes), edits);
}

function concatenate(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((total, part) => total + part.length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return all;
}

/** Returns the error of feature offsets for a model without them. */
export function noFeatureOffsetsError(where: string): OmakaseError {
  return new OmakaseError("option", { where, ...sampleText.pointDecoder.noFeatureOffsets });
}

function lengthError(where: string, wanted: readonly number[], got: number): OmakaseError {
  return new OmakaseError("option", {
    where,
    ...sampleText.pointDecoder.numbers({ wanted: listText(wanted.map(String), "or"), got }),
  });
}
