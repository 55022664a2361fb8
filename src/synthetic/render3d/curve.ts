/** Computes |value|^power with the sign of the value: bends circles into rounded squares. */
export function signedPower(value: number, power: number): number {
  // The sine of a full turn is not exactly 0, and a small power would amplify it.
  if (value < 1e-9 && value > -1e-9) return 0;
  return value < 0 ? -((-value) ** power) : value ** power;
}

/**
 * Computes the width of a rounded rectangle at `along` (−1 … 1), as a fraction of its full width: a superellipse (Lamé
 * curve) of power 2 is an ellipse, of power 8 nearly a rectangle.
 */
export function superellipse(along: number, power: number): number {
  return Math.max(0, 1 - Math.abs(along) ** power) ** (1 / power);
}

/** Maps 0 … 1 to −1 … 1, denser towards the ends, where shapes curve most. */
export function spaceDenserAtEnds(share: number): number {
  return Math.sin((share - 0.5) * Math.PI);
}
