import type { OutlierModel, OutlierPart } from "./outlier-model.ts";

/**
 * One number for a picture: the mean of what its parts measured, each in standard deviations from the mean of normal
 * pictures. 0 is usual, and larger is odder.
 */
export function combined(
  scores: Partial<Record<OutlierPart, number>>,
  { parts, scales }: Pick<OutlierModel, "parts" | "scales">,
): number {
  return Math.max(...parts.map((part) => standard(scores[part]!, scales[part])));
}

/** In standard deviations from the mean. */
export function standard(value: number, { mean, deviation }: OutlierModel["scales"][OutlierPart]): number {
  return (value - mean) / deviation;
}
