import type { Text } from "../../error.ts";
import type { Dataset, ProgressListener, SkippedFile } from "../dataset.ts";
import type { TagColumn } from "../tag.ts";
import { findDuplicates, type Duplicates, type FindDuplicatesOptions } from "./find-duplicates.ts";
import { countLabels, findRareCombinations, type LabelCounts, type RareCombination } from "./count-labels.ts";
import { reportLines } from "./report-lines.ts";
import { makeThumbnails } from "./make-thumbnails.ts";

/** Report about a data set before training. */
export interface DatasetReport {
  readonly name: string;
  readonly count: number;
  readonly size: number;
  readonly channels: 1 | 3;
  /** `[count]`, px, before the pictures were brought to one size. */
  readonly widths: readonly number[];
  readonly heights: readonly number[];
  /** `[count]`: 0 (black) … 1 (white). */
  readonly brightness: readonly number[];
  /** Indices of pictures of one constant colour. */
  readonly blankIndices: readonly number[];
  /** Number of pictures smaller than `size`, which are enlarged. */
  readonly enlargedCount: number;
  readonly duplicates: Duplicates;
  readonly labels: readonly LabelCounts[];
  /** Tags that are numbers, with their values. */
  readonly numberTags: readonly TagColumn[];
  readonly rareCombinations: readonly RareCombination[];
  readonly skipped: readonly SkippedFile[];
  /** The report in sentences, one per line. */
  readonly lines: readonly Text[];
}

/** Options of {@link reportDataset}. */
export interface ReportDatasetOptions extends FindDuplicatesOptions {
  /** Listener for the progress of the report. */
  readonly onProgress?: ProgressListener;
}

/** Reports on every picture of a data set. Takes about a minute for 100,000 pictures of 64 px. */
export async function reportDataset(dataset: Dataset, options: ReportDatasetOptions = {}): Promise<DatasetReport> {
  const thumbnails = await makeThumbnails(dataset, options.onProgress);
  const originals = Array.from({ length: dataset.count }, (_, index) => dataset.originalSize(index));
  const facts = {
    name: dataset.name,
    count: dataset.count,
    size: dataset.size,
    channels: dataset.channels,
    widths: originals.map(([width]) => width),
    heights: originals.map(([, height]) => height),
    brightness: Array.from(thumbnails.brightness),
    blankIndices: originals.flatMap((_, index) => (thumbnails.contrast[index] < 0.004 ? [index] : [])),
    enlargedCount: originals.filter(([width, height]) => Math.min(width, height) < dataset.size).length,
    duplicates: findDuplicates(thumbnails, options),
    labels: countLabels(dataset.tags),
    numberTags: dataset.tags.filter(({ tag }) => tag.kind === "number"),
    rareCombinations: findRareCombinations(dataset.tags),
    skipped: dataset.skipped,
  };
  return { ...facts, lines: reportLines(facts, dataset) };
}
