import type { Weights } from "../device/index.ts";

/** Returns the name of the first weights with a value that is not finite; undefined when all are finite. */
export function findNotFinite(weights: Weights): string | undefined {
  for (const [name, { values }] of weights) if (!areFinite(values)) return name;
  return undefined;
}

function areFinite(values: ArrayLike<number>): boolean {
  for (let at = 0; at < values.length; at++) if (!Number.isFinite(values[at])) return false; // `every` takes longer
  return true;
}
