/** Seeded random numbers, by a seed and a label: the same two give the same numbers on every machine. */
import { createHash } from "node:crypto";

/** Returns a function that draws numbers in [0, 1). */
export function randomStream(seed, label) {
  let drawn = 0;
  return () => {
    const digest = createHash("sha256").update(`${seed} ${label} ${drawn++}`).digest();
    return digest.readUInt32BE(0) / 2 ** 32;
  };
}

/** Draws a whole number from `low` to `high`, both included. */
export function wholeBetween(random, low, high) {
  return low + Math.floor(random() * (high - low + 1));
}

/** Draws one of a list. */
export function pick(random, list) {
  return list[Math.floor(random() * list.length)];
}

/** Returns a list in a drawn order (Fisher-Yates). */
export function shuffled(random, list) {
  const result = [...list];
  for (let last = result.length - 1; last > 0; last--) {
    const other = wholeBetween(random, 0, last);
    [result[last], result[other]] = [result[other], result[last]];
  }
  return result;
}
