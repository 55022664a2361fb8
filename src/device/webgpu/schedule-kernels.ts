import { add, type Graph, type Tensor } from "../../tensor/index.ts";
import { batchKernels, type KernelBatch } from "./kernel-batch.ts";
import { kernelReads, type FusedGraph } from "./fuse-kernels.ts";
import { baseTensor, type Kernel, type KernelReads } from "./kernel.ts";
import { isResident } from "./materialize.ts";

/** Kernels in order of execution, and the outputs that become the next states. */
export interface KernelSchedule {
  readonly batches: readonly KernelBatch[];
  readonly reads: ReadonlyMap<Kernel, KernelReads>;
  /** Outputs written directly into a state's memory, after its last read. */
  readonly inPlace: ReadonlyMap<Tensor, Tensor<"state">>;
  /** Outputs copied into a state's memory after the last kernel. */
  readonly copiedAtEnd: ReadonlyMap<Tensor<"state">, Tensor>;
}

/**
 * Rewrites a graph so that a kernel computes each output and update: copies inputs, states, constants, and tensors that
 * update two states.
 */
export function isolateResults(graph: Graph): Graph {
  const taken = new Set<Tensor>();
  const own = (node: Tensor): Tensor => {
    const base = baseTensor(node);
    const fresh = isResident(base) || base.op === "constant" || taken.has(base) ? add(node, 0) : node;
    taken.add(baseTensor(fresh));
    return fresh;
  };
  const updates = new Map([...graph.updates].map(([state, next]) => [state, own(next)]));
  const outputs = Object.fromEntries(
    Object.entries(graph.outputs).map(([name, node]) => {
      const base = baseTensor(node);
      return [name, isResident(base) || base.op === "constant" ? add(node, 0) : node];
    }),
  );
  return { outputs, updates };
}

/** Orders kernels so that all reads of a state come before its update in place. */
export function scheduleKernels(graph: Graph, { kernels, producer }: FusedGraph): KernelSchedule {
  const reads = new Map(kernels.map((kernel) => [kernel, kernelReads(kernel, producer)]));
  const users = new Map(kernels.map((kernel) => [kernel, new Set<Kernel>()]));
  const readers = new Map<Tensor, Kernel[]>();
  for (const kernel of kernels)
    for (const node of reads.get(kernel)!.keys()) {
      const from = producer.get(node);
      if (from && from !== kernel) users.get(from)!.add(kernel);
      else readers.set(node, [...(readers.get(node) ?? []), kernel]);
    }

  const inPlace = new Map<Tensor, Tensor<"state">>();
  const copiedAtEnd = new Map<Tensor<"state">, Tensor>();
  for (const [state, next] of graph.updates) {
    const base = baseTensor(next);
    const writer = producer.get(base)!;
    const others = (readers.get(state) ?? []).filter((kernel) => kernel !== writer);
    const later = kernelsAfter(users, writer);
    const elsewhere = reads.get(writer)!.get(state) === false;
    if (elsewhere || others.some((kernel) => later.has(kernel))) copiedAtEnd.set(state, base);
    else {
      inPlace.set(base, state);
      for (const kernel of others) users.get(kernel)!.add(writer);
    }
  }
  const after = new Map(kernels.map((kernel) => [kernel, kernelsAfter(users, kernel)]));
  const runsBefore = (first: Kernel, second: Kernel) => after.get(first)!.has(second);
  const batches = breakBatchCycles(batchKernels(kernels, { producer, inPlace, runsBefore }), users);
  return { batches: sortBatches(batches, users), reads, inPlace, copiedAtEnd };
}

/** Collects all kernels that depend on a kernel. */
function kernelsAfter(users: ReadonlyMap<Kernel, ReadonlySet<Kernel>>, from: Kernel): Set<Kernel> {
  const found = new Set<Kernel>();
  const waiting = [from];
  for (let kernel = waiting.pop(); kernel; kernel = waiting.pop())
    for (const user of users.get(kernel)!)
      if (!found.has(user)) {
        found.add(user);
        waiting.push(user);
      }
  return found;
}

/** Splits batches that form a cycle. */
function breakBatchCycles(
  batches: readonly KernelBatch[],
  users: ReadonlyMap<Kernel, ReadonlySet<Kernel>>,
): KernelBatch[] {
  const kept: KernelBatch[] = [...batches];
  for (;;) {
    const order = sortBatches(kept, users);
    if (order.length === kept.length) return kept;
    const stuck = kept.find((batch) => batch.length > 1 && !order.includes(batch))!;
    kept.splice(kept.indexOf(stuck), 1, ...stuck.map((kernel) => [kernel]));
  }
}

/** Sorts batches topologically, in the given order where possible; omits those in a cycle. */
function sortBatches(batches: readonly KernelBatch[], users: ReadonlyMap<Kernel, ReadonlySet<Kernel>>): KernelBatch[] {
  const place = new Map(batches.flatMap((batch, at) => batch.map((kernel) => [kernel, at] as const)));
  const next = batches.map((batch, at) => {
    const found = new Set(batch.flatMap((kernel) => [...users.get(kernel)!].map((user) => place.get(user)!)));
    found.delete(at);
    return found;
  });
  const waiting = batches.map(() => 0);
  for (const found of next) for (const at of found) waiting[at]++;
  const ready = batches.flatMap((_, at) => (waiting[at] === 0 ? [at] : []));
  const order: KernelBatch[] = [];
  while (ready.length > 0) {
    const first = Math.min(...ready);
    ready.splice(ready.indexOf(first), 1);
    order.push(batches[first]);
    for (const at of next[first]) if (--waiting[at] === 0) ready.push(at);
  }
  return order;
}
