import { sizeOf, type Tensor } from "../../tensor/index.ts";
import type { Batch } from "./batch.ts";
import { batchWorkgroups } from "./write-batch.ts";
import { foldPlan } from "./fold.ts";
import type { Kernel, Reads } from "./kernel.ts";
import { productPlan, type Limits, type ProductPlan } from "./product.ts";

/**
 * One dispatch. A kernel with a long fold or product takes two: `partial` sums pieces of it beside each other, `finish`
 * adds them up.
 */
export interface Job {
  /** What is done; where there are several, to each of them. */
  readonly batch: Batch;
  /** The first of them. */
  readonly kernel: Kernel;
  readonly stage: "whole" | "partial" | "finish";
  /** In how many pieces folds or products are done. */
  readonly splits: number;
  /** Of a product: its tiles. */
  readonly product: ProductPlan | undefined;
  readonly reads: ReadonlySet<Tensor | Kernel>;
  readonly writes: ReadonlySet<Tensor | Kernel>;
  /** How many partial sums there are in all. */
  readonly partials: number;
}

/** The dispatches of kernels, in their order. */
export function jobsOf(batches: readonly Batch[], reads: ReadonlyMap<Kernel, Reads>, limits: Limits): readonly Job[] {
  return batches.flatMap((batch): Job[] => {
    const [kernel] = batch;
    const product = kernel.product && productPlan(kernel.product, limits);
    const splits = product?.splits ?? (kernel.folds.length > 0 ? foldPlan(kernel).splits : 1);
    const partials =
      batch.length > 1
        ? kernel.folds.length * batchWorkgroups(batch)
        : splits * Math.max(1, kernel.folds.length) * sizeOf(kernel.shape);
    const own = { batch, kernel, splits, product, partials };
    const outside = new Set<Tensor | Kernel>(batch.flatMap((one) => [...reads.get(one)!.keys()]));
    const results = new Set<Tensor | Kernel>(batch.flatMap(({ outputs }) => outputs));
    const inPieces = batch.length > 1 ? kernel.folds.length > 0 : splits > 1;
    if (!inPieces) return [{ ...own, stage: "whole", reads: outside, writes: results }];
    return [
      { ...own, stage: "partial", reads: outside, writes: new Set([kernel]) },
      { ...own, stage: "finish", reads: new Set([...outside, kernel]), writes: results },
    ];
  });
}
