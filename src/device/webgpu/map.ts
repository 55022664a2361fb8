import { sizeOf, type Tensor } from "../../tensor/index.ts";
import type { Emitter } from "./emitter.ts";
import type { Job } from "./job.ts";
import { linearSpot } from "./spot.ts";
import { beginTotal, combined } from "./totals.ts";

/** Threads of a workgroup that makes elements one by one. */
export const mapThreads = 256;

/**
 * A thread for each element. After a fold or product in pieces, it adds the pieces up first.
 *
 * @returns how many workgroups.
 */
export function writeMap({ kernel, stage, splits }: Job, emit: Emitter): number {
  const { writer } = emit;
  const size = sizeOf(kernel.shape);
  writer.line(`let at = (wg.y * wgs.x + wg.x) * ${mapThreads}u + lane;`);
  writer.line(`if (at >= ${size}u) { return; }`);
  const spot = linearSpot(writer, kernel.shape, "at");
  if (stage === "finish") {
    const cores: Tensor[] = kernel.product ? [kernel.product] : kernel.folds;
    cores.forEach((core, index) => {
      const total = beginTotal(core, writer);
      writer.block(`for (var s = 0u; s < ${splits}u; s++)`, () => {
        const piece = emit.load(kernel, `${index * splits * size}u + at + s * ${size}u`);
        writer.line(`${total} = ${combined(core, total, piece)};`);
      });
      emit.define(core, spot, total);
    });
  }
  writeResults(kernel.outputs, emit, spot);
  return Math.ceil(size / mapThreads);
}

/** Computes all results of a kernel at a spot, and only then writes them: a state may be read and overwritten. */
export function writeResults(outputs: readonly Tensor[], emit: Emitter, spot: ReturnType<typeof linearSpot>): void {
  const values = outputs.map((node) => emit.element(node, spot));
  outputs.forEach((node, at) => emit.store(node, spot.linear(), values[at]));
}
