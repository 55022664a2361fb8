import { subtractProjections } from "./orthogonal.ts";

/** See {@link principalDirections}. */
export interface PrincipalDirectionsOptions {
  /** Number of power iterations. Default 12: good enough for sorting, not fully converged. */
  readonly rounds?: number;
}

/**
 * Computes the principal directions of vectors, orthonormal, by power iteration with deflation from up to 1,000 of the
 * vectors.
 *
 * @param vectors - `[count, length]`, row-major.
 * @param wanted - number of directions; at most `length` are returned.
 */
export function principalDirections(
  vectors: Int16Array | Float32Array,
  count: number,
  length: number,
  wanted: number,
  { rounds = 12 }: PrincipalDirectionsOptions = {},
): Float64Array[] {
  const sampled = Math.min(count, 1000);
  const rows = Array.from({ length: sampled }, (_, at) => Math.floor((at * count) / sampled) * length);
  const mean = new Float64Array(length);
  for (const row of rows) for (let at = 0; at < length; at++) mean[at] += vectors[row + at] / sampled;
  const directions: Float64Array[] = [];
  for (let number = 0; number < Math.min(wanted, length); number++) {
    let direction: Float64Array = new Float64Array(length).map(
      (_, at) => ((at * 7919 + number * 104729) % 1009) / 1009 - 0.5,
    );
    for (let round = 0; round < rounds; round++) {
      const next = new Float64Array(length);
      for (const row of rows) {
        let along = 0;
        for (let at = 0; at < length; at++) along += (vectors[row + at] - mean[at]) * direction[at];
        for (let at = 0; at < length; at++) next[at] += along * (vectors[row + at] - mean[at]);
      }
      // without variance, any direction will do
      direction =
        orthogonalRest(next, directions) ?? orthogonalRest(direction, directions) ?? basisVector(length, number);
    }
    directions.push(direction);
  }
  return directions;
}

/** Computes the component orthogonal to the directions, at length 1; undefined when it is 0. */
function orthogonalRest(vector: Float64Array, directions: readonly Float64Array[]): Float64Array | undefined {
  const rest = subtractProjections(vector, directions);
  const size = Math.sqrt(rest.reduce((sum, value) => sum + value * value, 0));
  return size > 1e-6 ? rest.map((value) => value / size) : undefined;
}

function basisVector(length: number, number: number): Float64Array {
  const direction = new Float64Array(length);
  direction[number] = 1;
  return direction;
}
