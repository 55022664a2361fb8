import { subset, type Dataset } from "../dataset/index.ts";
import { coreset, joinFeatures, selectFeatures, type Features } from "../feature/index.ts";
import { random } from "../tensor/index.ts";
import { memoryDetectors, type AnomalyDetector, type AnomalyModel, type MemoryDetector } from "./anomaly-model.ts";
import type { DetectorRunner } from "./detector-runner.ts";
import { isGlobalDetector } from "./global-anomaly-map.ts";

/** Largest number of stored image features; of candidate patches; and of stored patches. */
export const memoryCounts = { wholes: 4000, from: 30_000, patches: 3000 } as const;
/** Images that are measured at a time. */
export const chunkSize = 64;

/** Builds the memory: all features of a small set, a representative subset (coreset) of a large one. */
export async function buildMemory(
  runner: DetectorRunner,
  training: Dataset,
  parts: readonly AnomalyDetector[],
  seed: number,
): Promise<AnomalyModel["memory"]> {
  const memory: Partial<Record<MemoryDetector, Features>> = {};
  const order = random(seed, "memory").permutation(training.count).slice(0, memoryCounts.wholes);
  const some = subset(training, order.sort());
  for (const part of memoryDetectors.filter((name) => parts.includes(name))) {
    const chunks: Features[] = [];
    await forEachChunk(some, async (values, count) => chunks.push(await runner.extractFeatures(part, values, count)));
    const all = joinFeatures(chunks);
    memory[part] = part === "patches" ? samplePatches(all, seed) : all;
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

function samplePatches(patches: Features, seed: number): Features {
  const chosen = random(seed, "patches").permutation(patches.count).slice(0, memoryCounts.from);
  const candidates = selectFeatures(patches, chosen);
  return selectFeatures(candidates, coreset(candidates, memoryCounts.patches, seed));
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
