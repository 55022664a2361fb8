import type { Dataset } from "../dataset/index.ts";
import type { Device } from "../device/index.ts";
import { coreset, joinFeatures, type Features } from "../feature/index.ts";
import { chunkSize, memoryCounts } from "./anomaly-memory.ts";
import { memoryDetectors, type MemoryDetector } from "./anomaly-model.ts";
import { detectorRunner, type TrainedDetectors } from "./detector-runner.ts";

/** Sets of {@link estimateFinishingTime}: one fills the memory, the others are measured. */
interface FinishingSets {
  readonly training: Dataset;
  readonly scale: Dataset;
  readonly calibration: Dataset;
}

/** Number of stored patches for which the choice of patches is timed. */
const timedPatches = 100;

/**
 * Estimates the seconds that memory and calibration take: measures one chunk of images against a memory of full size.
 *
 * @param detectors - detectors with the weights so far.
 * @returns seconds; 0 without a time limit, and where none is left.
 */
export async function estimateFinishingTime(
  detectors: TrainedDetectors,
  { training, scale, calibration }: FinishingSets,
  { device, secondsLeft }: { readonly device: Device; readonly secondsLeft?: () => number },
): Promise<number> {
  if (!secondsLeft || !(secondsLeft() > 0 && secondsLeft() < Infinity)) return 0;
  const timed = async (work: () => unknown): Promise<number> => {
    const before = secondsLeft();
    await work();
    return before - secondsLeft();
  };
  const runner = detectorRunner(detectors, device);
  const count = Math.min(chunkSize, training.count);
  const chunks = (...sets: readonly Dataset[]) => sets.reduce((sum, set) => sum + Math.ceil(set.count / chunkSize), 0);
  try {
    let values: Float32Array = new Float32Array();
    const read = async () => {
      values = await training.batch(Array.from({ length: count }, (_, at) => at));
    };
    const reading = await timed(read);
    const memory: Partial<Record<MemoryDetector, Features>> = {};
    let choosing = 0;
    const extract = async () => {
      for (const part of memoryDetectors.filter((name) => detectors.detectors.includes(name)))
        memory[part] = await runner.extractFeatures(part, values, count);
    };
    const first = (await timed(extract)) + (await timed(() => runner.measure(values, count, memory)));
    const extracting = await timed(extract);
    for (const part of memoryDetectors) {
      const one = memory[part];
      if (!one) continue;
      const [stored, candidates] =
        part === "patches" ? [memoryCounts.patches, memoryCounts.from] : [memoryCounts.wholes, memoryCounts.wholes];
      const perImage = one.count / count;
      const all = repeat(one, Math.min(candidates, training.count * perImage));
      if (part === "patches")
        choosing = ((await timed(() => coreset(all, timedPatches, 1))) * Math.min(stored, all.count)) / timedPatches;
      memory[part] = repeat(one, Math.min(stored, training.count * perImage));
    }
    const measuring = await timed(() => runner.measure(values, count, memory));
    const chosen = Math.min(memoryCounts.wholes, training.count) / training.count;
    return (
      first +
      choosing +
      (reading + extracting) * (chosen * chunks(training) + chunks(scale)) +
      (reading + measuring) * chunks(scale, calibration)
    );
  } finally {
    runner.dispose();
  }
}

/** Repeats rows up to a count. */
function repeat(features: Features, count: number): Features {
  const copies = Math.ceil(count / features.count);
  const { values, width } = joinFeatures(Array.from({ length: copies }, () => features));
  return { values: values.subarray(0, count * width), count, width };
}
