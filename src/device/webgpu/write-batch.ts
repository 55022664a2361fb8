import { internalError } from "../../error.ts";
import { sizeOf, type Tensor } from "../../tensor/index.ts";
import type { KernelBatch } from "./kernel-batch.ts";
import { kernelEmitter, rowHeaderLength, type Emitter, type Shader } from "./kernel-emitter.ts";
import { reductionDeclarations, writeTreeReduction } from "./reduction.ts";
import type { KernelLaunch } from "./kernel-launch.ts";
import type { Kernel } from "./kernel.ts";
import { elementwiseThreads, writeOutputs } from "./write-elementwise.ts";
import type { MemoryPlan, BufferSlice } from "./memory-plan.ts";
import { linearIndex } from "./element-index.ts";
import { beginAccumulator, combineAccumulators } from "./accumulator.ts";

/** Elements that a thread of a reduction reads. */
const elementsPerThread = 16;

/** Returns the number of elements that a workgroup of a batch processes. */
function batchChunk({ reductions }: Kernel): number {
  return reductions.length > 0 ? elementwiseThreads * elementsPerThread : elementwiseThreads;
}

function batchLength({ reductions, shape }: Kernel): number {
  return sizeOf(reductions.length > 0 ? reductions[0].inputs[0].shape : shape);
}

/** Counts the workgroups of all kernels of a batch. */
export function batchWorkgroups(batch: KernelBatch): number {
  return batch.reduce((total, kernel) => total + Math.ceil(batchLength(kernel) / batchChunk(kernel)), 0);
}

/**
 * Writes the shader of several kernels in one dispatch. The table has a row for each kernel: its last workgroup, the length
 * of its tensors, its first workgroup, and the offsets of its tensors. The last row is for surplus workgroups.
 *
 * @returns the shader and its number of workgroups.
 */
export function writeBatch(
  job: KernelLaunch,
  maker: ReadonlyMap<Tensor, Kernel>,
  memory: MemoryPlan,
): { readonly shader: Shader; readonly workgroups: number } {
  const { batch, stage } = job;
  const shaders = batch.map((kernel) => shaderOf(job, kernel, maker, memory));
  const [{ code, buffers, table }] = shaders;
  if (shaders.some((other) => other.code !== code)) throw internalError("kernels of a batch are not alike");
  const rows: (BufferSlice | number)[] = [];
  let group = 0;
  shaders.forEach((shader, at) => {
    const first = group;
    group += Math.ceil(batchLength(batch[at]) / batchChunk(batch[at]));
    rows.push(group, batchLength(batch[at]), first, ...shader.table);
  });
  rows.push(0xffffffff, 0, group, ...table);
  return { shader: { code, buffers, table: rows }, workgroups: stage === "finish" ? batch.length : group };
}

function shaderOf(job: KernelLaunch, kernel: Kernel, maker: ReadonlyMap<Tensor, Kernel>, memory: MemoryPlan): Shader {
  const emit = kernelEmitter(kernel, maker, memory);
  const { writer } = emit;
  const spot = linearIndex(writer, kernel.shape, "at");
  if (kernel.reductions.length === 0) {
    writer.line("if (at >= size) { return; }");
    writeOutputs(kernel.outputs, emit, spot);
  } else if (job.stage === "partial") writePartial(job, kernel, emit);
  else writeFinish(job, kernel, emit);
  const slots = emit.shader(elementwiseThreads).table.length;
  const declarations = kernel.reductions.length > 0 ? reductionDeclarations(kernel) : "";
  return emit.shader(elementwiseThreads, declarations, rowLines(job, batchChunk(kernel), slots + rowHeaderLength));
}

/** Finds the row of this workgroup. */
function rowLines({ stage }: KernelLaunch, chunk: number, width: number): string[] {
  if (stage === "finish") return [`  let row = wg.x * ${width}u;`];
  return [
    "  let group = wg.y * wgs.x + wg.x;",
    "  var row = 0u;",
    `  while (group >= places[row]) { row += ${width}u; }`,
    "  let size = places[row + 1u];",
    `  let start = (group - places[row + 2u]) * ${chunk}u;`,
    "  let at = start + lane;",
  ];
}

function writePartial(job: KernelLaunch, kernel: Kernel, emit: Emitter): void {
  const { writer } = emit;
  const totals = kernel.reductions.map((fold) => beginAccumulator(fold, writer));
  writer.block(
    `for (var next = at; next < min(size, start + ${elementwiseThreads * elementsPerThread}u); next += ${elementwiseThreads}u)`,
    () =>
      kernel.reductions.forEach((fold, index) => {
        const [x] = fold.inputs;
        const value = emit.element(x, linearIndex(writer, x.shape, "next"));
        writer.line(`${totals[index]} = ${combineAccumulators(fold, totals[index], value)};`);
      }),
  );
  writeTreeReduction(kernel, emit, totals, { rows: elementwiseThreads, step: 1, row: "lane" });
  const all = batchWorkgroups(job.batch);
  writer.block("if (lane == 0u && size > 0u)", () =>
    totals.forEach((total, index) => emit.store(job.kernel, `${index * all}u + group`, total)),
  );
}

function writeFinish(job: KernelLaunch, kernel: Kernel, emit: Emitter): void {
  const { writer } = emit;
  const all = batchWorkgroups(job.batch);
  const totals = kernel.reductions.map((fold) => beginAccumulator(fold, writer));
  writer.block(`for (var next = places[row + 2u] + lane; next < places[row]; next += ${elementwiseThreads}u)`, () =>
    kernel.reductions.forEach((fold, index) => {
      const piece = emit.load(job.kernel, `${index * all}u + next`);
      writer.line(`${totals[index]} = ${combineAccumulators(fold, totals[index], piece)};`);
    }),
  );
  writeTreeReduction(kernel, emit, totals, { rows: elementwiseThreads, step: 1, row: "lane" });
  writer.block("if (lane == 0u)", () => {
    const spot = linearIndex(writer, kernel.shape, "0u");
    kernel.reductions.forEach((fold, index) => emit.defineElement(fold, spot, totals[index]));
    writeOutputs(kernel.outputs, emit, spot);
  });
}
