import { internalError } from "../error.ts";
import { random } from "../tensor/index.ts";

/**
 * Which pictures training step `step` (0, 1, …) sees: a function of the seed and the step alone, so that a resumed
 * training sees what an uninterrupted one would have seen.
 *
 * Every epoch has an order of its own, and the batches run through the epochs without a gap: a batch can end one
 * epoch and begin the next, every picture is seen once per epoch, and a set smaller than a batch serves too.
 *
 * @returns `[batchSize]` whole numbers, 0 … count − 1.
 */
export function batchIndices(seed: number, step: number, batchSize: number, count: number): Uint32Array {
  if (!(count >= 1)) throw internalError(`batchIndices: a data set of ${count} pictures`);
  const first = step * batchSize;
  return new Uint32Array(batchSize).map((_, at) => {
    const position = first + at;
    return epochOrder(seed, Math.floor(position / count), count)[position % count];
  });
}

/** Which pictures of step `step` are shown mirrored, each with probability ½: `[batchSize]` of 0 and 1. */
export function batchFlips(seed: number, step: number, batchSize: number): Uint8Array {
  const coin = random(seed, "flip", step);
  return new Uint8Array(batchSize).map(() => (coin.uniform() < 0.5 ? 1 : 0));
}

/** The last orders asked for: shuffling 100,000 pictures anew for every step would cost milliseconds. */
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
