/**
 * Computes the component of a vector that is orthogonal to others (Gram–Schmidt; for latent directions, Shen et al. 2020,
 * section 3.3).
 *
 * @param others - vectors of the same length, not necessarily orthogonal to each other.
 */
export function orthogonalComplement(vector: readonly number[], others: readonly (readonly number[])[]): number[] {
  const basis: number[][] = [];
  for (const other of others) {
    const rest = subtractProjection(other, basis);
    const size = Math.hypot(...rest);
    if (size > 1e-6 * Math.hypot(...other)) basis.push(rest.map((value) => value / size));
  }
  return subtractProjection(vector, basis);
}

function subtractProjection(vector: readonly number[], basis: readonly (readonly number[])[]): number[] {
  return basis.reduce<number[]>(
    (rest, unit) => {
      const along = rest.reduce((sum, value, at) => sum + value * unit[at], 0);
      return rest.map((value, at) => value - along * unit[at]);
    },
    [...vector],
  );
}
