import type { Text } from "../error.ts";
import type { Finding } from "./chapter.ts";

/** Relative difference up to which two numbers count as equal; both are computed in float64 from the same inputs. */
const tolerance = 1e-4;

/** Returns whether two numbers agree but for rounding. */
export function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));
}

/**
 * Judges a number against the expected one; a wrong one that a known mistake explains gets its name.
 *
 * @param mistakes - names of mistakes, and the number that each leads to.
 */
export function judgeLoss(
  claim: Text,
  value: number,
  expected: number,
  mistakes: readonly (readonly [name: string, value: number])[] = [],
): Finding {
  if (isClose(value, expected)) return { claim, passed: true };
  const mistake = mistakes.find(([, wrong]) => isClose(value, wrong))?.[0];
  return { claim, passed: false, ...(mistake !== undefined && { mistake }) };
}
