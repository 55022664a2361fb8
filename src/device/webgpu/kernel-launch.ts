import { sizeOf, type Tensor } from "../../tensor/index.ts";
import type { KernelBatch } from "./kernel-batch.ts";
import { batchWorkgroups } from "./write-batch.ts";
import { planReduction } from "./reduction.ts";
import type { Kernel, KernelReads } from "./kernel.ts";
import { planContraction, type GpuLimits, type ContractionPlan } from "./contraction.ts";

/**
 * One dispatch. A kernel with a long reduction or contraction takes two: `partial` computes partial sums in parallel,
 * `finish` adds them.
 */
export interface KernelLaunch {
  /** Kernels of the dispatch. */
  readonly batch: KernelBatch;
  /** First kernel of the batch. */
  readonly kernel: Kernel;
  readonly stage: "whole" | "partial" | "finish";
  /** Number of partial sums for each element. */
  readonly splits: number;
  /** Tiles of a contraction. */
  readonly contraction: ContractionPlan | undefined;
  readonly reads: ReadonlySet<Tensor | Kernel>;
  readonly writes: ReadonlySet<Tensor | Kernel>;
  /** Number of all partial sums. */
  readonly partials: number;
}

/** Plans the dispatches of kernels, in order. */
export function planLaunches(
  batches: readonly KernelBatch[],
  reads: ReadonlyMap<Kernel, KernelReads>,
  limits: GpuLimits,
): readonly KernelLaunch[] {
  return batches.flatMap((batch): KernelLaunch[] => {
    const [kernel] = batch;
    const contraction = kernel.contraction && planContraction(kernel.contraction, limits);
    const splits = contraction?.splits ?? (kernel.reductions.length > 0 ? planReduction(kernel).splits : 1);
    const partials =
      batch.length > 1
        ? kernel.reductions.length * batchWorkgroups(batch)
        : splits * Math.max(1, kernel.reductions.length) * sizeOf(kernel.shape);
    const own = { batch, kernel, splits, contraction, partials };
    const outside = new Set<Tensor | Kernel>(batch.flatMap((one) => [...reads.get(one)!.keys()]));
    const results = new Set<Tensor | Kernel>(batch.flatMap(({ outputs }) => outputs));
    const isSplit = batch.length > 1 ? kernel.reductions.length > 0 : splits > 1;
    if (!isSplit) return [{ ...own, stage: "whole", reads: outside, writes: results }];
    return [
      { ...own, stage: "partial", reads: outside, writes: new Set([kernel]) },
      { ...own, stage: "finish", reads: new Set([...outside, kernel]), writes: results },
    ];
  });
}
