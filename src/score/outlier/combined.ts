import type { OutlierModel, OutlierPart } from "./outlier-model.ts";

/** These look at pictures as a whole, in different ways: their mean counts. */
const wholes: readonly OutlierPart[] = ["layout", "edges", "colours"];
/** How much odder what nobody looks for must be, in standard deviations, so that its noise does not cover what is. */
const handicap = 2;

/**
 * One number for a picture, in standard deviations from the mean of normal pictures: 0 is usual, and larger is odder. The
 * parts that look at the whole count with their mean; of that and of every other part the oddest is taken, as a small
 * flaw leaves the whole as it is, and another kind of thing need not have a flaw. What was not asked for has a handicap.
 */
export function combined(
  scores: Partial<Record<OutlierPart, number>>,
  { parts, scales, lookFor }: Pick<OutlierModel, "parts" | "scales" | "lookFor">,
): number {
  const of = (part: OutlierPart) => standard(scores[part]!, scales[part]);
  const whole = parts.filter((part) => wholes.includes(part));
  const local = parts.filter((part) => !wholes.includes(part));
  if (whole.length === 0) return Math.max(...local.map(of));
  const kinds = whole.reduce((sum, part) => sum + of(part), 0) / whole.length;
  if (local.length === 0) return kinds;
  const flaws = Math.max(...local.map(of));
  return lookFor === "flaws" ? Math.max(flaws, kinds - handicap) : Math.max(kinds, flaws - handicap);
}

/** In standard deviations from the mean. */
export function standard(value: number, { mean, deviation }: OutlierModel["scales"][OutlierPart]): number {
  return (value - mean) / deviation;
}
