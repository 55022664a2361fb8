import { sizeOf } from "../../tensor/index.ts";
import type { Emitter } from "./emitter.ts";
import type { Job } from "./job.ts";
import type { Kernel } from "./kernel.ts";
import { writeResults } from "./map.ts";
import { coordinateSpot, linearSpot } from "./spot.ts";
import { beginTotal, combined } from "./totals.ts";

/** How a fold is shared out: a workgroup makes `columns` results, `rows` threads each, `splits` workgroups deep. */
export interface FoldPlan {
  readonly columns: number;
  readonly rows: number;
  readonly splits: number;
  /** Results. */
  readonly count: number;
  /** Elements that each result is folded from. */
  readonly length: number;
  /** Whether neighbours in memory are folded together, rather than into results beside each other. */
  readonly inner: boolean;
}

const threads = 256;
/** Workgroups that keep a large GPU busy. */
const enoughWorkgroups = 512;
/** Elements that a thread folds at least before the work is split further. */
const leastEach = 8;
const mostSplits = 64;

export function foldPlan({ folds: [fold] }: Kernel): FoldPlan {
  const [{ shape }] = fold.inputs;
  const count = sizeOf(fold.shape);
  const length = sizeOf(shape) / count;
  const last = [...shape.keys()].findLast((axis) => shape[axis] > 1) ?? 0;
  // neighbours in memory belong to neighbouring threads
  const inner = fold.attributes.axes.includes(last);
  const rows = inner ? Math.min(threads, power(length)) : threads / Math.min(64, power(count));
  const columns = threads / rows;
  const workgroups = Math.ceil(count / columns);
  const wanted = Math.min(
    Math.floor(length / (rows * leastEach)),
    Math.floor(enoughWorkgroups / workgroups),
    mostSplits,
  );
  return { columns, rows, splits: Math.max(1, wanted), count, length, inner };
}

/** The least power of two that is not less. */
function power(count: number): number {
  return 2 ** Math.ceil(Math.log2(count));
}

/**
 * Folds: every thread a part, then all threads of a result together.
 *
 * @returns how many workgroups for the results, and how many deep.
 */
export function writeFold({ kernel, stage }: Job, emit: Emitter): readonly [number, number] {
  const { writer } = emit;
  const { columns, rows, splits, count, length, inner } = foldPlan(kernel);
  const { folds } = kernel;
  const [{ inputs, attributes }] = folds;
  const [{ shape }] = inputs;
  const { axes } = attributes;
  writer.line(`let column = ${inner ? `lane / ${rows}u` : `lane % ${columns}u`};`);
  writer.line(`let row = ${inner ? `lane % ${rows}u` : `lane / ${columns}u`};`);
  writer.line(`let at = (wg.z * wgs.x + wg.x) * ${columns}u + column;`);
  const piece = Math.ceil(length / splits);
  writer.line(`let end = ${splits === 1 ? `${length}u` : `min(${length}u, (wg.y + 1u) * ${piece}u)`};`);
  const totals = folds.map((fold) => beginTotal(fold, writer));
  const guard = count % columns === 0 ? "" : `if (at < ${count}u)`;
  writer.block(guard, () =>
    writer.block(`for (var r = ${splits === 1 ? "" : `wg.y * ${piece}u + `}row; r < end; r += ${rows}u)`, () => {
      const kept = linearSpot(writer, kernel.shape, "at");
      const folded = linearSpot(
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
          ? coordinateSpot(writer, shape, (axis) => (axes.includes(axis) ? folded : kept).at(axis))
          : linearSpot(writer, shape, writer.index(known));
      folds.forEach((fold, index) =>
        writer.line(`${totals[index]} = ${combined(fold, totals[index], emit.element(fold.inputs[0], spot))};`),
      );
    }),
  );

  writeTogether(kernel, emit, totals, { rows, step: inner ? 1 : columns, row: "row" });
  writer.block(`if (row == 0u && at < ${count}u)`, () => {
    if (stage === "partial") {
      totals.forEach((total, index) => emit.store(kernel, `${index * splits * count}u + wg.y * ${count}u + at`, total));
      return;
    }
    const spot = linearSpot(writer, kernel.shape, "at");
    folds.forEach((fold, index) => emit.define(fold, spot, totals[index]));
    writeResults(kernel.outputs, emit, spot);
  });
  return [Math.ceil(count / columns), splits];
}

/** Which threads of a workgroup belong together: `rows` of them, a power of two, `step` threads apart. */
interface Rows {
  readonly rows: number;
  readonly step: number;
  /** The name of a thread's number among them. */
  readonly row: string;
}

/** Combines what threads have into the totals of the first of them, halving their number each time. */
export function writeTogether({ folds }: Kernel, { writer }: Emitter, totals: readonly string[], which: Rows): void {
  const { rows, step, row } = which;
  if (rows === 1) return;
  totals.forEach((total, index) => writer.line(`shared${index}[lane] = ${total};`));
  for (let half = rows / 2; half >= 1; half /= 2) {
    writer.line("workgroupBarrier();");
    writer.block(`if (${row} < ${half}u)`, () =>
      folds.forEach((fold, index) => {
        const own = `shared${index}[lane]`;
        writer.line(`${own} = ${combined(fold, own, `shared${index}[lane + ${half * step}u]`)};`);
      }),
    );
  }
  totals.forEach((total, index) => writer.line(`${total} = shared${index}[lane];`));
}

/** Workgroup memory for {@link writeFold} and {@link writeTogether}. */
export function foldDeclarations({ folds }: Kernel): string {
  return folds.map((_, index) => `var<workgroup> shared${index}: array<f32, ${threads}>;`).join("\n");
}
