/**
 * The three convolutions y[n, o, i, j] ↔ x[n, c, i · stride − top + u, …] · w[o, c, u, v] as products of matrices: x
 * becomes columns, `[c · u · v, i · j]`, one for each element of y (Chellapilla et al. 2006), some rows of y
 * at a time.
 */
import { sizeOf, type Conv2dAttributes, type Shape, type Tensor } from "../../tensor/index.ts";
import { addProduct, type MatrixView } from "./add-product.ts";

type Numbers = Float64Array;

/** Computes y += x · w. */
export function referenceConv2d({ shape, inputs, attributes }: Tensor<"conv2d">, [x, w]: readonly Numbers[]): Numbers {
  const y = new Float64Array(sizeOf(shape));
  eachBlock(inputs[0].shape, inputs[1].shape, shape, attributes, ({ columns, elements, taps, eachRow, size }) => {
    eachRow((atX, atColumns, count, step) => addStrided(columns.values, atColumns, 1, x, atX, step, count));
    addProduct(elements(y), taps(w), columns, size);
  });
  return y;
}

/** Computes x += y · w. */
export function referenceConv2dInputGradient(
  { shape, inputs, attributes }: Tensor<"conv2dInputGradient">,
  [y, w]: readonly Numbers[],
): Numbers {
  const x = new Float64Array(sizeOf(shape));
  eachBlock(shape, inputs[1].shape, inputs[0].shape, attributes, ({ columns, elements, taps, eachRow, size }) => {
    const [out, tapCount, count] = size;
    addProduct(columns, transpose(taps(w)), elements(y), [tapCount, out, count]);
    eachRow((atX, atColumns, count, step) => addStrided(x, atX, step, columns.values, atColumns, 1, count));
  });
  return x;
}

/** Computes w += x · y. */
export function referenceConv2dWeightGradient(
  { shape, inputs, attributes }: Tensor<"conv2dWeightGradient">,
  [x, y]: readonly Numbers[],
): Numbers {
  const w = new Float64Array(sizeOf(shape));
  eachBlock(inputs[0].shape, shape, inputs[1].shape, attributes, ({ columns, elements, taps, eachRow, size }) => {
    const [out, tapCount, count] = size;
    eachRow((atX, atColumns, count, step) => addStrided(columns.values, atColumns, 1, x, atX, step, count));
    addProduct(taps(w), elements(y), transpose(columns), [out, count, tapCount]);
  });
  return w;
}

/** Some rows of y for one image, and the columns that belong to them. */
interface Block {
  /** Zeros, `[c · u · v, rows · width]`. */
  readonly columns: MatrixView;
  /** The rows in numbers of the shape of y, `[o, rows · width]`. */
  readonly elements: (y: Numbers) => MatrixView;
  /** Numbers of the shape of w, `[o, c · u · v]`. */
  readonly taps: (w: Numbers) => MatrixView;
  /**
   * Visits the neighbours in x that belong to neighbours in columns: `count` from `atX` on, `step` apart. What falls on the
   * padding is left out.
   */
  readonly eachRow: (visit: (atX: number, atColumns: number, count: number, step: number) => void) => void;
  /** Lengths of o, c · u · v and rows · width. */
  readonly size: readonly [number, number, number];
}

/** Elements of y in a block, which bounds the memory of its columns. */
const blockElements = 1024;

function eachBlock(
  [batch, channels, height, width]: Shape,
  [out, , kernelHeight, kernelWidth]: Shape,
  [, , outHeight, outWidth]: Shape,
  { stride: [down, right], padding: [top, left] }: Conv2dAttributes,
  visit: (block: Block) => void,
): void {
  const tapCount = channels * kernelHeight * kernelWidth;
  const blockRows = Math.max(1, Math.floor(blockElements / outWidth));
  const values = new Float64Array(tapCount * blockRows * outWidth);
  for (let n = 0; n < batch; n++)
    for (let from = 0; from < outHeight; from += blockRows) {
      const to = Math.min(outHeight, from + blockRows);
      const count = (to - from) * outWidth;
      const plane = outHeight * outWidth;
      visit({
        columns: { values: values.fill(0), start: 0, row: count, column: 1 },
        elements: (y) => ({ values: y, start: n * out * plane + from * outWidth, row: plane, column: 1 }),
        taps: (w) => ({ values: w, start: 0, row: tapCount, column: 1 }),
        size: [out, tapCount, count],
        eachRow(visitRow) {
          for (let tap = 0; tap < tapCount; tap++) {
            const [v, u] = [tap % kernelWidth, Math.floor(tap / kernelWidth) % kernelHeight];
            const c = Math.floor(tap / kernelWidth / kernelHeight);
            const first = Math.max(0, Math.ceil((left - v) / right));
            const last = Math.min(outWidth - 1, Math.floor((width - 1 + left - v) / right));
            for (let i = from; i < to; i++) {
              const row = i * down - top + u;
              if (row < 0 || row >= height || last < first) continue;
              const atX = ((n * channels + c) * height + row) * width + first * right - left + v;
              visitRow(atX, tap * count + (i - from) * outWidth + first, last - first + 1, right);
            }
          }
        },
      });
    }
}

function transpose({ values, start, row, column }: MatrixView): MatrixView {
  return { values, start, row: column, column: row };
}

/** Adds `count` elements of `from` to those of `to`. A function of its own, which engines optimize as one. */
function addStrided(
  to: Numbers,
  atTo: number,
  stepTo: number,
  from: Numbers,
  atFrom: number,
  stepFrom: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) to[atTo + i * stepTo] += from[atFrom + i * stepFrom];
}
