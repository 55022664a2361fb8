import type { Dataset } from "../dataset/index.ts";
import { buildMemory, chunkSize, extendMemory, forEachChunk } from "./anomaly-memory.ts";
import type { AnomalyDetector, AnomalyModel } from "./anomaly-model.ts";
import { drawDefectiveImages } from "./defective-images.ts";
import { compareWithMemory, type DetectorOutputs, type MemoryComparison } from "./compare-with-memory.ts";
import { detectorRunner, type DetectorHost, type TrainedDetectors } from "./detector-runner.ts";
import { isGlobalDetector } from "./global-anomaly-map.ts";
import type { ImageChunk } from "./image-chunk.ts";
import type { NormalSplit } from "./split-normal-images.ts";

/** Raw scores of the detectors for one image. */
export type RawScores = DetectorOutputs["scores"];

/** Raw scores of images with one synthetic defect each; see `DefectiveImages`. */
export interface DefectScores {
  readonly scores: readonly RawScores[];
  readonly sizes: readonly number[];
  readonly areInTiles: readonly boolean[];
}

/** Memory of some detectors, and their raw scores of held-out images. */
export interface DetectorMeasurements {
  readonly detectors: readonly AnomalyDetector[];
  /** Memory of these detectors. */
  readonly memory: AnomalyModel["memory"];
  /** Number of images for memory and training. */
  readonly trainingCount: number;
  /** Scores of the images that set the scales. */
  readonly scale: readonly RawScores[];
  /** Scores of defects in those, which select the detectors. */
  readonly selection: DefectScores;
  /** Scores of the images that set the threshold. */
  readonly calibration: readonly RawScores[];
  /** Scores of defects in those, which test the model. */
  readonly test: DefectScores;
}

/** Most synthetic defects that select the detectors, and that test the model; and most of them per image. */
const defectCounts = { selection: 64, test: 128, perImage: 4 } as const;
/** Shares of the time after which memory, scales, selection, threshold and tests are to be done. */
const timeShares = { memory: 0.35, scale: 0.45, selection: 0.6, calibration: 0.85, test: 1 } as const;

/** Options of {@link measureDetectors}. */
export interface MeasureDetectorsOptions extends DetectorHost {
  readonly seed: number;
  /** Returns the seconds left; what does not fit is left out, but for a few images of each kind. Default: no limit. */
  readonly secondsLeft?: () => number;
  /** Most images of each kind; see {@link measuredCounts}. */
  readonly counts: MeasuredCounts;
  /** Callback with the numbers of images measured, and to be measured. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Numbers of images of each kind that {@link measureDetectors} measures. */
export type MeasuredCounts = Readonly<Record<"scale" | "selection" | "calibration" | "test", number>>;

/** Returns the numbers of images that all detectors of a model measure without a time limit. */
export function measuredCounts({ scale, calibration }: NormalSplit, parts: readonly AnomalyDetector[]): MeasuredCounts {
  const { selection, test, perImage } = defectCounts;
  const isTested = parts.some((part) => !isGlobalDetector(part));
  return {
    scale: scale.count,
    selection: isTested ? Math.min(selection, perImage * scale.count) : 0,
    calibration: calibration.count,
    test: isTested ? Math.min(test, perImage * calibration.count) : 0,
  };
}

/**
 * Fills the memory of detectors, and measures held-out images, clean and with synthetic defects. Where time is short,
 * fewer images take part, a random choice: the order of the split is random, and no score decides where it ends.
 */
export async function measureDetectors(
  learned: TrainedDetectors,
  split: NormalSplit,
  { device, backbone, seed, secondsLeft, counts, onProgress, signal }: MeasureDetectorsOptions,
): Promise<DetectorMeasurements> {
  const { detectors } = learned;
  const total = counts.scale + counts.selection + counts.calibration + counts.test;
  const runner = detectorRunner(learned, { device, backbone });
  const given = secondsLeft?.() ?? Infinity;
  const isUp = (share: number) => () => given < Infinity && secondsLeft!() <= given * (1 - share);
  const chunk = given < Infinity && learned.weights.size === 0 ? chunkSize / 4 : chunkSize; // networks run in batches
  let done = 0;
  const measureChunk = async (images: ImageChunk, compare: MemoryComparison): Promise<RawScores[]> => {
    signal?.throwIfAborted();
    const measured = compare(await runner.observe(images));
    onProgress?.((done += images.count), total);
    return measured.map(({ scores }) => scores);
  };
  const measure = async (set: Dataset, most: number, compare: MemoryComparison, isDone: () => boolean) => {
    const all: RawScores[] = [];
    const limits = { chunk, count: most, isDone };
    await forEachChunk(set, async (images) => all.push(...(await measureChunk(images, compare))), limits);
    return all;
  };
  const measureDefects = async (
    set: Dataset,
    most: number,
    compare: MemoryComparison,
    isDone: () => boolean,
  ): Promise<DefectScores> => {
    const all = { scores: [] as RawScores[], sizes: [] as number[], areInTiles: [] as boolean[] };
    for (let from = 0; from < most && !(from > 0 && isDone()); from += chunk) {
      const indices = Array.from({ length: Math.min(chunk, most - from) }, (_, at) => (from + at) % set.count);
      const drawn = await drawDefectiveImages(set, indices, { seed, from, fullSide: learned.fullSide });
      all.scores.push(...(await measureChunk(drawn, compare)));
      all.sizes.push(...drawn.sizes);
      all.areInTiles.push(...drawn.areInTiles);
    }
    return all;
  };
  try {
    const onChunk = () => {
      signal?.throwIfAborted();
      onProgress?.(done, total);
    };
    const limits = { chunk, isDone: isUp(timeShares.memory) };
    const built = await buildMemory(runner, split.training, detectors, { seed, onChunk, ...limits });
    const compareFirst = compareWithMemory({ ...learned, memory: built.memory });
    const scale = await measure(split.scale, counts.scale, compareFirst, isUp(timeShares.scale));
    const selection = await measureDefects(split.scale, counts.selection, compareFirst, isUp(timeShares.selection));
    const memory = await extendMemory(runner, built.memory, split.scale, { count: scale.length, chunk });
    const compare = compareWithMemory({ ...learned, memory });
    const calibration = await measure(split.calibration, counts.calibration, compare, isUp(timeShares.calibration));
    const test = await measureDefects(split.calibration, counts.test, compare, isUp(timeShares.test));
    return {
      detectors,
      memory,
      trainingCount: built.isCut ? built.count : split.training.count,
      scale,
      selection,
      calibration,
      test,
    };
  } finally {
    runner.dispose();
  }
}

/** Joins what two sets of detectors say about the same images; where one has seen fewer, those count. */
export function joinMeasurements(first: DetectorMeasurements, second: DetectorMeasurements): DetectorMeasurements {
  const joined = (some: readonly RawScores[], others: readonly RawScores[]) =>
    some.slice(0, others.length).map((scores, at) => ({ ...scores, ...others[at] }));
  const defects = (some: DefectScores, others: DefectScores): DefectScores => {
    const scores = joined(some.scores, others.scores);
    const [sizes, areInTiles] = [some.sizes.slice(0, scores.length), some.areInTiles.slice(0, scores.length)];
    return { scores, sizes, areInTiles };
  };
  return {
    detectors: [...first.detectors, ...second.detectors],
    memory: { ...first.memory, ...second.memory },
    trainingCount: Math.max(first.trainingCount, second.trainingCount),
    scale: joined(first.scale, second.scale),
    selection: defects(first.selection, second.selection),
    calibration: joined(first.calibration, second.calibration),
    test: defects(first.test, second.test),
  };
}
