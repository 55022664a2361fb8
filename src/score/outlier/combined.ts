import type { OutlierModel, OutlierPart } from "./outlier-model.ts";

/** These look at pictures as a whole, in different ways: their mean counts. */
const wholes: readonly OutlierPart[] = ["layout", "edges", "colours"];

/**
 * One number for a picture, in standard deviations from the mean of normal pictures: 0 is usual, and larger is odder. The
 * parts that look at the whole count with their mean, and of that and every other part the oddest is taken, as a small
 * flaw leaves the whole as it is and another kind of thing need not have a flaw.
 */
export function combined(
  scores: Partial<Record<OutlierPart, number>>,
  { parts, scales }: Pick<OutlierModel, "parts" | "scales">,
): number {
  const of = (part: OutlierPart) => standard(scores[part]!, scales[part]);
  const whole = parts.filter((part) => wholes.includes(part));
  const others = parts.filter((part) => !wholes.includes(part)).map(of);
  if (whole.length > 0) others.push(whole.reduce((sum, part) => sum + of(part), 0) / whole.length);
  return Math.max(...others);
}

/** In standard deviations from the mean. */
export function standard(value: number, { mean, deviation }: OutlierModel["scales"][OutlierPart]): number {
  return (value - mean) / deviation;
}
