import { subset, type Dataset } from "../dataset/index.ts";
import { joinFeatures, selectFeatures, type Features } from "../feature/index.ts";
import { random } from "../tensor/index.ts";
import { memoryDetectors, type AnomalyDetector, type AnomalyModel, type MemoryDetector } from "./anomaly-model.ts";
import type { DetectorRunner } from "./detector-runner.ts";
import { isGlobalDetector } from "./global-anomaly-map.ts";

/** Largest number of images whose features are stored; of images whose patches are; and of stored patches. */
const memoryCounts = { wholes: 4000, patchImages: 1000, patches: 3000 } as const;
/** Images that are measured at a time. */
export const chunkSize = 16;

/**
 * Builds the memory: all features of a small set, those of a random subset of a large one.
 *
 * @param onChunk - callback after some images.
 */
export async function buildMemory(
  runner: DetectorRunner,
  training: Dataset,
  parts: readonly AnomalyDetector[],
  seed: number,
  onChunk: () => void,
): Promise<AnomalyModel["memory"]> {
  const memory: Partial<Record<MemoryDetector, Features>> = {};
  const order = random(seed, "memory").permutation(training.count);
  const firstOf = (count: number) => subset(training, order.slice(0, count).sort());
  for (const part of memoryDetectors.filter((name) => parts.includes(name))) {
    const some = firstOf(part === "patches" ? memoryCounts.patchImages : memoryCounts.wholes);
    const chunks: Features[] = [];
    await forEachChunk(some, async (values, count) => {
      const found = await runner.extractFeatures(part, values, count);
      const kept = Math.ceil((memoryCounts.patches * count) / some.count);
      chunks.push(part === "patches" ? sampleRows(found, kept, seed + chunks.length) : found);
      onChunk();
    });
    memory[part] = joinFeatures(chunks);
  }
  return memory;
}

/** Adds the scale images to the memory of the global detectors once the scales are fixed: they are normal, too. */
export async function extendMemory(
  runner: DetectorRunner,
  memory: AnomalyModel["memory"],
  scale: Dataset,
): Promise<AnomalyModel["memory"]> {
  const more: Partial<Record<MemoryDetector, Features>> = { ...memory };
  for (const part of memoryDetectors) {
    const known = memory[part];
    if (!known || !isGlobalDetector(part)) continue;
    const chunks = [known];
    await forEachChunk(scale, async (values, count) => chunks.push(await runner.extractFeatures(part, values, count)));
    more[part] = joinFeatures(chunks);
  }
  return more;
}

function sampleRows(rows: Features, count: number, seed: number): Features {
  return selectFeatures(rows, random(seed, "patches").permutation(rows.count).slice(0, count));
}

/** Visits the images of a set in chunks: `[count, channels, size, size]` in [−1, 1]. */
export async function forEachChunk(
  set: Dataset,
  visit: (values: Float32Array, count: number) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < set.count; from += chunkSize) {
    const indices = Array.from({ length: Math.min(chunkSize, set.count - from) }, (_, at) => from + at);
    await visit(await set.batch(indices), indices.length);
  }
}
