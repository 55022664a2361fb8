import { sizeOf, type Tensor } from "../../tensor/index.ts";
import type { Emitter } from "./kernel-emitter.ts";
import type { KernelLaunch } from "./kernel-launch.ts";
import { linearIndex } from "./element-index.ts";
import { beginAccumulator, combineAccumulators } from "./accumulator.ts";

/** Threads of a workgroup of an element-wise kernel. */
export const elementwiseThreads = 256;

/**
 * Writes a kernel with one thread for each element; it first adds partial sums, if there are any.
 *
 * @returns number of workgroups.
 */
export function writeElementwise({ kernel, stage, splits }: KernelLaunch, emit: Emitter): number {
  const { writer } = emit;
  const size = sizeOf(kernel.shape);
  writer.line(`let at = (wg.y * wgs.x + wg.x) * ${elementwiseThreads}u + lane;`);
  writer.line(`if (at >= ${size}u) { return; }`);
  const spot = linearIndex(writer, kernel.shape, "at");
  if (stage === "finish") {
    const cores: Tensor[] = kernel.contraction ? [kernel.contraction] : kernel.reductions;
    cores.forEach((core, index) => {
      const total = beginAccumulator(core, writer);
      writer.block(`for (var s = 0u; s < ${splits}u; s++)`, () => {
        const piece = emit.load(kernel, `${index * splits * size}u + at + s * ${size}u`);
        writer.line(`${total} = ${combineAccumulators(core, total, piece)};`);
      });
      emit.defineElement(core, spot, total);
    });
  }
  writeOutputs(kernel.outputs, emit, spot);
  return Math.ceil(size / elementwiseThreads);
}

/** Computes all results of a kernel at an index before it writes any, as a state may be read and overwritten. */
export function writeOutputs(outputs: readonly Tensor[], emit: Emitter, spot: ReturnType<typeof linearIndex>): void {
  const values = outputs.map((node) => emit.element(node, spot));
  outputs.forEach((node, at) => emit.store(node, spot.linear(), values[at]));
}
