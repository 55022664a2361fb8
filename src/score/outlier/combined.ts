import { isWhole } from "./odd-places.ts";
import type { OutlierAim, OutlierModel, OutlierPart } from "./outlier-model.ts";

/** How much odder what nobody looks for must be, in standard deviations, so that its noise does not cover what is. */
const handicap = 2;

/** Numbers of the parts made one. */
export interface Combined {
  /** In standard deviations from the mean of normal pictures: 0 is usual, and larger is odder. */
  readonly score: number;
  /** What it tells of: a flaw, or another kind of thing. */
  readonly aim: OutlierAim;
}

/** What is needed of a model to make one number of several. */
type Scaled = Pick<OutlierModel, "parts" | "scales" | "lookFor">;

/**
 * One number for a picture. The parts that look at the whole count with their mean; of that and of every other part the
 * oddest is taken, as a small flaw leaves the whole as it is, and another kind of thing need not have a flaw. What was
 * not asked for has a handicap.
 */
export function combined(scores: Partial<Record<OutlierPart, number>>, model: Scaled): Combined {
  const [kinds, flaws] = [oddnessAs("kinds", scores, model), oddnessAs("flaws", scores, model)];
  return flaws >= kinds ? { score: flaws, aim: "flaws" } : { score: kinds, aim: "kinds" };
}

/** How odd a picture, or a place in it, is as another kind of thing, or as a flaw; −∞ where no part looks for that. */
export function oddnessAs(
  aim: OutlierAim,
  scores: Partial<Record<OutlierPart, number>>,
  { parts, scales, lookFor }: Scaled,
): number {
  const own = partsFor(aim, parts);
  if (own.length === 0) return -Infinity;
  const values = own.map((part) => standard(scores[part]!, scales[part]));
  const value = aim === "kinds" ? values.reduce((sum, one) => sum + one, 0) / values.length : Math.max(...values);
  return aim === lookFor || own.length === parts.length ? value : value - handicap;
}

/** The parts that find other kinds of things, or flaws. */
export function partsFor(aim: OutlierAim, parts: readonly OutlierPart[]): readonly OutlierPart[] {
  return parts.filter((part) => isWhole(part) === (aim === "kinds"));
}

/** In standard deviations from the mean. */
export function standard(value: number, { mean, deviation }: OutlierModel["scales"][OutlierPart]): number {
  return (value - mean) / deviation;
}
