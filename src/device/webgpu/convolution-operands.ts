import type { Tensor } from "../../tensor/index.ts";
import type { Emitter } from "./kernel-emitter.ts";
import type { ContractionOperands } from "./contraction.ts";
import { coordinateIndex } from "./element-index.ts";

/*
 * The three convolutions as matrix products. Pictures are [batch, channel, height, width], weights
 * [out, in, kernelHeight, kernelWidth]; a position is a pixel of a picture of the batch.
 */

/** Creates the operands of y[o, position] = Σ over (c, u, v) of w[o, (c, u, v)] · x[(c, u, v) around position]. */
export function convolutionOperands(node: Tensor<"conv2d">): ContractionOperands {
  const [x, w] = node.inputs;
  const [batch, out, outHeight, outWidth] = node.shape;
  const [, channels, kernelHeight, kernelWidth] = w.shape;
  const { stride, padding } = node.attributes;
  const taps = kernelHeight * kernelWidth;
  return {
    m: out,
    n: batch * outHeight * outWidth,
    k: channels * taps,
    z: 1,
    alongK: { a: true, b: false },
    a: ({ load, writer }, m, k) => load(w, writer.index(`${m} * ${channels * taps}u + ${k}`)),
    b(emit, k, n) {
      const [picture, row, column] = positionOf(emit, n, [outHeight, outWidth]);
      const [channel, u, v] = positionOf(emit, k, [kernelHeight, kernelWidth]);
      const [top, left] = [
        kernelPosition(emit, row, u, stride[0], padding[0]),
        kernelPosition(emit, column, v, stride[1], padding[1]),
      ];
      return paddedPixel(emit, x, picture, channel, top, left);
    },
    outputElement(emit, m, n) {
      const [picture, row, column] = positionOf(emit, n, [outHeight, outWidth]);
      return {
        spot: coordinateIndex(emit.writer, node.shape, (axis) => [picture, m, row, column][axis]),
        exists: undefined,
      };
    },
  };
}

/**
 * Creates the operands of x[c, position] = Σ over (o, u, v) of w[o, c, u, v] · y[o, source of (u, v)]. Only every stride-th
 * kernel row contributes to a row of x, so rows and columns with equal remainders modulo the stride form one product, z.
 */
export function inputGradientOperands(node: Tensor<"conv2dInputGradient">): ContractionOperands {
  const [y, w] = node.inputs;
  const { stride, padding } = node.attributes;
  const [batch, channels, height, width] = node.shape;
  const [out, , kernelHeight, kernelWidth] = w.shape;
  const [down, right] = stride;
  const [rows, columns] = [Math.ceil(height / down), Math.ceil(width / right)];
  const [tapsDown, tapsRight] = [Math.ceil(kernelHeight / down), Math.ceil(kernelWidth / right)];
  /** Computes, for the pixels of product z, the remainder of their row and the first kernel row that contributes. */
  const phase = ({ writer }: Emitter) => {
    const [row, column] = [
      down === 1 ? "0u" : writer.index(right === 1 ? "z" : `z / ${right}u`),
      right === 1 ? "0u" : writer.index(`z % ${right}u`),
    ];
    const first = (remainder: string, before: number, step: number) =>
      step === 1 ? "0u" : writer.index(`(${remainder} + ${before}u) % ${step}u`);
    return { row, column, u: first(row, padding[0], down), v: first(column, padding[1], right) };
  };
  const tap = ({ writer }: Emitter, first: string, at: string, step: number) =>
    step === 1 ? at : writer.index(`${first} + ${at} * ${step}u`);
  return {
    m: channels,
    n: batch * rows * columns,
    k: out * tapsDown * tapsRight,
    z: down * right,
    alongK: { a: true, b: false },
    a(emit, m, k) {
      const { writer } = emit;
      const [o, atU, atV] = positionOf(emit, k, [tapsDown, tapsRight]);
      const { u, v } = phase(emit);
      const [kernelRow, kernelColumn] = [tap(emit, u, atU, down), tap(emit, v, atV, right)];
      const place = `((${o} * ${channels}u + ${m}) * ${kernelHeight}u + ${kernelRow}) * ${kernelWidth}u + ${kernelColumn}`;
      const inside = [
        ...(kernelHeight % down === 0 ? [] : [`${kernelRow} < ${kernelHeight}u`]),
        ...(kernelWidth % right === 0 ? [] : [`${kernelColumn} < ${kernelWidth}u`]),
      ];
      return conditionalValue(emit, inside, () => emit.load(w, writer.index(place)));
    },
    b(emit, k, n) {
      const { writer } = emit;
      const [picture, row, column] = positionOf(emit, n, [rows, columns]);
      const [o, atU, atV] = positionOf(emit, k, [tapsDown, tapsRight]);
      const { row: rowPhase, column: columnPhase, u, v } = phase(emit);
      // row of x + padding − kernel row is a multiple of the stride: the row of y times the stride
      const from = (at: string, remainder: string, before: number, first: string, step: number, tapAt: string) => {
        const x = step === 1 ? `i32(${at})` : `i32(${at} * ${step}u + ${remainder})`;
        const back = step === 1 ? `i32(${tapAt})` : `i32(${first} + ${tapAt} * ${step}u)`;
        const sum = `${x} + ${before} - ${back}`;
        return writer.index(step === 1 ? sum : `(${sum}) / ${step}`);
      };
      const top = from(row, rowPhase, padding[0], u, down, atU);
      return paddedPixel(emit, y, picture, o, top, from(column, columnPhase, padding[1], v, right, atV));
    },
    prepareA: (emit, k) => void positionOf(emit, k, [tapsDown, tapsRight]),
    prepareB: (emit, k) => void positionOf(emit, k, [tapsDown, tapsRight]),
    outputElement(emit, m, n) {
      const { writer } = emit;
      const [picture, row, column] = positionOf(emit, n, [rows, columns]);
      const { row: rowPhase, column: columnPhase } = phase(emit);
      const full = (at: string, remainder: string, step: number) =>
        step === 1 ? at : writer.index(`${at} * ${step}u + ${remainder}`);
      const [y0, x0] = [full(row, rowPhase, down), full(column, columnPhase, right)];
      const inside = [
        ...(height % down === 0 ? [] : [`${y0} < ${height}u`]),
        ...(width % right === 0 ? [] : [`${x0} < ${width}u`]),
      ];
      return {
        spot: coordinateIndex(writer, node.shape, (axis) => [picture, m, y0, x0][axis]),
        exists: inside.length === 0 ? undefined : inside.join(" && "),
      };
    },
  };
}

/** Creates the operands of w[o, (c, u, v)] = Σ over positions of y[o, position] · x[(c, u, v) around position]. */
export function weightGradientOperands(node: Tensor<"conv2dWeightGradient">): ContractionOperands {
  const [x, y] = node.inputs;
  const [out, channels, kernelHeight, kernelWidth] = node.shape;
  const [batch, , outHeight, outWidth] = y.shape;
  const { stride, padding } = node.attributes;
  return {
    m: out,
    n: channels * kernelHeight * kernelWidth,
    k: batch * outHeight * outWidth,
    z: 1,
    alongK: { a: true, b: true },
    a(emit, m, k) {
      const { writer } = emit;
      const pixels = outHeight * outWidth;
      const picture = pixels === 1 ? k : writer.index(`${k} / ${pixels}u`);
      const at = pixels === 1 ? "0u" : writer.index(`${k} % ${pixels}u`);
      return emit.load(y, writer.index(`(${picture} * ${out}u + ${m}) * ${pixels}u + ${at}`));
    },
    b(emit, k, n) {
      const [picture, row, column] = positionOf(emit, k, [outHeight, outWidth]);
      const [channel, u, v] = positionOf(emit, n, [kernelHeight, kernelWidth]);
      const [top, left] = [
        kernelPosition(emit, row, u, stride[0], padding[0]),
        kernelPosition(emit, column, v, stride[1], padding[1]),
      ];
      return paddedPixel(emit, x, picture, channel, top, left);
    },
    prepareA: (emit, k) => void positionOf(emit, k, [outHeight, outWidth]),
    prepareB: (emit, k) => void positionOf(emit, k, [outHeight, outWidth]),
    outputElement(emit, m, n) {
      const [channel, u, v] = positionOf(emit, n, [kernelHeight, kernelWidth]);
      return { spot: coordinateIndex(emit.writer, node.shape, (axis) => [m, channel, u, v][axis]), exists: undefined };
    },
  };
}

/** Decomposes a number into (outer, row, column). */
function positionOf(
  { writer }: Emitter,
  at: string,
  [rows, columns]: readonly [number, number],
): [string, string, string] {
  const pixels = rows * columns;
  if (pixels === 1) return [at, "0u", "0u"];
  const inside = writer.index(`${at} % ${pixels}u`);
  return [
    writer.index(`${at} / ${pixels}u`),
    rows === 1 ? "0u" : columns === 1 ? inside : writer.index(`${inside} / ${columns}u`),
    columns === 1 ? "0u" : rows === 1 ? inside : writer.index(`${inside} % ${columns}u`),
  ];
}

/** Computes the position of a kernel element, i32, maybe in the padding: at · stride + tap − padding. */
function kernelPosition({ writer }: Emitter, at: string, tap: string, stride: number, before: number): string {
  const sum = `${stride === 1 ? `i32(${at})` : `i32(${at} * ${stride}u)`} + i32(${tap})`;
  return writer.index(before === 0 ? sum : `${sum} - ${before}`);
}

/** Reads x[picture, channel, row, column], 0 in the padding; picture and channel are u32, row and column i32. */
function paddedPixel(emit: Emitter, x: Tensor, picture: string, channel: string, row: string, column: string): string {
  const [, channels, height, width] = x.shape;
  const inside = [`${row} >= 0 && ${row} < ${height}`, `${column} >= 0 && ${column} < ${width}`];
  return conditionalValue(emit, inside, () => {
    const place = `((${picture} * ${channels}u + ${channel}) * ${height}u + u32(${row})) * ${width}u + u32(${column})`;
    return emit.load(x, emit.writer.index(place));
  });
}

/** Returns a value where all conditions hold, else 0. */
function conditionalValue({ writer }: Emitter, conditions: readonly string[], value: () => string): string {
  if (conditions.length === 0) return value();
  const result = writer.uniqueName("p");
  writer.line(`var ${result} = 0.0;`);
  writer.block(`if (${conditions.join(" && ")})`, () => writer.line(`${result} = ${value()};`));
  return result;
}
