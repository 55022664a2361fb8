import { sizeOf } from "../../tensor/index.ts";
import type { Emitter } from "./kernel-emitter.ts";
import type { KernelLaunch } from "./kernel-launch.ts";
import type { Kernel } from "./kernel.ts";
import { writeOutputs } from "./write-elementwise.ts";
import { coordinateIndex, linearIndex } from "./element-index.ts";
import { beginAccumulator, combineAccumulators } from "./accumulator.ts";

/** Layout of a reduction: a workgroup computes `columns` results with `rows` threads each, in `splits` partial sums. */
export interface ReductionPlan {
  readonly columns: number;
  readonly rows: number;
  readonly splits: number;
  /** Number of results. */
  readonly count: number;
  /** Number of elements in each result. */
  readonly length: number;
  /** Whether neighbours in memory belong to the same result. */
  readonly isInnermost: boolean;
}

const threads = 256;
/** Number of workgroups that keep a large GPU busy. */
const targetWorkgroups = 512;
/** Least number of elements of a thread before the reduction is split. */
const minElementsPerThread = 8;
const maxSplits = 64;

export function planReduction({ reductions: [fold] }: Kernel): ReductionPlan {
  const [{ shape }] = fold.inputs;
  const count = sizeOf(fold.shape);
  const length = sizeOf(shape) / count;
  const last = [...shape.keys()].findLast((axis) => shape[axis] > 1) ?? 0;
  // neighbouring threads read neighbours in memory
  const isInnermost = fold.attributes.axes.includes(last);
  const rows = isInnermost ? Math.min(threads, nextPowerOfTwo(length)) : threads / Math.min(64, nextPowerOfTwo(count));
  const columns = threads / rows;
  const workgroups = Math.ceil(count / columns);
  const wanted = Math.min(
    Math.floor(length / (rows * minElementsPerThread)),
    Math.floor(targetWorkgroups / workgroups),
    maxSplits,
  );
  return { columns, rows, splits: Math.max(1, wanted), count, length, isInnermost };
}

/** Returns the least power of two that is not less. */
function nextPowerOfTwo(count: number): number {
  return 2 ** Math.ceil(Math.log2(count));
}

/**
 * Writes a reduction: each thread reduces a part, then the threads of a result are combined.
 *
 * @returns number of workgroups for the results, and number of partial sums.
 */
export function writeReduction({ kernel, stage }: KernelLaunch, emit: Emitter): readonly [number, number] {
  const { writer } = emit;
  const { columns, rows, splits, count, length, isInnermost } = planReduction(kernel);
  const { reductions } = kernel;
  const [{ inputs, attributes }] = reductions;
  const [{ shape }] = inputs;
  const { axes } = attributes;
  writer.line(`let column = ${isInnermost ? `lane / ${rows}u` : `lane % ${columns}u`};`);
  writer.line(`let row = ${isInnermost ? `lane % ${rows}u` : `lane / ${columns}u`};`);
  writer.line(`let at = (wg.z * wgs.x + wg.x) * ${columns}u + column;`);
  const piece = Math.ceil(length / splits);
  writer.line(`let end = ${splits === 1 ? `${length}u` : `min(${length}u, (wg.y + 1u) * ${piece}u)`};`);
  const totals = reductions.map((fold) => beginAccumulator(fold, writer));
  const createAccessGuard = count % columns === 0 ? "" : `if (at < ${count}u)`;
  writer.block(createAccessGuard, () =>
    writer.block(`for (var r = ${splits === 1 ? "" : `wg.y * ${piece}u + `}row; r < end; r += ${rows}u)`, () => {
      const kept = linearIndex(writer, kernel.shape, "at");
      const folded = linearIndex(
        writer,
        shape.map((size, axis) => (axes.includes(axis) ? size : 1)),
        "r",
      );
      const known = axes.every((axis, at) => axis === at)
        ? `r * ${count}u + at`
        : axes.every((axis, at) => axis === shape.length - axes.length + at)
          ? `at * ${length}u + r`
          : undefined;
      const spot =
        known === undefined
          ? coordinateIndex(writer, shape, (axis) => (axes.includes(axis) ? folded : kept).coordinate(axis))
          : linearIndex(writer, shape, writer.index(known));
      reductions.forEach((fold, index) =>
        writer.line(
          `${totals[index]} = ${combineAccumulators(fold, totals[index], emit.element(fold.inputs[0], spot))};`,
        ),
      );
    }),
  );

  writeTreeReduction(kernel, emit, totals, { rows, step: isInnermost ? 1 : columns, row: "row" });
  writer.block(`if (row == 0u && at < ${count}u)`, () => {
    if (stage === "partial") {
      totals.forEach((total, index) => emit.store(kernel, `${index * splits * count}u + wg.y * ${count}u + at`, total));
      return;
    }
    const spot = linearIndex(writer, kernel.shape, "at");
    reductions.forEach((fold, index) => emit.defineElement(fold, spot, totals[index]));
    writeOutputs(kernel.outputs, emit, spot);
  });
  return [Math.ceil(count / columns), splits];
}

/** Threads of a workgroup that share a result: `rows` of them, a power of two, `step` threads apart. */
interface ThreadGroup {
  readonly rows: number;
  readonly step: number;
  /** Name of the variable with a thread's number in the group. */
  readonly row: string;
}

/** Combines the totals of all threads into that of the first, by a tree reduction. */
export function writeTreeReduction(
  { reductions }: Kernel,
  { writer }: Emitter,
  totals: readonly string[],
  which: ThreadGroup,
): void {
  const { rows, step, row } = which;
  if (rows === 1) return;
  totals.forEach((total, index) => writer.line(`shared${index}[lane] = ${total};`));
  for (let half = rows / 2; half >= 1; half /= 2) {
    writer.line("workgroupBarrier();");
    writer.block(`if (${row} < ${half}u)`, () =>
      reductions.forEach((fold, index) => {
        const own = `shared${index}[lane]`;
        writer.line(`${own} = ${combineAccumulators(fold, own, `shared${index}[lane + ${half * step}u]`)};`);
      }),
    );
  }
  totals.forEach((total, index) => writer.line(`${total} = shared${index}[lane];`));
}

/** Declares workgroup memory for {@link writeReduction} and {@link writeTreeReduction}. */
export function reductionDeclarations({ reductions }: Kernel): string {
  return reductions.map((_, index) => `var<workgroup> shared${index}: array<f32, ${threads}>;`).join("\n");
}
