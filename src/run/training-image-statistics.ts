import { readSafetensors, writeSafetensors } from "../checkpoint/index.ts";
import type { Weights } from "../device/index.ts";
import type { Features } from "../feature/index.ts";
import type { Files } from "../host.ts";

/** Statistics of the training images of a run. */
export interface TrainingImageStatistics {
  /** Pixel statistics. */
  readonly pixelStatistics: Features;
  /** Discriminator's scores of some training images; undefined without a discriminator. */
  readonly scores?: Float32Array;
}

/** Training images of the run (`real`), or of the model that it started from (`old`). */
type StatisticsKind = "real" | "old";

/** Saves statistics of the training images in the folder of a run. The images themselves are not saved. */
export async function saveTrainingImageStatistics(
  files: Files,
  path: string,
  { pixelStatistics, scores }: TrainingImageStatistics,
  which: StatisticsKind = "real",
): Promise<void> {
  const { values, count, width } = pixelStatistics;
  const numbers: Weights = new Map([
    ["pixelStatistics", { shape: [count, width], values }],
    ...(scores ? [["scores", { shape: [scores.length], values: scores }] as const] : []),
  ]);
  await files.write(placeOf(files, path, which), writeSafetensors(numbers));
}

/** Reads the statistics of a run's training images; undefined for a run of an earlier version. */
export async function readTrainingImageStatistics(
  files: Files,
  path: string,
  which: StatisticsKind = "real",
): Promise<TrainingImageStatistics | undefined> {
  const place = placeOf(files, path, which);
  if ((await files.size(place)) === undefined) return undefined;
  const { weights } = readSafetensors(await files.read(place), place);
  const seen = weights.get("pixelStatistics");
  if (!seen) return undefined;
  const [count, width] = seen.shape;
  const scores = weights.get("scores")?.values;
  return {
    pixelStatistics: { values: seen.values, count, width },
    ...(scores && { scores: Float32Array.from(scores) }),
  };
}

function placeOf(files: Files, path: string, which: StatisticsKind): string {
  return files.join(path, `${which}.safetensors`);
}
