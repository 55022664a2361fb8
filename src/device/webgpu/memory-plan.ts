import { isOp, sizeOf, type Tensor } from "../../tensor/index.ts";
import { baseTensor, type Kernel } from "./kernel.ts";
import { isResident, smallTensorSize } from "./materialize.ts";
import type { KernelLaunch } from "./kernel-launch.ts";

/** Where numbers lie: a buffer, and how many numbers before them. A state's place is its own matter. */
export interface BufferSlice {
  /**
   * `inputArena`: inputs and constants. `smallArena`: small results. `together`: results that one dispatch reads in turn. `states`.
   * Or a number: one of the large buffers.
   */
  readonly buffer: "inputArena" | "smallArena" | "batchArena" | "states" | number;
  /** In float32 numbers. 0 for states. */
  readonly offset: number;
  /** In `states`: which one. */
  readonly state?: string;
}

/** Where everything lies. Lengths count numbers. */
export interface MemoryPlan {
  sliceOf(thing: Tensor | Kernel): BufferSlice;
  readonly inputArena: number;
  readonly smallArena: number;
  readonly batchArena: number;
  /** The large buffers; several results may lie in one, one after the other. */
  readonly largeBuffers: readonly LargeBuffer[];
}

/** A buffer for one large result at a time. */
export interface LargeBuffer {
  readonly length: number;
  /** Whether its numbers are float16. */
  readonly half: boolean;
}

/** Numbers begin at multiples of this: 256 bytes, as bindings demand. */
export const alignment = 64;

/** The next multiple of {@link alignment}. */
export function alignUp(length: number): number {
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
export function planMemory(
  launches: readonly KernelLaunch[],
  inPlace: ReadonlyMap<Tensor, Tensor<"state">>,
  persistent: ReadonlySet<Tensor>,
  half: boolean,
): MemoryPlan {
  const places = new Map<Tensor | Kernel, BufferSlice>();
  const lengths = { inputArena: 0, smallArena: 0, batchArena: 0 };
  const allocate = (arena: keyof typeof lengths, count: number): BufferSlice => {
    const offset = lengths[arena];
    lengths[arena] += alignUp(count);
    return { buffer: arena, offset };
  };
  const lastUse = new Map<Tensor | Kernel, number>();
  launches.forEach((job, at) => {
    for (const thing of [...job.reads, ...job.writes]) lastUse.set(thing, at);
  });

  /** What batches read and write is reached from one binding. */
  const batched = new Set<Tensor | Kernel>();
  for (const { batch, reads, writes } of launches) {
    if (batch.length === 1) continue;
    for (const thing of [...reads, ...writes]) if (isTensor(thing) && sizeOf(thing.shape) > 1) batched.add(thing);
    for (const thing of [...reads, ...writes]) if (!isTensor(thing)) batched.add(thing);
  }

  const largeBuffers: LargeBuffer[] = [];
  const free: number[] = [];
  /** The free buffer that fits best, else a new one. */
  const allocateLarge = (count: number, half: boolean): BufferSlice => {
    const fitting = free.filter((at) => {
      const { length, half: other } = largeBuffers[at];
      return other === half && length >= count && length <= 2 * count;
    });
    const [best] = fitting.sort((a, b) => largeBuffers[a].length - largeBuffers[b].length);
    if (best === undefined) return { buffer: largeBuffers.push({ length: alignUp(count), half }) - 1, offset: 0 };
    free.splice(free.indexOf(best), 1);
    return { buffer: best, offset: 0 };
  };

  // inputs before constants, as they are handed in anew at every run, in one piece
  const given = launches.flatMap(({ reads }) => [...reads].filter(isTensor));
  for (const node of given)
    if (isOp(node, "state")) places.set(node, { buffer: "states", offset: 0, state: node.attributes.name });
  for (const op of ["input", "constant"] as const)
    for (const node of new Set(given))
      if (isOp(node, op) && isResident(node)) places.set(node, allocate("inputArena", sizeOf(node.shape)));

  launches.forEach((job, at) => {
    for (const thing of job.writes) {
      const state = isTensor(thing) ? inPlace.get(thing) : undefined;
      const count = isTensor(thing) ? sizeOf(thing.shape) : job.partials;
      if (state) places.set(thing, { buffer: "states", offset: 0, state: state.attributes.name });
      else if (batched.has(thing)) places.set(thing, allocate("batchArena", count));
      else
        places.set(
          thing,
          count <= smallTensorSize
            ? allocate("smallArena", count)
            : allocateLarge(count, half && isTensor(thing) && !persistent.has(thing)),
        );
    }
    for (const thing of new Set([...job.reads, ...job.writes])) {
      const { buffer } = places.get(thing)!;
      const over = lastUse.get(thing) === at && !(isTensor(thing) && persistent.has(thing));
      if (typeof buffer === "number" && over) free.push(buffer);
    }
  });
  return { sliceOf: (thing) => places.get(isTensor(thing) ? baseTensor(thing) : thing)!, ...lengths, largeBuffers };
}

function isTensor(thing: Tensor | Kernel): thing is Tensor {
  return "op" in thing;
}
