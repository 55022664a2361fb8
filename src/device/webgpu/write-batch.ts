import { internal } from "../../error.ts";
import { sizeOf, type Tensor } from "../../tensor/index.ts";
import type { Batch } from "./batch.ts";
import { emitter, rowHead, type Emitter, type Shader } from "./emitter.ts";
import { foldDeclarations, writeTogether } from "./fold.ts";
import type { Job } from "./job.ts";
import type { Kernel } from "./kernel.ts";
import { mapThreads, writeResults } from "./map.ts";
import type { Memory, Place } from "./memory.ts";
import { linearSpot } from "./spot.ts";
import { beginTotal, combined } from "./totals.ts";

/** Elements that a thread of a fold takes in. */
const each = 16;

/** What a workgroup of a batch walks along. */
function chunkOf({ folds }: Kernel): number {
  return folds.length > 0 ? mapThreads * each : mapThreads;
}

function lengthOf({ folds, shape }: Kernel): number {
  return sizeOf(folds.length > 0 ? folds[0].inputs[0].shape : shape);
}

/** How many workgroups all kernels of a batch take. */
export function batchWorkgroups(batch: Batch): number {
  return batch.reduce((total, kernel) => total + Math.ceil(lengthOf(kernel) / chunkOf(kernel)), 0);
}

/**
 * Several kernels in one dispatch. The table has a row for each: up to which workgroup it reaches, how long its tensors
 * are, from which workgroup on, and where they lie. The last row is of no kernel, for workgroups that are too many.
 *
 * @returns the shader, and how many workgroups.
 */
export function writeBatch(
  job: Job,
  maker: ReadonlyMap<Tensor, Kernel>,
  memory: Memory,
): { readonly shader: Shader; readonly workgroups: number } {
  const { batch, stage } = job;
  const shaders = batch.map((kernel) => shaderOf(job, kernel, maker, memory));
  const [{ code, buffers, table }] = shaders;
  if (shaders.some((other) => other.code !== code)) throw internal("kernels of a batch are not alike");
  const rows: (Place | number)[] = [];
  let group = 0;
  shaders.forEach((shader, at) => {
    const first = group;
    group += Math.ceil(lengthOf(batch[at]) / chunkOf(batch[at]));
    rows.push(group, lengthOf(batch[at]), first, ...shader.table);
  });
  rows.push(0xffffffff, 0, group, ...table);
  return { shader: { code, buffers, table: rows }, workgroups: stage === "finish" ? batch.length : group };
}

function shaderOf(job: Job, kernel: Kernel, maker: ReadonlyMap<Tensor, Kernel>, memory: Memory): Shader {
  const emit = emitter(kernel, maker, memory);
  const { writer } = emit;
  const spot = linearSpot(writer, kernel.shape, "at");
  if (kernel.folds.length === 0) {
    writer.line("if (at >= size) { return; }");
    writeResults(kernel.outputs, emit, spot);
  } else if (job.stage === "partial") writePartial(job, kernel, emit);
  else writeFinish(job, kernel, emit);
  const slots = emit.shader(mapThreads).table.length;
  const declarations = kernel.folds.length > 0 ? foldDeclarations(kernel) : "";
  return emit.shader(mapThreads, declarations, rowLines(job, chunkOf(kernel), slots + rowHead));
}

/** Finds the row of this workgroup. */
function rowLines({ stage }: Job, chunk: number, width: number): string[] {
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

function writePartial(job: Job, kernel: Kernel, emit: Emitter): void {
  const { writer } = emit;
  const totals = kernel.folds.map((fold) => beginTotal(fold, writer));
  writer.block(`for (var next = at; next < min(size, start + ${mapThreads * each}u); next += ${mapThreads}u)`, () =>
    kernel.folds.forEach((fold, index) => {
      const [x] = fold.inputs;
      const value = emit.element(x, linearSpot(writer, x.shape, "next"));
      writer.line(`${totals[index]} = ${combined(fold, totals[index], value)};`);
    }),
  );
  writeTogether(kernel, emit, totals, { rows: mapThreads, step: 1, row: "lane" });
  const all = batchWorkgroups(job.batch);
  writer.block("if (lane == 0u && size > 0u)", () =>
    totals.forEach((total, index) => emit.store(job.kernel, `${index * all}u + group`, total)),
  );
}

function writeFinish(job: Job, kernel: Kernel, emit: Emitter): void {
  const { writer } = emit;
  const all = batchWorkgroups(job.batch);
  const totals = kernel.folds.map((fold) => beginTotal(fold, writer));
  writer.block(`for (var next = places[row + 2u] + lane; next < places[row]; next += ${mapThreads}u)`, () =>
    kernel.folds.forEach((fold, index) => {
      const piece = emit.load(job.kernel, `${index * all}u + next`);
      writer.line(`${totals[index]} = ${combined(fold, totals[index], piece)};`);
    }),
  );
  writeTogether(kernel, emit, totals, { rows: mapThreads, step: 1, row: "lane" });
  writer.block("if (lane == 0u)", () => {
    const spot = linearSpot(writer, kernel.shape, "0u");
    kernel.folds.forEach((fold, index) => emit.define(fold, spot, totals[index]));
    writeResults(kernel.outputs, emit, spot);
  });
}
