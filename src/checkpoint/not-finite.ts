import type { Weights } from "../device/index.ts";

/** Returns the name of the first weights with a value that is not finite; undefined when all are finite. */
export function findNotFinite(weights: Weights): string | undefined {
  for (const [name, { values }] of weights) if (!values.every(Number.isFinite)) return name;
  return undefined;
}
