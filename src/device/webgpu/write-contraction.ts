import { sizeOf, type Tensor } from "../../tensor/index.ts";
import type { Emitter } from "./kernel-emitter.ts";
import type { KernelLaunch } from "./kernel-launch.ts";
import type { ContractionOp } from "./kernel.ts";
import { writeOutputs } from "./write-elementwise.ts";
import { contractionOperands, tileThreads, type ContractionOperands, type Tile } from "./contraction.ts";

/** WGSL that adds 0, as there are fewer workgroups; the compiler cannot tell, so it does not unroll the loop. */
const keepLoopRolled = " + (wgs.x >> 16u)";

const components = ["x", "y", "z", "w"] as const;

/**
 * Writes a tiled matrix product: a workgroup loads a slice of A and of B into shared memory, each thread multiplies its
 * rows by its columns in registers while the next slices load, and fused element-wise operations follow.
 *
 * @returns number of workgroups in x, y and z.
 */
export function writeContraction(
  { kernel, contraction: plan, stage }: KernelLaunch,
  emit: Emitter,
): readonly [number, number, number] {
  const product = kernel.contraction as Tensor<ContractionOp>;
  const operands = contractionOperands(product);
  const { tile, splits } = plan!;
  const { m, n, k, z } = operands;
  const [across, down] = [tile.n / tile.columns, tile.m / tile.rows];
  const piece = Math.ceil(Math.ceil(k / splits) / tile.depth) * tile.depth;
  const { writer } = emit;

  emit.addFunction("fn finish(z: u32, split: u32, row: u32, column: u32, product: f32)", () => {
    const { spot, exists } = operands.outputElement(emit, "row", "column");
    if (exists) emit.writer.line(`if (!(${exists})) { return; }`);
    if (stage === "partial") {
      emit.store(kernel, emit.writer.index(`split * ${sizeOf(kernel.shape)}u + ${spot.linear()}`), "product");
      return;
    }
    emit.defineElement(product, spot, "product");
    writeOutputs(kernel.outputs, emit, spot);
  });

  writer.line(`let z = ${splits === 1 ? "wg.z" : `wg.z / ${splits}u`};`);
  writer.line(`let split = ${splits === 1 ? "0u" : `wg.z % ${splits}u`};`);
  writer.line(`let firstRow = wg.y * ${tile.m}u;`);
  writer.line(`let firstColumn = wg.x * ${tile.n}u;`);
  writer.line(`let end = ${splits === 1 ? `${k}u` : `min(${k}u, (split + 1u) * ${piece}u)`};`);
  const ragged = k % tile.depth !== 0 || (splits - 1) * piece >= k;
  const quads = [slices(operands, tile, "a", ragged), slices(operands, tile, "b", ragged)];
  for (const { count, name } of quads)
    for (let each = 0; each < count; each++) writer.line(`var next${name}${each} = vec4f();`);
  writer.line(`let tx = lane % ${across}u;`);
  writer.line(`let ty = lane / ${across}u;`);
  const sums = Array.from({ length: tile.rows }, (_, row) =>
    Array.from({ length: tile.columns / 4 }, (_, quad) => `sum${row}_${quad}`),
  );
  for (const sum of sums.flat()) writer.line(`var ${sum} = vec4f();`);

  // double buffering: one slice is multiplied while the next loads; the first turn only loads
  writer.line(`var t = ${splits === 1 ? "0u" : `split * ${piece}u`};`);
  writer.line("var first = true;");
  writer.block("loop", () => {
    writer.block("if (t < end)", () => {
      for (const slice of quads) fetchSlice(emit, operands, slice, "t");
    });
    writer.block("if (!first)", () => {
      writer.block(`for (var d = 0u; d < ${tile.depth}u${plan!.unroll ? "" : keepLoopRolled}; d++)`, () => {
        for (let quad = 0; quad < tile.rows / 4; quad++)
          writer.line(`let left${quad} = sliceA[d * ${quads[0].stride}u + ty + ${quad * down}u];`);
        for (let quad = 0; quad < tile.columns / 4; quad++)
          writer.line(`let right${quad} = sliceB[d * ${quads[1].stride}u + tx + ${quad * across}u];`);
        sums.forEach((row, at) =>
          row.forEach((sum, quad) => writer.line(`${sum} += left${at >> 2}.${components[at & 3]} * right${quad};`)),
        );
      });
    });
    writer.line("if (t >= end) { break; }");
    writer.line("workgroupBarrier();");
    for (const { count, name, stride, at } of quads)
      for (let each = 0; each < count; each++) {
        const { deep, quad, inside } = at(emit, each);
        const put = `slice${name}[${deep} * ${stride}u + ${quad}] = next${name}${each};`;
        writer.line(inside === undefined ? put : `if (${inside}) { ${put} }`);
      }
    writer.line("workgroupBarrier();");
    writer.line("first = false;");
    writer.line(`t += ${tile.depth}u;`);
  });

  // loops keep a single copy of the fused operations in the shader
  writer.block(`for (var each = 0u; each < ${tile.rows}u${keepLoopRolled}; each++)`, () => {
    writer.line(`let row = firstRow + (ty + (each >> 2u) * ${down}u) * 4u + (each & 3u);`);
    for (let quad = 0; quad < tile.columns / 4; quad++) {
      const chosen = sums.reduceRight(
        (rest, row, at) => (rest === "" ? row[quad] : `select(${rest}, ${row[quad]}, each == ${at}u)`),
        "",
      );
      writer.line(`let quad${quad} = ${chosen};`);
    }
    writer.block(`for (var part = 0u; part < ${tile.columns}u${keepLoopRolled}; part++)`, () => {
      const quads = Array.from({ length: tile.columns / 4 }, (_, quad) => `quad${quad}`);
      const chosen = quads.reduceRight((rest, one, at) =>
        rest === "" ? one : `select(${rest}, ${one}, part < ${(at + 1) * 4}u)`,
      );
      writer.line(`let column = firstColumn + (tx + (part >> 2u) * ${across}u) * 4u + (part & 3u);`);
      const inside = [...(m % tile.m === 0 ? [] : [`row < ${m}u`]), ...(n % tile.n === 0 ? [] : [`column < ${n}u`])];
      const call = `finish(z, split, row, column, (${chosen})[part & 3u]);`;
      writer.line(inside.length === 0 ? call : `if (${inside.join(" && ")}) { ${call} }`);
    });
  });
  return [Math.ceil(n / tile.n), Math.ceil(m / tile.m), z * splits];
}

/** Layout of a slice of A or B that a workgroup fetches, as quads of four neighbours along m or n. */
interface OperandSlice {
  readonly which: "a" | "b";
  readonly name: "A" | "B";
  /** Number of quads that a thread fetches. */
  readonly count: number;
  /** Quads from one depth to the next in shared memory, padded by one against bank conflicts. */
  readonly stride: number;
  /** Returns the depth and number of the `each`-th quad of a thread, and the condition under which it exists. */
  at(
    emit: Emitter,
    each: number,
  ): { readonly deep: string; readonly quad: string; readonly inside: string | undefined };
  /** Whether slices may exceed the matrix. */
  readonly ragged: boolean;
  /** Number of rows of A, or of columns of B. */
  readonly limit: number;
  readonly first: string;
  readonly length: number;
}

function slices({ m, n, alongK }: ContractionOperands, tile: Tile, which: "a" | "b", ragged: boolean): OperandSlice {
  const length = which === "a" ? tile.m : tile.n;
  const [threads, all] = [tileThreads(tile), (length / 4) * tile.depth];
  return {
    which,
    name: which === "a" ? "A" : "B",
    count: Math.ceil(all / threads),
    stride: length / 4 + 1,
    ragged,
    limit: which === "a" ? m : n,
    first: which === "a" ? "firstRow" : "firstColumn",
    length,
    at({ writer }, each) {
      const number = writer.index(each === 0 ? "lane" : `lane + ${each * threads}u`);
      const inside = (each + 1) * threads <= all ? undefined : `${number} < ${all}u`;
      const [inner, outer] = alongK[which] ? [tile.depth, "deep"] : [length / 4, "quad"];
      const [low, high] = [writer.index(`${number} % ${inner}u`), writer.index(`${number} / ${inner}u`)];
      return outer === "deep" ? { deep: low, quad: high, inside } : { deep: high, quad: low, inside };
    },
  };
}

/** Reads a thread's quads of the slice from a depth on; elements outside of the matrix are 0. */
function fetchSlice(emit: Emitter, operands: ContractionOperands, slice: OperandSlice, from: string): void {
  const { writer } = emit;
  for (let each = 0; each < slice.count; each++) {
    const { deep, quad, inside } = slice.at(emit, each);
    const k = writer.index(`${from} + ${deep}`);
    const name = `next${slice.name}${each}`;
    const conditions = [...(inside === undefined ? [] : [inside]), ...(slice.ragged ? [`${k} < end`] : [])];
    if (slice.ragged) writer.line(`${name} = vec4f();`);
    const read = () => {
      if (slice.which === "a") operands.prepareA?.(emit, k);
      else operands.prepareB?.(emit, k);
      components.forEach((component, part) => {
        const place = writer.index(`${slice.first} + ${quad} * 4u + ${part}u`);
        const put = () => {
          const value = slice.which === "a" ? operands.a(emit, place, k) : operands.b(emit, k, place);
          writer.line(`${name}.${component} = ${value};`);
        };
        if (slice.limit % slice.length === 0) put();
        else writer.block(`if (${place} < ${slice.limit}u)`, put);
      });
    };
    if (conditions.length === 0) read();
    else writer.block(`if (${conditions.join(" && ")})`, read);
  }
}

/** Declares the shared memory of a workgroup. */
export function contractionDeclarations({ m, n, depth }: Tile): string {
  return [
    `var<workgroup> sliceA: array<vec4f, ${depth * (m / 4 + 1)}>;`,
    `var<workgroup> sliceB: array<vec4f, ${depth * (n / 4 + 1)}>;`,
  ].join("\n");
}
