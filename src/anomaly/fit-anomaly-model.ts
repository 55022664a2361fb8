import { subset, type Dataset } from "../dataset/index.ts";
import type { Device } from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import { coreset, joinFeatures, selectFeatures, type Features } from "../feature/index.ts";
import { random } from "../tensor/index.ts";
import { fuseScores } from "./fuse-scores.ts";
import { trainDetectors } from "./train-detectors.ts";
import { isGlobalDetector } from "./global-anomaly-map.ts";
import {
  memoryDetectors,
  anomalyDetectors,
  type MemoryDetector,
  type AnomalyKind,
  type AnomalyModel,
  type AnomalyDetector,
  type DetectorScale,
} from "./anomaly-model.ts";
import { detectorRunner, type DetectorRunner, type DetectorOutputs } from "./detector-runner.ts";
import { splitNormalImages } from "./split-normal-images.ts";

/** Fewer pictures cannot be split in three. */
const minImages = 20;
/** Pictures that are remembered as a whole; parts of pictures that are chosen from, and how many of these are kept. */
const memoryCounts = { wholes: 4000, from: 30_000, patches: 3000 } as const;

/** What the finder of flaws sees when nothing is said. */
export const defaultDefectTrainingPictures = 90_000;

/** See {@link fitAnomalyModel}. */
export interface FitAnomalyModelOptions {
  readonly device: Device;
  /** Decides how the pictures are split and every other chance. Default 1. */
  readonly seed?: number;
  /**
   * Pictures that the finder of flaws sees while it learns, with repetition (the autoencoder 0.4 of that). Default
   * {@link defaultDefectTrainingPictures}: eleven minutes on one core at 64 px.
   */
  readonly pictures?: number;
  /** Features of the networks at half the full size. Default 16. */
  readonly features?: number;
  /** Whether this share of the time, 0 … 1, is over: learning is cut short to fit, and ends with all of it. Default: never. */
  readonly isTimeUp?: (share: number) => boolean;
  /** What is looked for first. Default `defects`, where other kinds of things are found if they are plain. */
  readonly target?: AnomalyKind;
  /**
   * Which parts count. Default for `novelty`: `colours` and `edges`, of grey pictures `layout` and `edges`, for which
   * nothing has to be trained; for `defects`: `colours` and `defects`, of grey pictures `layout`, `edges` and `defects`.
   */
  readonly detectors?: readonly AnomalyDetector[];
  /** Told while the networks learn. */
  readonly onProgress?: (part: AnomalyDetector, done: number, total: number) => void;
  /** Stops the work. */
  readonly signal?: AbortSignal;
}

/**
 * The parts that count when nothing is said, by what is looked for and the channels of the pictures: where there are
 * colours, they tell kinds of things better than what lies where.
 */
const defaultDetectors = {
  novelty: { 1: ["layout", "edges"], 3: ["colours", "edges"] },
  defects: { 1: ["layout", "edges", "defects"], 3: ["colours", "defects"] },
} as const satisfies Record<AnomalyKind, Record<1 | 3, readonly AnomalyDetector[]>>;

/**
 * Learns what is normal from normal pictures alone. They are split by chance: from most the parts learn, a tenth shows
 * how large the parts' numbers are and is remembered after that, and three tenths are kept apart to set the threshold
 * with (`conformalThreshold`).
 *
 * @param dataset - normal pictures, at least 20, of 16 px or more and a power of 2.
 * @throws OmakaseError `source` when there are fewer; `option` for another size.
 */
export async function fitAnomalyModel(dataset: Dataset, options: FitAnomalyModelOptions): Promise<AnomalyModel> {
  const {
    device,
    seed = 1,
    pictures = defaultDefectTrainingPictures,
    features = 16,
    target = "defects",
    signal,
  } = options;
  const detectors = options.detectors ?? defaultDetectors[target][dataset.channels];
  requireEnough(dataset);
  const { training, scale, calibration } = splitNormalImages(dataset, seed);
  const learned = {
    picture: { size: dataset.size, channels: dataset.channels },
    features,
    detectors,
    target,
    weights: await trainDetectors(training, { ...options, features, pictures, seed, detectors }),
  };
  const measurer = detectorRunner(learned, device);
  try {
    const learnedFrom = await buildMemory(measurer, training, detectors, seed);
    const measure = async (set: Dataset, memory: AnomalyModel["memory"]): Promise<DetectorOutputs[]> => {
      const all: DetectorOutputs[] = [];
      await forEachChunk(set, async (values, count) => {
        signal?.throwIfAborted();
        all.push(...(await measurer.measure(values, count, memory)));
      });
      return all;
    };
    const scales = detectorScales(await measure(scale, learnedFrom));
    const memory = await extendMemory(measurer, learnedFrom, scale); // as it is when new pictures are checked
    const scores = (await measure(calibration, memory)).map(
      (measured) => fuseScores(measured.scores, { detectors, scales, target }).score,
    );
    return {
      ...learned,
      memory,
      counts: { training: training.count, scale: scale.count },
      scales,
      calibration: Float32Array.from(scores),
    };
  } finally {
    measurer.dispose();
  }
}

/** What the parts that remember keep of the pictures: of few all, of many those that stand for the others. */
async function buildMemory(
  measurer: DetectorRunner,
  training: Dataset,
  parts: readonly AnomalyDetector[],
  seed: number,
): Promise<AnomalyModel["memory"]> {
  const memory: Partial<Record<MemoryDetector, Features>> = {};
  const order = random(seed, "memory").permutation(training.count).slice(0, memoryCounts.wholes);
  const some = subset(training, order.sort());
  for (const part of memoryDetectors.filter((name) => parts.includes(name))) {
    const seen: Features[] = [];
    await forEachChunk(some, async (values, count) => seen.push(await measurer.extractFeatures(part, values, count)));
    const all = joinFeatures(seen);
    memory[part] = part === "patches" ? samplePatches(all, seed) : all;
  }
  return memory;
}

/** The pictures that set the scales are normal, too: once that is done, the parts that see the whole remember them. */
async function extendMemory(
  measurer: DetectorRunner,
  memory: AnomalyModel["memory"],
  scale: Dataset,
): Promise<AnomalyModel["memory"]> {
  const more: Partial<Record<MemoryDetector, Features>> = { ...memory };
  for (const part of memoryDetectors) {
    const known = memory[part];
    if (!known || !isGlobalDetector(part)) continue;
    const seen = [known];
    await forEachChunk(scale, async (values, count) => seen.push(await measurer.extractFeatures(part, values, count)));
    more[part] = joinFeatures(seen);
  }
  return more;
}

function samplePatches(patches: Features, seed: number): Features {
  const chosen = random(seed, "patches").permutation(patches.count).slice(0, memoryCounts.from);
  const candidates = selectFeatures(patches, chosen);
  return selectFeatures(candidates, coreset(candidates, memoryCounts.patches, seed));
}

async function forEachChunk(
  set: Dataset,
  visit: (values: Float32Array, count: number) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < set.count; from += 64) {
    const indices = Array.from({ length: Math.min(64, set.count - from) }, (_, at) => from + at);
    await visit(await set.batch(indices), indices.length);
  }
}

/** Mean and deviation of each part. */
function detectorScales(measured: readonly DetectorOutputs[]): Record<AnomalyDetector, DetectorScale> {
  const scales = anomalyDetectors.map((part): [AnomalyDetector, DetectorScale] => {
    const values = measured.map(({ scores }) => scores[part] ?? 0);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    return [part, { mean, std: Math.sqrt(variance) || 1 }];
  });
  return Object.fromEntries(scales) as Record<AnomalyDetector, DetectorScale>;
}

function requireEnough({ name, count, size }: Dataset): void {
  if (count < minImages)
    throw new OmakaseError("source", {
      where: name,
      expected: { ja: `${minImages} 枚以上の正常な絵`, en: `at least ${minImages} normal pictures` },
      got: { ja: `${count} 枚`, en: String(count) },
      remedy: { ja: "正常な絵を増やしてください", en: "Add normal pictures" },
    });
  if (size < 16 || !Number.isInteger(Math.log2(size)))
    throw new OmakaseError("option", {
      where: "size",
      expected: { ja: "16、32、64、128、256 のどれか", en: "one of 16, 32, 64, 128, 256" },
      got: { ja: String(size), en: String(size) },
      remedy: { ja: "たとえば 64 を指定してください", en: "Give 64, for example" },
    });
}
