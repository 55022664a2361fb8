import { readSafetensors, writeSafetensors } from "../checkpoint/index.ts";
import type { Weights } from "../device/index.ts";
import type { Features } from "../feature/index.ts";
import type { Files } from "../host.ts";

/** Statistics of the training images of a run. */
export interface TrainingImageStatistics {
  /** Pixel statistics, in which copies and changed data are found. */
  readonly pixelStatistics: Features;
  /** Quality statistics of some of them, in which samples are compared. */
  readonly qualityStatistics: Features;
  /** Discriminator's scores of some training images; undefined without a discriminator. */
  readonly scores?: Float32Array;
}

/** Training images of the run (`real`), or of the model that it started from (`old`). */
type StatisticsKind = "real" | "old";

/** Saves statistics of the training images in the folder of a run. The images themselves are not saved. */
export async function saveTrainingImageStatistics(
  files: Files,
  path: string,
  { pixelStatistics, qualityStatistics, scores }: TrainingImageStatistics,
  which: StatisticsKind = "real",
): Promise<void> {
  type Matrix = { readonly shape: readonly number[]; readonly values: Features["values"] };
  const matrix = ({ values, count, width }: Features): Matrix => ({ shape: [count, width], values });
  const numbers: Weights = new Map([
    ["pixelStatistics", matrix(pixelStatistics)],
    ["qualityStatistics", matrix(qualityStatistics)],
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
  const [pixels, quality] = ["pixelStatistics", "qualityStatistics"].map((name) => weights.get(name));
  if (!pixels || !quality) return undefined;
  const features = ({ values, shape: [count, width] }: typeof pixels): Features => ({ values, count, width });
  const scores = weights.get("scores")?.values;
  return {
    pixelStatistics: features(pixels),
    qualityStatistics: features(quality),
    ...(scores && { scores: Float32Array.from(scores) }),
  };
}

function placeOf(files: Files, path: string, which: StatisticsKind): string {
  return files.join(path, `${which}.safetensors`);
}
