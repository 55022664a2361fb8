/** Squares of the discriminator's field along a side. */
export const fieldSquares = 32;
/** Half the side of the drawn plane. */
export const fieldReach = 1.15;
