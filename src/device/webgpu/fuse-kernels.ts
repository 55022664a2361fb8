import { isOp, sameShape, sizeOf, type Tensor } from "../../tensor/index.ts";
import { isElementwise } from "./elementwise-code.ts";
import { isReduction, isContraction, type Kernel, type KernelReads } from "./kernel.ts";
import { isResident, smallTensorSize, type Materialization } from "./materialize.ts";

/** Fused kernels, which may run in any topological order. */
export interface FusedGraph {
  readonly kernels: readonly Kernel[];
  readonly producer: ReadonlyMap<Tensor, Kernel>;
}

/** Largest number of reductions in a kernel; each needs workgroup memory. */
const maxReductions = 6;

/**
 * Fuses a graph into as few kernels as possible: element-wise operations after a contraction or reduction join its kernel,
 * and kernels over the same elements merge.
 *
 * @param mostBuffers - largest number of buffers of a kernel.
 */
export function fuseKernels(placement: Materialization, mostBuffers: number): FusedGraph {
  const kernels = startKernels(placement, extendCores(placement, mostBuffers));
  const merged = mergeKernels(kernels, mostBuffers);
  return { kernels: merged, producer: producers(merged) };
}

/**
 * Extends each reduction and contraction by the element-wise operations that follow, as long as no other tensor reads the
 * intermediate results.
 *
 * @returns the reduction or contraction of each last tensor.
 */
function extendCores(
  { nodes, consumers, materialized, results }: Materialization,
  mostBuffers: number,
): Map<Tensor, Tensor> {
  const claimed = new Set<Tensor>();
  const cores = new Map<Tensor, Tensor>();
  for (const core of nodes.toReversed()) {
    if (!isReduction(core) && !isContraction(core)) continue;
    let tip: Tensor = core;
    for (let next = onlyUser(tip); next && !claimed.has(next) && fits(core, next); next = onlyUser(tip)) {
      materialized.delete(tip);
      claimed.add(next);
      tip = next;
      if (materialized.has(tip)) break;
    }
    materialized.add(tip);
    cores.set(tip, core);
  }
  return cores;

  /** Tells whether a core, its last tensor's further inputs and the result fit the limit of buffers. */
  function fits(core: Tensor, tip: Tensor): boolean {
    const found = new Set<Tensor>();
    const seen = new Set<Tensor>();
    const visit = (node: Tensor): void => {
      if (seen.has(node)) return;
      seen.add(node);
      if (node !== core && node !== tip && (materialized.has(node) || isResident(node))) found.add(node);
      else node.inputs.forEach(visit);
    };
    visit(tip);
    return countLargeBuffers(found) < mostBuffers;
  }

  function onlyUser(node: Tensor): Tensor | undefined {
    const [user, ...others] = consumers.get(node)!;
    if (!user || others.length > 0 || results.has(node)) return undefined;
    return isElementwise(user) && sameShape(user.shape, node.shape) ? user : undefined;
  }
}

function startKernels({ nodes, materialized }: Materialization, cores: ReadonlyMap<Tensor, Tensor>): Kernel[] {
  return nodes
    .filter((node) => materialized.has(node))
    .map((node) => {
      const core = cores.get(node);
      return {
        shape: node.shape,
        reductions: core && isReduction(core) ? [core] : [],
        contraction: core && isContraction(core) ? core : undefined,
        outputs: [node],
      };
    });
}

function producers(kernels: readonly Kernel[]): Map<Tensor, Kernel> {
  return new Map(kernels.flatMap((kernel) => kernel.outputs.map((node) => [node, kernel] as const)));
}

/**
 * Collects the tensors that a kernel reads from memory.
 *
 * @param maker - kernel that writes each materialized tensor.
 */
export function kernelReads(kernel: Kernel, maker: ReadonlyMap<Tensor, unknown>): KernelReads {
  const reads = new Map<Tensor, boolean>();
  const seen = new Map<Tensor, boolean>();
  const visit = (node: Tensor, here: boolean): void => {
    const before = seen.get(node);
    if (before === here || before === false) return;
    seen.set(node, here);
    const own = maker.get(node) === kernel || (here && isCore(kernel, node));
    if (isResident(node) || (maker.has(node) && !own)) {
      reads.set(node, here && (reads.get(node) ?? true));
      return;
    }
    if (own && !here && maker.get(node) === kernel) {
      reads.set(node, false); // it reads its own result at another index: such kernels never merge
      return;
    }
    const core = isCore(kernel, node);
    for (const input of node.inputs) {
      const same = node.op === "reshape" || (isElementwise(node) && sameShape(input.shape, node.shape));
      visit(input, here && !core && same);
    }
  };
  for (const node of kernel.outputs) visit(node, true);
  for (const core of kernel.reductions) visit(core, true);
  return reads;
}

function isCore(kernel: Kernel, node: Tensor): boolean {
  return kernel.contraction === node || kernel.reductions.some((fold) => fold === node);
}

/** Merges kernels over the same elements where that saves memory traffic or a launch. */
function mergeKernels(start: readonly Kernel[], mostBuffers: number): Kernel[] {
  const kernels: (Kernel | undefined)[] = [...start];
  let maker = producers(start);
  let reads = new Map(start.map((kernel) => [kernel, kernelReads(kernel, maker)]));
  let after = descendants(kernels, reads, maker);

  const groups = new Map<string, number[]>();
  start.forEach((kernel, at) => {
    if (kernel.contraction) return;
    const key = kernel.shape.filter((length) => length > 1).join();
    groups.set(key, [...(groups.get(key) ?? []), at]);
  });
  for (const group of groups.values())
    for (let second = 1; second < group.length; second++)
      for (let first = 0; first < second; first++) {
        const [a, b] = [kernels[group[first]], kernels[group[second]]];
        if (!a || !b) continue;
        const joined = joinKernels(a, b);
        if (!joined || !worthIt(a, b) || !possible(group[first], group[second], joined)) continue;
        kernels[group[first]] = joined;
        kernels[group[second]] = undefined;
        const left = kernels.filter((kernel) => kernel !== undefined);
        maker = producers(left);
        reads = new Map(left.map((kernel) => [kernel, kernelReads(kernel, maker)]));
        after = descendants(kernels, reads, maker);
        break;
      }
  return kernels.filter((kernel) => kernel !== undefined);

  /** Tells whether merging two kernels pays: they share memory reads, or are short. */
  function worthIt(a: Kernel, b: Kernel): boolean {
    const [own, other] = [reads.get(a)!, reads.get(b)!];
    const linked = a.outputs.some((node) => other.has(node)) || b.outputs.some((node) => own.has(node));
    if (linked || sizeOf(a.shape) <= smallTensorSize) return true;
    return [...own.keys()].some((node) => sizeOf(node.shape) > smallTensorSize && other.has(node));
  }

  function possible(first: number, second: number, joined: Kernel): boolean {
    const [a, b] = [kernels[first]!, kernels[second]!];
    // a path from one to the other through a third kernel would become a cycle
    for (const [from, to] of [
      [first, second],
      [second, first],
    ] as const)
      for (const [at, kernel] of kernels.entries())
        if (
          kernel &&
          at !== from &&
          at !== to &&
          hasBit(after, from, at, kernels.length) &&
          hasBit(after, at, to, kernels.length)
        )
          return false;
    // one kernel may read the other's result at its own index only
    for (const [reader, writer] of [
      [a, b],
      [b, a],
    ])
      for (const node of writer.outputs) if (reads.get(reader)!.get(node) === false) return false;
    const joinedMaker = new Map(maker);
    for (const node of joined.outputs) joinedMaker.set(node, joined);
    return countLargeBuffers(new Set([...kernelReads(joined, joinedMaker).keys(), ...joined.outputs])) <= mostBuffers;
  }
}

/** Counts the tensors that may need their own buffers; updates in place are counted, as they may turn out impossible. */
function countLargeBuffers(nodes: Iterable<Tensor>): number {
  return [...nodes].filter(
    (node) => sizeOf(node.shape) > smallTensorSize && !isOp(node, "state") && !isOp(node, "input"),
  ).length;
}

function joinKernels(a: Kernel, b: Kernel): Kernel | undefined {
  const reductions = [...a.reductions, ...b.reductions];
  const [one, ...others] = reductions;
  const alike = others.every(
    (fold) =>
      sameShape(fold.inputs[0].shape, one.inputs[0].shape) && sameShape(fold.attributes.axes, one.attributes.axes),
  );
  // reductions of all axes are not merged, so that they can be batched (see batchKernels)
  const single =
    sizeOf(a.shape) === 1 && reductions.length > 0 && (a.reductions.length === 0 || b.reductions.length === 0);
  if (!alike || single || reductions.length > maxReductions || !sameShape(a.shape, b.shape)) return undefined;
  return { shape: a.shape, reductions, contraction: undefined, outputs: [...a.outputs, ...b.outputs] };
}

/** Computes the descendants of each kernel, as rows of bits. */
function descendants(
  kernels: readonly (Kernel | undefined)[],
  reads: ReadonlyMap<Kernel, KernelReads>,
  maker: ReadonlyMap<Tensor, Kernel>,
): Uint32Array {
  const words = Math.ceil(kernels.length / 32);
  const place = new Map(kernels.map((kernel, at) => [kernel, at]));
  const rows = new Uint32Array(kernels.length * words);
  const users = kernels.map((): number[] => []);
  kernels.forEach((kernel, at) => {
    if (!kernel) return;
    for (const node of reads.get(kernel)!.keys()) {
      const from = maker.get(node);
      if (from && from !== kernel) users[place.get(from)!].push(at);
    }
  });
  const done = new Set<number>();
  const visit = (at: number): void => {
    if (done.has(at)) return;
    done.add(at);
    for (const user of users[at]) {
      visit(user);
      rows[at * words + (user >> 5)] |= 1 << (user & 31);
      for (let word = 0; word < words; word++) rows[at * words + word] |= rows[user * words + word];
    }
  };
  kernels.forEach((_, at) => visit(at));
  return rows;
}

function hasBit(rows: Uint32Array, from: number, to: number, count: number): boolean {
  return ((rows[from * Math.ceil(count / 32) + (to >> 5)] >>> (to & 31)) & 1) === 1;
}
