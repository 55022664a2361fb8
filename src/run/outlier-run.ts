import { z } from "zod";
import {
  findNotFinite,
  readRunConfig,
  readSafetensors,
  sha256,
  writeRunConfig,
  writeSafetensors,
} from "../checkpoint/index.ts";
import type { Weights } from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import type { Features } from "../feature/index.ts";
import type { Files } from "../host.ts";
import {
  backboneRanges,
  memoryDetectors,
  anomalyTargets,
  anomalyDetectors,
  type AnomalyModel,
  type AnomalyDetector,
} from "../anomaly/index.ts";
import { pictureSizes } from "./config.ts";
import { runText } from "../text/index.ts";

const scaleSchema = z.strictObject({ median: z.number(), std: z.number().positive() });

/** Share or rate, 0–1. */
const share = z.number().min(0).max(1);

/** Format version. 7: pictures of any shape, stretched, and tiles of them. */
const formatVersion = 7;

/** Schema of `config.json` of an `omakase outlier fit` run: all that is not in its weights. */
export const outlierConfigSchema = z.strictObject({
  formatVersion: z.literal(formatVersion),
  kind: z.literal("outlier"),
  /** Normal images: a built-in set, a folder, a zip, or an IDX file. */
  source: z.string().min(1),
  /** Number of images used. Default: all. */
  count: z.int().positive().optional(),
  /** Image height and width, px. */
  size: z.union(pictureSizes.map((size) => z.literal(size))),
  channels: z.union([z.literal(1), z.literal(3)]),
  /** Longest side at which pictures are cut into tiles, px. */
  fullSide: z.int().positive(),
  /** Network whose features take the place of textures; its file lies beside this one. */
  backbone: z
    .strictObject({
      hash: z.string().regex(/^[0-9a-f]{64}$/),
      layers: z.array(z.string()).min(1),
      range: z.enum(backboneRanges),
      size: z.int().positive(),
    })
    .optional(),
  /** Features of the networks at half the full size, 1–1024. */
  features: z.int().min(1).max(1024),
  /** Training images of the defect detector, with repetition. */
  pictures: z.int().positive(),
  seed: z.int().nonnegative(),
  parts: z.array(z.enum(anomalyDetectors)).min(1),
  /** Detectors that found too few synthetic defects to contribute. */
  rejected: z.array(z.enum(anomalyDetectors)),
  target: z.enum(anomalyTargets),
  counts: z.strictObject({ training: z.int().positive(), scale: z.int().positive() }),
  scales: z.record(z.enum(anomalyDetectors), scaleSchema),
  /** Test on synthetic defects in held-out images; see `SelfTest`. */
  selfTest: z
    .strictObject({
      rate: share,
      side: z.int().positive(),
      defects: z.array(
        z.strictObject({ size: z.number().positive(), count: z.int().positive(), found: z.int().nonnegative() }),
      ),
    })
    .optional(),
});
export type OutlierConfig = Readonly<z.infer<typeof outlierConfigSchema>>;

/** Options under which an anomaly model was fitted. */
export type OutlierOrigin = Pick<OutlierConfig, "source" | "count" | "pictures" | "seed">;

/**
 * Saves an anomaly model in a folder: `config.json` and `outlier.safetensors`.
 *
 * @param network - file of its backbone, of which the folder gets a copy. Default: none.
 */
export async function saveOutlierModel(
  files: Files,
  path: string,
  model: AnomalyModel,
  origin: OutlierOrigin,
  network?: Uint8Array,
): Promise<void> {
  const { picture, fullSide, features, detectors, rejected, target, counts, scales, weights, memory } = model;
  const { backbone, calibration, calibrationGroups, selfTest } = model;
  const vector = (values: Float32Array) => ({ shape: [values.length], values });
  const numbers: Weights = new Map([
    ...weights,
    ...Object.entries(memory).map(
      ([part, { values, count, width }]) => [`memory.${part}`, { shape: [count, width], values }] as const,
    ),
    ["calibration", vector(calibration)],
    ...(calibrationGroups ? [["calibrationGroups", vector(calibrationGroups)] as const] : []),
  ]);
  await files.write(placeOf(files, path), writeSafetensors(numbers));
  if (network) await files.write(networkPlace(files, path), network);
  const shape = {
    ...picture,
    fullSide,
    backbone,
    features,
    parts: [...detectors],
    rejected,
    target,
    counts,
    scales,
    selfTest,
  };
  const config = { formatVersion, kind: "outlier", ...origin, ...shape };
  await writeRunConfig(files, path, outlierConfigSchema.parse(config)); // last: a folder with a configuration is complete
}

/**
 * Opens an anomaly model that {@link saveOutlierModel} saved.
 *
 * @throws OmakaseError `run` when the folder is not such a run, or has another format version; `checkpoint` when its
 *   weights are damaged.
 */
export async function openOutlierModel(
  files: Files,
  path: string,
): Promise<{ readonly model: AnomalyModel; readonly config: OutlierConfig }> {
  const stated = z.looseObject({ kind: z.unknown(), formatVersion: z.unknown() });
  const { kind, formatVersion: version } = await readRunConfig(files, path, stated);
  if (kind !== "outlier") throw otherRun(path);
  if (typeof version === "number" && version !== formatVersion) throw otherVersion(path, version);
  const config = await readRunConfig(files, path, outlierConfigSchema);
  const place = placeOf(files, path);
  const { weights } = readSafetensors(await files.read(place), place);
  const broken = findNotFinite(weights);
  if (broken !== undefined) throw notFinite(place, broken);
  const memoryFeatures = (part: AnomalyDetector): Features => {
    const name = `memory.${part}`;
    const found = weights.get(name);
    if (found?.shape.length !== 2) throw incomplete(place, name);
    return { values: Float32Array.from(found.values), count: found.shape[0], width: found.shape[1] };
  };
  const calibration = weights.get("calibration");
  if (!calibration) throw incomplete(place, "calibration");
  const { size, channels, fullSide, backbone, features, parts, rejected, target, counts, scales, selfTest } = config;
  const groups = weights.get("calibrationGroups");
  const memories = memoryDetectors.filter((part) => parts.includes(part));
  const model = {
    picture: { size, channels },
    ...{ fullSide, features, detectors: parts, rejected, target, counts, scales },
    ...(backbone && { backbone }),
    ...(selfTest && { selfTest }),
    ...(groups && { calibrationGroups: Float32Array.from(groups.values) }),
    weights: new Map([...weights].filter(([name]) => /^(residual|defects)\./.test(name))),
    memory: Object.fromEntries(memories.map((part) => [part, memoryFeatures(part)])),
    calibration: Float32Array.from(calibration.values),
  };
  return { model, config };
}

/**
 * Reads the file of the network that a saved model was fitted with.
 *
 * @returns undefined for a model without one.
 * @throws OmakaseError `checkpoint` when it is missing, or was changed.
 */
export async function readOutlierNetwork(
  files: Files,
  path: string,
  { backbone }: Pick<AnomalyModel, "backbone">,
): Promise<Uint8Array | undefined> {
  if (!backbone) return undefined;
  const where = networkPlace(files, path);
  const { hash } = backbone;
  if ((await files.stat(where))?.kind !== "file")
    throw new OmakaseError("checkpoint", { where, ...runText.outlierRun.networkMissing({ hash }) });
  const bytes = await files.read(where);
  if ((await sha256(bytes)) !== hash)
    throw new OmakaseError("checkpoint", { where, ...runText.outlierRun.networkChanged({ hash }) });
  return bytes;
}

function networkPlace(files: Files, path: string): string {
  return files.join(path, "features.onnx");
}

function placeOf(files: Files, path: string): string {
  return files.join(path, "outlier.safetensors");
}

function otherRun(where: string): OmakaseError {
  return new OmakaseError("run", { where, ...runText.outlierRun.otherRun });
}

function otherVersion(where: string, version: number): OmakaseError {
  return new OmakaseError("run", { where, ...runText.outlierRun.otherVersion({ formatVersion, version }) });
}

function notFinite(where: string, name: string): OmakaseError {
  return new OmakaseError("checkpoint", { where, ...runText.outlierRun.notFinite({ name }) });
}

function incomplete(where: string, name: string): OmakaseError {
  return new OmakaseError("checkpoint", { where, ...runText.outlierRun.incomplete({ name }) });
}
