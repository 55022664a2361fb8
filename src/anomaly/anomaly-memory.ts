import { subset, type Dataset } from "../dataset/index.ts";
import { joinFeatures, selectFeatures, type Features } from "../feature/index.ts";
import { random } from "../tensor/index.ts";
import { memoryDetectors, type AnomalyDetector, type AnomalyModel, type MemoryDetector } from "./anomaly-model.ts";
import type { DetectorRunner } from "./detector-runner.ts";
import { isGlobalDetector } from "./global-anomaly-map.ts";
import { readChunk, type ImageChunk } from "./image-chunk.ts";

/** Largest number of images whose features are stored; of images whose patches are; and of stored patches and cells of tiles. */
const memoryCounts = { wholes: 4000, patchImages: 1000, patches: 3000, tiles: 1000 } as const;
/** Images that are measured at a time. */
export const chunkSize = 16;

/** Limits of a walk through images. */
export interface ChunkLimits {
  /** Images at a time. Default {@link chunkSize}. */
  readonly chunk?: number;
  /** Most images. Default: all. */
  readonly count?: number;
  /** Returns whether to end after the current chunk. */
  readonly isDone?: () => boolean;
}

/** Memory, and the number of images behind it. */
export interface BuiltMemory {
  readonly memory: AnomalyModel["memory"];
  readonly count: number;
  /** Whether time was too short for all. */
  readonly isCut: boolean;
}

/** Options of {@link buildMemory}. */
export interface BuildMemoryOptions extends ChunkLimits {
  readonly seed: number;
  /** Callback after some images. */
  readonly onChunk: () => void;
}

/** Builds the memory: all features of a small set, those of a random subset of a large one. */
export async function buildMemory(
  runner: DetectorRunner,
  training: Dataset,
  parts: readonly AnomalyDetector[],
  { seed, onChunk, ...limits }: BuildMemoryOptions,
): Promise<BuiltMemory> {
  const chunks = memoryDetectors
    .filter((part) => parts.includes(part))
    .map((part) => ({ part, rows: [] as Features[] }));
  const mostOf = (part: MemoryDetector) => (isGlobalDetector(part) ? memoryCounts.wholes : memoryCounts.patchImages);
  const wanted = Math.min(training.count, Math.max(0, ...chunks.map(({ part }) => mostOf(part))));
  const patchImages = Math.min(training.count, memoryCounts.patchImages);
  let count = 0;
  const read = async (images: ImageChunk) => {
    for (const { part, rows } of chunks.filter((one) => count < mostOf(one.part))) {
      const found = await runner.extractFeatures(part, images);
      const kept = Math.ceil((memoryCounts[part === "tiles" ? part : "patches"] * images.count) / patchImages);
      rows.push(isGlobalDetector(part) ? found : sampleRows(found, kept, seed + rows.length));
    }
    count += images.count;
    onChunk();
  };
  const order = random(seed, "memory").permutation(training.count).slice(0, wanted);
  if (wanted > 0) await forEachChunk(subset(training, order), read, limits);
  const memory = Object.fromEntries(chunks.map(({ part, rows }) => [part, joinFeatures(rows)]));
  return { memory, count, isCut: count < wanted };
}

/** Adds the scale images to the memory of the global detectors once the scales are fixed: they are normal, too. */
export async function extendMemory(
  runner: DetectorRunner,
  memory: AnomalyModel["memory"],
  scale: Dataset,
  limits: ChunkLimits,
): Promise<AnomalyModel["memory"]> {
  const more: Partial<Record<MemoryDetector, Features>> = { ...memory };
  for (const part of memoryDetectors) {
    const known = memory[part];
    if (!known || !isGlobalDetector(part)) continue;
    const chunks = [known];
    await forEachChunk(scale, async (images) => chunks.push(await runner.extractFeatures(part, images)), limits);
    more[part] = joinFeatures(chunks);
  }
  return more;
}

function sampleRows(rows: Features, count: number, seed: number): Features {
  return selectFeatures(rows, random(seed, "patches").permutation(rows.count).slice(0, count));
}

/** Visits images of a set in chunks, at least one chunk. */
export async function forEachChunk(
  set: Dataset,
  visit: (images: ImageChunk) => Promise<unknown>,
  { chunk = chunkSize, count = set.count, isDone = () => false }: ChunkLimits,
): Promise<void> {
  for (let from = 0; from < count && !(from > 0 && isDone()); from += chunk)
    await visit(
      await readChunk(
        set,
        Array.from({ length: Math.min(chunk, count - from) }, (_, at) => from + at),
      ),
    );
}
