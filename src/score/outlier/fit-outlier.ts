import { subset, type Dataset } from "../../dataset/index.ts";
import type { Device } from "../../device/index.ts";
import { OmakaseError } from "../../error.ts";
import { coreset, joinFeatures, selectFeatures, type Features } from "../../feature/index.ts";
import { random } from "../../tensor/index.ts";
import { combined } from "./combined.ts";
import { learnNormal } from "./learn-normal.ts";
import { isWhole } from "./odd-places.ts";
import {
  memoryParts,
  outlierParts,
  type MemoryPart,
  type OutlierAim,
  type OutlierModel,
  type OutlierPart,
  type PartScale,
} from "./outlier-model.ts";
import { partMeasurer, type PartMeasurer, type PartMeasures } from "./part-measurer.ts";
import { splitNormal } from "./split-normal.ts";

/** Fewer pictures cannot be split in three. */
const fewest = 20;
/** Pictures that are remembered as a whole; parts of pictures that are chosen from, and how many of these are kept. */
const memoryCounts = { wholes: 4000, from: 30_000, patches: 3000 } as const;

/** What the finder of flaws sees when nothing is said. */
export const usualOutlierPictures = 90_000;

/** See {@link fitOutliers}. */
export interface FitOutlierOptions {
  readonly device: Device;
  /** Decides how the pictures are split and every other chance. Default 1. */
  readonly seed?: number;
  /**
   * Pictures that the finder of flaws sees while it learns, with repetition (the autoencoder 0.4 of that). Default
   * {@link usualOutlierPictures}: eleven minutes on one core at 64 px.
   */
  readonly pictures?: number;
  /** Features of the networks at half the full size. Default 16. */
  readonly features?: number;
  /** Whether this share of the time, 0 … 1, is over: learning is cut short to fit, and ends with all of it. Default: never. */
  readonly isOver?: (share: number) => boolean;
  /** What is looked for first. Default `flaws`, where other kinds of things are found if they are plain. */
  readonly lookFor?: OutlierAim;
  /**
   * Which parts count. Default for `kinds`: `colours` and `edges`, of grey pictures `layout` and `edges`, for which
   * nothing has to be trained; for `flaws`: `colours` and `flaws`, of grey pictures `layout`, `edges` and `flaws`.
   */
  readonly parts?: readonly OutlierPart[];
  /** Told while the networks learn. */
  readonly onProgress?: (part: OutlierPart, done: number, total: number) => void;
  /** Stops the work. */
  readonly signal?: AbortSignal;
}

/**
 * The parts that count when nothing is said, by what is looked for and the channels of the pictures: where there are
 * colours, they tell kinds of things better than what lies where.
 */
const usualParts = {
  kinds: { 1: ["layout", "edges"], 3: ["colours", "edges"] },
  flaws: { 1: ["layout", "edges", "flaws"], 3: ["colours", "flaws"] },
} as const satisfies Record<OutlierAim, Record<1 | 3, readonly OutlierPart[]>>;

/**
 * Learns what is normal from normal pictures alone. They are split by chance: from most the parts learn, a tenth shows
 * how large the parts' numbers are and is remembered after that, and three tenths are kept apart to set the threshold
 * with (`conformalThreshold`).
 *
 * @param dataset - normal pictures, at least 20, of 16 px or more and a power of 2.
 * @throws OmakaseError `source` when there are fewer; `option` for another size.
 */
export async function fitOutliers(dataset: Dataset, options: FitOutlierOptions): Promise<OutlierModel> {
  const { device, seed = 1, pictures = usualOutlierPictures, features = 16, lookFor = "flaws", signal } = options;
  const parts = options.parts ?? usualParts[lookFor][dataset.channels];
  requireEnough(dataset);
  const { training, scale, calibration } = splitNormal(dataset, seed);
  const learned = {
    picture: { size: dataset.size, channels: dataset.channels },
    features,
    parts,
    lookFor,
    weights: await learnNormal(training, { ...options, features, pictures, seed, parts }),
  };
  const measurer = partMeasurer(learned, device);
  try {
    const learnedFrom = await remember(measurer, training, parts, seed);
    const measure = async (set: Dataset, memory: OutlierModel["memory"]): Promise<PartMeasures[]> => {
      const all: PartMeasures[] = [];
      await inPieces(set, async (values, count) => {
        signal?.throwIfAborted();
        all.push(...(await measurer.measure(values, count, memory)));
      });
      return all;
    };
    const scales = scalesOf(await measure(scale, learnedFrom));
    const memory = await rememberToo(measurer, learnedFrom, scale); // as it is when new pictures are checked
    const scores = (await measure(calibration, memory)).map(
      (measured) => combined(measured.scores, { parts, scales, lookFor }).score,
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
async function remember(
  measurer: PartMeasurer,
  training: Dataset,
  parts: readonly OutlierPart[],
  seed: number,
): Promise<OutlierModel["memory"]> {
  const memory: Partial<Record<MemoryPart, Features>> = {};
  const order = random(seed, "memory").permutation(training.count).slice(0, memoryCounts.wholes);
  const some = subset(training, order.sort());
  for (const part of memoryParts.filter((name) => parts.includes(name))) {
    const seen: Features[] = [];
    await inPieces(some, async (values, count) => seen.push(await measurer.look(part, values, count)));
    const all = joinFeatures(seen);
    memory[part] = part === "patches" ? fewPatches(all, seed) : all;
  }
  return memory;
}

/** The pictures that set the scales are normal, too: once that is done, the parts that see the whole remember them. */
async function rememberToo(
  measurer: PartMeasurer,
  memory: OutlierModel["memory"],
  scale: Dataset,
): Promise<OutlierModel["memory"]> {
  const more: Partial<Record<MemoryPart, Features>> = { ...memory };
  for (const part of memoryParts) {
    const known = memory[part];
    if (!known || !isWhole(part)) continue;
    const seen = [known];
    await inPieces(scale, async (values, count) => seen.push(await measurer.look(part, values, count)));
    more[part] = joinFeatures(seen);
  }
  return more;
}

function fewPatches(patches: Features, seed: number): Features {
  const chosen = random(seed, "patches").permutation(patches.count).slice(0, memoryCounts.from);
  const candidates = selectFeatures(patches, chosen);
  return selectFeatures(candidates, coreset(candidates, memoryCounts.patches, seed));
}

async function inPieces(set: Dataset, visit: (values: Float32Array, count: number) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < set.count; from += 64) {
    const indices = Array.from({ length: Math.min(64, set.count - from) }, (_, at) => from + at);
    await visit(await set.batch(indices), indices.length);
  }
}

/** Mean and deviation of each part. */
function scalesOf(measured: readonly PartMeasures[]): Record<OutlierPart, PartScale> {
  const scales = outlierParts.map((part): [OutlierPart, PartScale] => {
    const values = measured.map(({ scores }) => scores[part] ?? 0);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    return [part, { mean, deviation: Math.sqrt(variance) || 1 }];
  });
  return Object.fromEntries(scales) as Record<OutlierPart, PartScale>;
}

function requireEnough({ name, count, size }: Dataset): void {
  if (count < fewest)
    throw new OmakaseError("source", {
      where: name,
      expected: { ja: `${fewest} 枚以上の正常な絵`, en: `at least ${fewest} normal pictures` },
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
