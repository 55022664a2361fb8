import type { Dataset } from "../dataset/index.ts";
import type { AttributePredictor } from "../feature/index.ts";
import { nanMedian, absoluteErrors } from "./predictor-reliability.ts";

/** How well a classifier reads a tag: the part that it gets right, or for a number how far it is off. */
export interface TagAccuracy {
  readonly name: string;
  /** Pictures for which the tag is known. */
  readonly count: number;
  /** The part of them that is right, 0 … 1. Not for numbers. */
  readonly accuracy?: number;
  /** The median of the absolute differences, in the tag's own unit. For numbers only. */
  readonly medianError?: number;
}

/** Reads the tags of a data set's pictures and compares them with what is known. */
export async function classifierAccuracy(reader: AttributePredictor, dataset: Dataset): Promise<TagAccuracy[]> {
  const read = await predictAttributes(reader, dataset);
  return dataset.tags.map(({ tag, values }, at) => {
    const said = read[at];
    const known = [...values.keys()].filter((picture) => !Number.isNaN(values[picture]));
    const entry = { name: tag.name, count: known.length };
    if (tag.kind !== "number")
      return { ...entry, accuracy: known.filter((picture) => said[picture] === values[picture]).length / known.length };
    return { ...entry, medianError: nanMedian(absoluteErrors(tag, values, said)) };
  });
}

/** What a classifier reads in a data set's pictures: for each of its attributes the value of every picture. */
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

/** Pictures in memory at a time. */
const chunk = 512;
