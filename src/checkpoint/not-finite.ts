import type { Weights } from "../device/index.ts";

/** The name of weights that are not all finite numbers; undefined where all are. A model with such draws nothing. */
export function findNotFinite(weights: Weights): string | undefined {
  for (const [name, { values }] of weights) if (!values.every(Number.isFinite)) return name;
  return undefined;
}
