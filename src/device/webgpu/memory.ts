import { isOp, sizeOf, type Tensor } from "../../tensor/index.ts";
import { unshaped, type Kernel } from "./kernel.ts";
import { liesThere, smallSize } from "./placement.ts";
import type { Job } from "./job.ts";

/** Where numbers lie: a buffer, and how many numbers before them. A state's place is its own matter. */
export interface Place {
  /**
   * `feed`: inputs and constants. `small`: small results. `together`: results that one dispatch reads in turn. `states`.
   * Or a number: one of the large buffers.
   */
  readonly buffer: "feed" | "small" | "together" | "states" | number;
  /** In float32 numbers. 0 for states. */
  readonly offset: number;
  /** In `states`: which one. */
  readonly state?: string;
}

/** Where everything lies. Lengths count numbers. */
export interface Memory {
  place(thing: Tensor | Kernel): Place;
  readonly feed: number;
  readonly small: number;
  readonly together: number;
  /** The large buffers; several results may lie in one, one after the other. */
  readonly large: readonly Large[];
}

/** A buffer for one large result at a time. */
export interface Large {
  readonly length: number;
  /** Whether its numbers are float16. */
  readonly half: boolean;
}

/** Numbers begin at multiples of this: 256 bytes, as bindings demand. */
export const alignment = 64;

/** The next multiple of {@link alignment}. */
export function aligned(length: number): number {
  return Math.ceil(length / alignment) * alignment;
}

/**
 * Gives every tensor and every kernel's partial results a place. Large results share buffers when they are not needed
 * at the same time.
 *
 * @param jobs - in the order in which they run.
 * @param kept - what is still needed after the last of them.
 * @param half - whether large results that are not kept may be float16. Sums in pieces never are.
 */
export function layOut(
  jobs: readonly Job[],
  inPlace: ReadonlyMap<Tensor, Tensor<"state">>,
  kept: ReadonlySet<Tensor>,
  half: boolean,
): Memory {
  const places = new Map<Tensor | Kernel, Place>();
  const lengths = { feed: 0, small: 0, together: 0 };
  const take = (arena: keyof typeof lengths, count: number): Place => {
    const offset = lengths[arena];
    lengths[arena] += aligned(count);
    return { buffer: arena, offset };
  };
  const lastUse = new Map<Tensor | Kernel, number>();
  jobs.forEach((job, at) => {
    for (const thing of [...job.reads, ...job.writes]) lastUse.set(thing, at);
  });

  /** What batches read and write is reached from one binding. */
  const together = new Set<Tensor | Kernel>();
  for (const { batch, reads, writes } of jobs) {
    if (batch.length === 1) continue;
    for (const thing of [...reads, ...writes]) if (isTensor(thing) && sizeOf(thing.shape) > 1) together.add(thing);
    for (const thing of [...reads, ...writes]) if (!isTensor(thing)) together.add(thing);
  }

  const large: Large[] = [];
  const free: number[] = [];
  /** The free buffer that fits best, else a new one. */
  const takeLarge = (count: number, half: boolean): Place => {
    const fitting = free.filter((at) => {
      const { length, half: other } = large[at];
      return other === half && length >= count && length <= 2 * count;
    });
    const [best] = fitting.sort((a, b) => large[a].length - large[b].length);
    if (best === undefined) return { buffer: large.push({ length: aligned(count), half }) - 1, offset: 0 };
    free.splice(free.indexOf(best), 1);
    return { buffer: best, offset: 0 };
  };

  // inputs before constants, as they are handed in anew at every run, in one piece
  const given = jobs.flatMap(({ reads }) => [...reads].filter(isTensor));
  for (const node of given)
    if (isOp(node, "state")) places.set(node, { buffer: "states", offset: 0, state: node.attributes.name });
  for (const op of ["input", "constant"] as const)
    for (const node of new Set(given))
      if (isOp(node, op) && liesThere(node)) places.set(node, take("feed", sizeOf(node.shape)));

  jobs.forEach((job, at) => {
    for (const thing of job.writes) {
      const state = isTensor(thing) ? inPlace.get(thing) : undefined;
      const count = isTensor(thing) ? sizeOf(thing.shape) : job.partials;
      if (state) places.set(thing, { buffer: "states", offset: 0, state: state.attributes.name });
      else if (together.has(thing)) places.set(thing, take("together", count));
      else
        places.set(
          thing,
          count <= smallSize ? take("small", count) : takeLarge(count, half && isTensor(thing) && !kept.has(thing)),
        );
    }
    for (const thing of new Set([...job.reads, ...job.writes])) {
      const { buffer } = places.get(thing)!;
      const over = lastUse.get(thing) === at && !(isTensor(thing) && kept.has(thing));
      if (typeof buffer === "number" && over) free.push(buffer);
    }
  });
  return { place: (thing) => places.get(isTensor(thing) ? unshaped(thing) : thing)!, ...lengths, large };
}

function isTensor(thing: Tensor | Kernel): thing is Tensor {
  return "op" in thing;
}
