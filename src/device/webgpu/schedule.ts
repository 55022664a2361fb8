import { add, type Graph, type Tensor } from "../../tensor/index.ts";
import { batchKernels, type Batch } from "./batch.ts";
import { readsOf, type Fused } from "./fuse.ts";
import { unshaped, type Kernel, type Reads } from "./kernel.ts";
import { liesThere } from "./placement.ts";

/** Kernels in the order in which they run, and what of them becomes the next states. */
export interface Schedule {
  readonly batches: readonly Batch[];
  readonly reads: ReadonlyMap<Kernel, Reads>;
  /** Written straight into a state's memory, as nobody needs the old numbers any more. */
  readonly inPlace: ReadonlyMap<Tensor, Tensor<"state">>;
  /** Copied into a state's memory at the end. */
  readonly copied: ReadonlyMap<Tensor<"state">, Tensor>;
}

/**
 * A graph whose outputs and updates each have a kernel that makes them: what is an input, a state or a constant, and
 * what two states become, is computed once more.
 */
export function separateResults(graph: Graph): Graph {
  const taken = new Set<Tensor>();
  const own = (node: Tensor): Tensor => {
    const base = unshaped(node);
    const fresh = liesThere(base) || base.op === "constant" || taken.has(base) ? add(node, 0) : node;
    taken.add(unshaped(fresh));
    return fresh;
  };
  const updates = new Map([...graph.updates].map(([state, next]) => [state, own(next)]));
  const outputs = Object.fromEntries(
    Object.entries(graph.outputs).map(([name, node]) => {
      const base = unshaped(node);
      return [name, liesThere(base) || base.op === "constant" ? add(node, 0) : node];
    }),
  );
  return { outputs, updates };
}

/** Puts kernels in an order in which whoever reads a state does so before it is overwritten. */
export function schedule(graph: Graph, { kernels, maker }: Fused): Schedule {
  const reads = new Map(kernels.map((kernel) => [kernel, readsOf(kernel, maker)]));
  const users = new Map(kernels.map((kernel) => [kernel, new Set<Kernel>()]));
  const readers = new Map<Tensor, Kernel[]>();
  for (const kernel of kernels)
    for (const node of reads.get(kernel)!.keys()) {
      const from = maker.get(node);
      if (from && from !== kernel) users.get(from)!.add(kernel);
      else readers.set(node, [...(readers.get(node) ?? []), kernel]);
    }

  const inPlace = new Map<Tensor, Tensor<"state">>();
  const copied = new Map<Tensor<"state">, Tensor>();
  for (const [state, next] of graph.updates) {
    const base = unshaped(next);
    const writer = maker.get(base)!;
    const others = (readers.get(state) ?? []).filter((kernel) => kernel !== writer);
    const later = allAfter(users, writer);
    const elsewhere = reads.get(writer)!.get(state) === false;
    if (elsewhere || others.some((kernel) => later.has(kernel))) copied.set(state, base);
    else {
      inPlace.set(base, state);
      for (const kernel of others) users.get(kernel)!.add(writer);
    }
  }
  const after = new Map(kernels.map((kernel) => [kernel, allAfter(users, kernel)]));
  const before = (first: Kernel, second: Kernel) => after.get(first)!.has(second);
  const batches = joined(batchKernels(kernels, { maker, inPlace, before }), users);
  return { batches: sorted(batches, users), reads, inPlace, copied };
}

/** Everything that can only run after a kernel. */
function allAfter(users: ReadonlyMap<Kernel, ReadonlySet<Kernel>>, from: Kernel): Set<Kernel> {
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

/** Leaves batches together as long as they can run one after the other; takes those apart that would wait in a circle. */
function joined(batches: readonly Batch[], users: ReadonlyMap<Kernel, ReadonlySet<Kernel>>): Batch[] {
  const kept: Batch[] = [...batches];
  for (;;) {
    const order = sorted(kept, users);
    if (order.length === kept.length) return kept;
    const stuck = kept.find((batch) => batch.length > 1 && !order.includes(batch))!;
    kept.splice(kept.indexOf(stuck), 1, ...stuck.map((kernel) => [kernel]));
  }
}

/** Keeps the given order where it can; leaves out what waits in a circle. */
function sorted(batches: readonly Batch[], users: ReadonlyMap<Kernel, ReadonlySet<Kernel>>): Batch[] {
  const place = new Map(batches.flatMap((batch, at) => batch.map((kernel) => [kernel, at] as const)));
  const next = batches.map((batch, at) => {
    const found = new Set(batch.flatMap((kernel) => [...users.get(kernel)!].map((user) => place.get(user)!)));
    found.delete(at);
    return found;
  });
  const waiting = batches.map(() => 0);
  for (const found of next) for (const at of found) waiting[at]++;
  const ready = batches.flatMap((_, at) => (waiting[at] === 0 ? [at] : []));
  const order: Batch[] = [];
  while (ready.length > 0) {
    const first = Math.min(...ready);
    ready.splice(ready.indexOf(first), 1);
    order.push(batches[first]);
    for (const at of next[first]) if (--waiting[at] === 0) ready.push(at);
  }
  return order;
}
