import { subset, type Dataset } from "../../dataset/index.ts";
import type { Device } from "../../device/index.ts";
import { OmakaseError } from "../../error.ts";
import { coreset, selectFeatures } from "../../feature/index.ts";
import { random } from "../../tensor/index.ts";
import type { FeatureNetwork } from "../feature-network.ts";
import { combined } from "./combined.ts";
import { learnNormal } from "./learn-normal.ts";
import { outlierParts, type OutlierModel, type OutlierPart, type PartScale } from "./outlier-model.ts";
import { partMeasurer, type PartMeasures } from "./part-measurer.ts";
import { seeNormal } from "./see-normal.ts";

/** What of the pictures is kept to set the threshold with, and what to set the scales of the parts with. */
const shares = { calibration: 0.3, scale: 0.1 } as const;
/** Fewer pictures cannot be split in three. */
const fewest = 20;
/** Parts of pictures that are chosen from, and how many of these are kept. */
const patchCounts = { from: 30_000, kept: 2000 } as const;

/** See {@link fitOutliers}. */
export interface FitOutlierOptions {
  readonly device: Device;
  /** Decides how the pictures are split and every other chance. Default 1. */
  readonly seed?: number;
  /**
   * Pictures that the finder of flaws sees while it learns, with repetition (the autoencoder 0.4 of that). Default
   * 24,000: a few minutes on two cores.
   */
  readonly pictures?: number;
  /** Features of the networks at half the full size. Default 16. */
  readonly features?: number;
  /** Which parts count. Default: {@link usualParts}. */
  readonly parts?: readonly OutlierPart[];
  /** Told while the networks learn. */
  readonly onProgress?: (part: OutlierPart, done: number, total: number) => void;
  /** Stops the work. */
  readonly signal?: AbortSignal;
}

/** The parts that count when nothing is said. */
export const usualParts: readonly OutlierPart[] = outlierParts;

/**
 * Learns what is normal from normal pictures alone. They are split by chance: from most the parts learn, a tenth shows
 * how large the parts' numbers are, and three tenths are kept apart to set the threshold with (`conformalThreshold`).
 *
 * @param dataset - normal pictures, at least 20, of 16 px or more and a power of 2.
 * @throws OmakaseError `source` when there are fewer; `option` for another size.
 */
export async function fitOutliers(
  dataset: Dataset,
  network: FeatureNetwork,
  options: FitOutlierOptions,
): Promise<OutlierModel> {
  const { device, seed = 1, pictures = 24_000, features = 16, parts = usualParts, onProgress, signal } = options;
  requireEnough(dataset);
  const { training, scale, calibration } = splitNormal(dataset, seed);
  const { wholes, patches } = await seeNormal(network, training);
  const some = random(seed, "patches").permutation(patches.count).slice(0, patchCounts.from);
  const candidates = selectFeatures(patches, some);
  const learned = {
    picture: { size: dataset.size, channels: dataset.channels },
    features,
    parts,
    weights: await learnNormal(training, { device, features, pictures, seed, parts, onProgress, signal }),
    wholes,
    patches: selectFeatures(candidates, coreset(candidates, patchCounts.kept, seed)),
  };
  const measurer = partMeasurer(learned, network, device);
  try {
    const measure = async (set: Dataset): Promise<PartMeasures[]> => {
      const all: PartMeasures[] = [];
      for (let from = 0; from < set.count; from += 64) {
        signal?.throwIfAborted();
        const indices = Array.from({ length: Math.min(64, set.count - from) }, (_, at) => from + at);
        all.push(...(await measurer.measure(await set.batch(indices), indices.length)));
      }
      return all;
    };
    const scales = scalesOf(await measure(scale));
    const scores = (await measure(calibration)).map((measured) => combined(measured.scores, { parts, scales }));
    return {
      ...learned,
      space: network.name,
      counts: { training: training.count, scale: scale.count },
      scales,
      calibration: Float32Array.from(scores),
    };
  } finally {
    measurer.dispose();
  }
}

function splitNormal(dataset: Dataset, seed: number): Record<"training" | "scale" | "calibration", Dataset> {
  const order = random(seed, "normal").permutation(dataset.count);
  const kept = Math.round(dataset.count * shares.calibration);
  const measured = Math.max(2, Math.round(dataset.count * shares.scale));
  return {
    calibration: subset(dataset, order.slice(0, kept).sort()),
    scale: subset(dataset, order.slice(kept, kept + measured).sort()),
    training: subset(dataset, order.slice(kept + measured).sort()),
  };
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
