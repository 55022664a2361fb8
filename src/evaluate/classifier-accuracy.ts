import type { Dataset } from "../dataset/index.ts";
import type { AttributePredictor } from "../feature/index.ts";
import { nanMedian, absoluteErrors } from "./predictor-reliability.ts";

/** Accuracy of a classifier on one tag: a share for choices, a median error for numbers. */
export interface TagAccuracy {
  readonly name: string;
  /** Number of images with a known value. */
  readonly count: number;
  /** Share of them that the classifier predicts correctly, 0–1. Undefined for numbers. */
  readonly accuracy?: number;
  /** Median absolute error in the tag's own unit. Numbers only. */
  readonly medianError?: number;
}

/**
 * Predicts the tags of a data set's images and compares them with the known values.
 *
 * @returns one entry per tag of the predictor, in its order.
 */
export async function classifierAccuracy(reader: AttributePredictor, dataset: Dataset): Promise<TagAccuracy[]> {
  const read = await predictAttributes(reader, dataset);
  return dataset.tags.map(({ tag, values }, at) => {
    const predictions = read[at];
    const known = [...values.keys()].filter((picture) => !Number.isNaN(values[picture]));
    const entry = { name: tag.name, count: known.length };
    if (tag.kind !== "number")
      return {
        ...entry,
        accuracy: known.filter((picture) => predictions[picture] === values[picture]).length / known.length,
      };
    return { ...entry, medianError: nanMedian(absoluteErrors(tag, values, predictions)) };
  });
}

/**
 * Predicts the attributes of a data set's images.
 *
 * @returns per attribute of the predictor `[count]` values: a choice's index or a number in its own unit.
 */
export async function predictAttributes(
  reader: AttributePredictor,
  dataset: Pick<Dataset, "count" | "batch">,
): Promise<Float32Array[]> {
  const all: Float32Array[] = [];
  for (let from = 0; from < dataset.count; from += chunk) {
    const indices = Array.from({ length: Math.min(chunk, dataset.count - from) }, (_, at) => from + at);
    const read = await reader.predict(await dataset.batch(indices), indices.length);
    read.forEach((values, at) => (all[at] ??= new Float32Array(dataset.count)).set(values, from));
  }
  return all;
}

/** Number of images in memory at a time. */
const chunk = 512;
