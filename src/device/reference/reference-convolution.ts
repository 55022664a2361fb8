/**
 * The three convolutions, one set of products: y[n, o, i, j] ↔ x[n, c, i · stride − top + u, …] · w[o, c, u, v],
 * summed into y, into x, or into w.
 */
import { sizeOf, type Conv2dAttributes, type Shape, type Tensor } from "../../tensor/index.ts";

type Numbers = Float64Array;

/** Computes y += x · w. */
export function referenceConv2d({ shape, inputs, attributes }: Tensor<"conv2d">, [x, w]: readonly Numbers[]): Numbers {
  const y = new Float64Array(sizeOf(shape));
  eachRow(inputs[0].shape, inputs[1].shape, shape, attributes, (atX, atW, atY, count, step) => {
    for (let i = 0; i < count; i++) y[atY + i] += x[atX + i * step] * w[atW];
  });
  return y;
}

/** Computes x += y · w. */
export function referenceConv2dInputGradient(
  { shape, inputs, attributes }: Tensor<"conv2dInputGradient">,
  [y, w]: readonly Numbers[],
): Numbers {
  const x = new Float64Array(sizeOf(shape));
  eachRow(shape, inputs[1].shape, inputs[0].shape, attributes, (atX, atW, atY, count, step) => {
    for (let i = 0; i < count; i++) x[atX + i * step] += y[atY + i] * w[atW];
  });
  return x;
}

/** Computes w += x · y. */
export function referenceConv2dWeightGradient(
  { shape, inputs, attributes }: Tensor<"conv2dWeightGradient">,
  [x, y]: readonly Numbers[],
): Numbers {
  const w = new Float64Array(sizeOf(shape));
  eachRow(inputs[0].shape, shape, inputs[1].shape, attributes, (atX, atW, atY, count, step) => {
    for (let i = 0; i < count; i++) w[atW] += x[atX + i * step] * y[atY + i];
  });
  return w;
}

/**
 * Visits every product of a convolution, a row of y at a time: `count` neighbours in y from `atY` on meet the elements
 * of x from `atX` on, `step` apart, under the weight at `atW`. What falls on the padding is left out.
 */
function eachRow(
  [batch, channels, height, width]: Shape,
  [out, , kernelHeight, kernelWidth]: Shape,
  [, , outHeight, outWidth]: Shape,
  { stride: [down, right], padding: [top, left] }: Conv2dAttributes,
  visit: (atX: number, atW: number, atY: number, count: number, step: number) => void,
): void {
  for (let v = 0; v < kernelWidth; v++) {
    const first = Math.max(0, Math.ceil((left - v) / right));
    const last = Math.min(outWidth - 1, Math.floor((width - 1 + left - v) / right));
    if (last < first) continue;
    for (let n = 0; n < batch; n++)
      for (let o = 0; o < out; o++)
        for (let c = 0; c < channels; c++)
          for (let u = 0; u < kernelHeight; u++)
            for (let i = 0; i < outHeight; i++) {
              const row = i * down - top + u;
              if (row < 0 || row >= height) continue;
              visit(
                ((n * channels + c) * height + row) * width + first * right - left + v,
                ((o * channels + c) * kernelHeight + u) * kernelWidth + v,
                ((n * out + o) * outHeight + i) * outWidth + first,
                last - first + 1,
                right,
              );
            }
  }
}
