import { isOp, sizeOf, type Tensor } from "../../tensor/index.ts";
import { isElementwise, constantScalar } from "./elementwise-code.ts";
import { isReduction, type Kernel } from "./kernel.ts";
import { isResident } from "./materialize.ts";

/**
 * Kernels that apply the same operations to tensors of different sizes, such as an optimizer to each parameter, in one
 * dispatch. A unique kernel is a batch of one.
 */
export type KernelBatch = readonly Kernel[];

/** Facts about the kernels of a graph. */
interface BatchContext {
  readonly producer: ReadonlyMap<Tensor, Kernel>;
  readonly inPlace: ReadonlyMap<Tensor, Tensor<"state">>;
  /** Whether one kernel has to run before another. */
  readonly runsBefore: (first: Kernel, second: Kernel) => boolean;
}

/** Groups kernels of equal code that do not depend on one another. */
export function batchKernels(kernels: readonly Kernel[], surroundings: BatchContext): KernelBatch[] {
  const { producer, inPlace, runsBefore } = surroundings;
  const batches: Kernel[][] = [];
  const alike = new Map<string, Kernel[][]>();
  const ids = new Map<Tensor, number>();
  for (const kernel of kernels) {
    const signature = kernelSignature(kernel, producer, inPlace, ids);
    const open = signature === undefined ? [] : (alike.get(signature) ?? []);
    const free = open.find((batch) => batch.every((other) => !runsBefore(other, kernel) && !runsBefore(kernel, other)));
    if (free) free.push(kernel);
    else {
      const batch = [kernel];
      batches.push(batch);
      if (signature !== undefined) alike.set(signature, [...open, batch]);
    }
  }
  return batches;
}

/**
 * Creates a key that two kernels share exactly when they differ only in the number of elements and in the tensors that
 * they read and write. Undefined for a kernel with tensors of several sizes.
 */
function kernelSignature(
  kernel: Kernel,
  maker: ReadonlyMap<Tensor, Kernel>,
  inPlace: ReadonlyMap<Tensor, Tensor<"state">>,
  ids: Map<Tensor, number>,
): string | undefined {
  const [fold] = kernel.reductions;
  const walked = fold ? sizeOf(fold.inputs[0].shape) : sizeOf(kernel.shape);
  if (kernel.contraction || walked === 1 || (fold && sizeOf(kernel.shape) > 1)) return undefined;
  const slots = new Map<Tensor, number>();
  const described = new Map<Tensor, string>();
  const parts = [
    ...kernel.reductions.map((core) => `${core.op} ${describe(core.inputs[0])}`),
    ...kernel.outputs.map((node) => `${inPlace.has(node) ? "state" : "result"} ${describe(node)}`),
  ];
  return parts.some((part) => part.includes("?")) ? undefined : parts.join("; ");

  /** Describes a tensor; a repeated one only by its number. */
  function describe(node: Tensor): string {
    const before = described.get(node);
    if (before !== undefined) return before;
    const text = describeUncached(node);
    described.set(node, text.includes("?") ? text : `again ${described.size}`);
    return text;
  }

  function describeUncached(node: Tensor): string {
    const literal = constantScalar(node);
    if (literal !== undefined) return `${literal}`;
    if (isReduction(node) && kernel.reductions.includes(node)) return `fold ${kernel.reductions.indexOf(node)}`;
    const size = sizeOf(node.shape);
    if (size !== walked && size !== 1) return "?";
    const from = maker.get(node);
    if (isResident(node) || (from && from !== kernel)) {
      if (size === 1) return `the ${idOf(node)}`; // the same number for all
      if (!slots.has(node)) slots.set(node, slots.size);
      return `slot ${slots.get(node)} in ${isOp(node, "state") || inPlace.has(node) ? "states" : isResident(node) ? "inputArena" : "results"}`;
    }
    if (isOp(node, "reshape") || isOp(node, "broadcast")) return describe(node.inputs[0]);
    if (!isElementwise(node)) return "?";
    return `${node.op}${JSON.stringify(node.attributes)}(${node.inputs.map(describe).join()})`;
  }

  function idOf(node: Tensor): number {
    if (!ids.has(node)) ids.set(node, ids.size);
    return ids.get(node)!;
  }
}
