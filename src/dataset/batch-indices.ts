import { internalError } from "../error.ts";
import { random } from "../tensor/index.ts";

/**
 * Selects the pictures of training step `step` (0, 1, …): a function of seed and step alone, so that a resumed training
 * equals an uninterrupted one.
 *
 * Every epoch is a new permutation, and batches run through the epochs without a gap: a batch can end one epoch and
 * begin the next, every picture occurs once per epoch, and a data set may be smaller than a batch.
 *
 * @returns `[batchSize]` integers, 0 … count − 1.
 */
export function batchIndices(seed: number, step: number, batchSize: number, count: number): Uint32Array {
  if (!(count >= 1)) throw internalError(`batchIndices: a data set of ${count} pictures`);
  const first = step * batchSize;
  return new Uint32Array(batchSize).map((_, at) => {
    const position = first + at;
    return epochOrder(seed, Math.floor(position / count), count)[position % count];
  });
}

/**
 * Selects the mirrored pictures of step `step`, each with probability ½.
 *
 * @returns `[batchSize]` of 0 and 1.
 */
export function batchFlips(seed: number, step: number, batchSize: number): Uint8Array {
  const coin = random(seed, "flip", step);
  return new Uint8Array(batchSize).map(() => (coin.uniform() < 0.5 ? 1 : 0));
}

/** Cache of recent permutations: shuffling 100,000 pictures in every step would cost milliseconds. */
const recentOrders = new Map<string, Uint32Array>();

function epochOrder(seed: number, epoch: number, count: number): Uint32Array {
  const key = `${seed} ${epoch} ${count}`;
  let order = recentOrders.get(key);
  if (order === undefined) {
    order = random(seed, "batch", epoch).permutation(count);
    recentOrders.set(key, order);
    for (const oldest of recentOrders.keys()) {
      if (recentOrders.size <= 4) break;
      recentOrders.delete(oldest);
    }
  }
  return order;
}
