import { readSafetensors, writeSafetensors } from "../checkpoint/index.ts";
import type { Weights } from "../device/index.ts";
import type { Features } from "../feature/index.ts";
import type { Files } from "../host.ts";

/** What a run remembers of the real pictures that it learned from. */
export interface TrainingImageStatistics {
  /** As seen at a glance. */
  readonly pixelStatistics: Features;
  /** What the detective says of some of them; undefined where there is none. */
  readonly scores?: Float32Array;
}

/** The pictures that a run learns from, or those that the model which it began with had learned from. */
type StatisticsKind = "real" | "old";

/** Keeps what is known of the real pictures in the folder of a run. The pictures themselves are not kept. */
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

/** What a run remembers of its real pictures; undefined for one that does not, from an earlier version. */
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
