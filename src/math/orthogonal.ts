/**
 * Computes the component of a vector that is orthogonal to others (Gram–Schmidt; for latent directions, Shen et al. 2020,
 * section 3.3).
 *
 * @param others - vectors of the same length, not necessarily orthogonal to each other.
 */
export function orthogonalComplement(vector: readonly number[], others: readonly (readonly number[])[]): number[] {
  const basis: Float64Array[] = [];
  for (const other of others) {
    const rest = subtractProjections(other, basis);
    const size = Math.hypot(...rest);
    if (size > 1e-6 * Math.hypot(...other)) basis.push(rest.map((value) => value / size));
  }
  return Array.from(subtractProjections(vector, basis));
}

/**
 * Subtracts the projections of a vector to others.
 *
 * @param basis - orthonormal vectors of the same length.
 */
export function subtractProjections(vector: ArrayLike<number>, basis: readonly Float64Array[]): Float64Array {
  const rest = Float64Array.from(vector);
  for (const unit of basis) {
    let along = 0;
    for (let at = 0; at < rest.length; at++) along += rest[at] * unit[at];
    for (let at = 0; at < rest.length; at++) rest[at] -= along * unit[at];
  }
  return rest;
}
