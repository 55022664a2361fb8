/** Returns a random seed of 32 bits; the page is a host. */
export function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0];
}
