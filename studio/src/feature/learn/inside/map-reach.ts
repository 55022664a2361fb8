/** Half the side of the drawn latent maps; 99 of 100 places chosen by dice lie within. */
export const mapReach = 3;
