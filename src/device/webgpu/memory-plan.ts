import { isOp, sizeOf, type Tensor } from "../../tensor/index.ts";
import { baseTensor, type Kernel } from "./kernel.ts";
import { isResident, smallTensorSize } from "./materialize.ts";
import type { KernelLaunch } from "./kernel-launch.ts";

/** Buffer and offset of a tensor; offsets of states are in {@link WebgpuState}. */
export interface BufferSlice {
  /**
   * `inputArena`: inputs and constants. `smallArena`: small results. `batchArena`: tensors of batches. `states`. A number:
   * a large buffer.
   */
  readonly buffer: "inputArena" | "smallArena" | "batchArena" | "states" | number;
  /** Offset in float32 numbers; 0 for states. */
  readonly offset: number;
  /** Name of the state, for `states`. */
  readonly state?: string;
}

/** Slices of all tensors. Lengths are in numbers. */
export interface MemoryPlan {
  sliceOf(thing: Tensor | Kernel): BufferSlice;
  readonly inputArena: number;
  readonly smallArena: number;
  readonly batchArena: number;
  /** Large buffers, each reused for several results. */
  readonly largeBuffers: readonly LargeBuffer[];
}

/** A buffer that holds one large result at a time. */
export interface LargeBuffer {
  readonly length: number;
  /** Whether it holds float16. */
  readonly half: boolean;
}

/** Alignment of slices, in numbers: 256 bytes, as bindings require. */
export const alignment = 64;

/** Rounds up to a multiple of {@link alignment}. */
export function alignUp(length: number): number {
  return Math.ceil(length / alignment) * alignment;
}

/**
 * Assigns memory to every tensor and to the partial sums of kernels. Large results with disjoint lifetimes share buffers.
 *
 * @param jobs - launches in order.
 * @param kept - tensors that are needed after the last launch.
 * @param half - whether other large results are float16; partial sums never are.
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

  /** Tensors of batches, which share one binding. */
  const batched = new Set<Tensor | Kernel>();
  for (const { batch, reads, writes } of launches) {
    if (batch.length === 1) continue;
    for (const thing of [...reads, ...writes]) if (isTensor(thing) && sizeOf(thing.shape) > 1) batched.add(thing);
    for (const thing of [...reads, ...writes]) if (!isTensor(thing)) batched.add(thing);
  }

  const largeBuffers: LargeBuffer[] = [];
  const free: number[] = [];
  /** Returns the best-fitting free buffer, else a new one. */
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

  // inputs come before constants, so that each run uploads one range
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
