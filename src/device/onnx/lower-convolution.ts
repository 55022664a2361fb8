/**
 * Lowerings of convolutions that run near the peak rate of ONNX Runtime's CPU kernels. Those multiply matrices; their speed
 * depends on the length of the matrices and on whether threads share one product or synchronize after every image.
 * docs/notes/speed.md has the measurements.
 */
import { sizeOf, type Conv2dAttributes, type Shape, type Tensor } from "../../tensor/index.ts";
import type { LowerOp, LoweringContext } from "./lowering-context.ts";
import { toInt64s, type OnnxBuilder } from "./onnx-builder.ts";

const swapFirstAxes = { perm: toInt64s([1, 0, 2, 3]) };

export const lowerConv2d: LowerOp<"conv2d"> = (node, lowering) => addConvolution(node, lowering);

/**
 * Adds a convolution.
 *
 * @param bias - `[1, out, 1, 1]`, added to each feature. Default: none.
 */
export function addConvolution(
  node: Tensor<"conv2d">,
  { onnx, value, usesStandardOps }: LoweringContext,
  bias?: Tensor,
): string {
  const { stride, padding } = node.attributes;
  const [x, w] = node.inputs;
  const [batch, out, outHeight, outWidth] = node.shape;
  const added = bias ? [addReshape(onnx, value(bias), [out])] : [];
  if (coversPicture(x.shape, w.shape, padding)) {
    const factors = [flattenRest(onnx, value(x), x.shape), flattenRest(onnx, value(w), w.shape)];
    return addReshape(onnx, onnx.add("Gemm", [...factors, ...added], { transB: 1n }), node.shape);
  }
  if (usesStandardOps || batch === 1 || out <= outHeight * outWidth)
    return onnx.add("Conv", [value(x), value(w), ...added], { strides: toInt64s(stride), pads: toInt64s(padding) });
  // with few positions in an image, the runtime would multiply image by image; as a third spatial axis, the batch
  // becomes part of one long product
  const deep = addReshape(onnx, onnx.add("Transpose", [value(x)], swapFirstAxes), [1, ...swapped(x.shape)]);
  const kernel = addReshape(onnx, value(w), [out, w.shape[1], 1, w.shape[2], w.shape[3]]);
  const y = onnx.add("Conv", [deep, kernel, ...added], {
    strides: toInt64s([1, ...stride]),
    pads: toInt64s([0, padding[0], padding[1], 0, padding[2], padding[3]]),
  });
  return onnx.add("Transpose", [addReshape(onnx, y, swapped(node.shape))], swapFirstAxes);
}

export const lowerConv2dInputGradient: LowerOp<"conv2dInputGradient"> = (node, lowering) => {
  const { onnx, value, usesStandardOps } = lowering;
  const { stride, padding } = node.attributes;
  const [dy, w] = node.inputs;
  if (coversPicture(node.shape, w.shape, padding)) {
    const dx = onnx.add("MatMul", [flattenRest(onnx, value(dy), dy.shape), flattenRest(onnx, value(w), w.shape)]);
    return addReshape(onnx, dx, node.shape);
  }
  const rest = [unreached(node, 0), unreached(node, 1)];
  const [batch, , outHeight, outWidth] = dy.shape;
  if (!usesStandardOps && batch > 1 && outHeight * outWidth < 64 && (padding[3] - rest[1]) * batch >= stride[1] - 1)
    return interleavedInputGradient(node, lowering, rest[0]);
  if (
    sizeOf(stride) === 1 &&
    dy.shape[1] < node.shape[1] &&
    padding.every((count, at) => count < w.shape[2 + (at % 2)])
  )
    return flippedInputGradient(node, lowering);
  return onnx.add("ConvTranspose", [value(dy), value(w)], {
    strides: toInt64s(stride),
    pads: toInt64s(padding),
    output_padding: toInt64s(rest),
  });
};

/**
 * Lowers to a convolution of dy with the turned kernel, for the stride 1. Where dy has few features, a transposed
 * convolution is a short product, and sums the overlapping parts of its result in one thread.
 */
function flippedInputGradient(node: Tensor<"conv2dInputGradient">, { onnx, value }: LoweringContext): string {
  const [dy, w] = node.inputs;
  const [, , height, width] = w.shape;
  const [top, left, bottom, right] = node.attributes.padding;
  const backwards = [
    [-1, -1],
    [-height - 1, -width - 1],
    [2, 3],
    [-1, -1],
  ].map((list) => onnx.integers(list));
  const turned = onnx.add("Transpose", [onnx.add("Slice", [value(w), ...backwards])], swapFirstAxes);
  return onnx.add("Conv", [value(dy), turned], {
    pads: toInt64s([height - 1 - top, width - 1 - left, height - 1 - bottom, width - 1 - right]),
  });
}

/**
 * Interleaves the images of a batch into one wide image, as few positions in an image make short products: column j of
 * image k becomes column j · batch + k, and the kernel is dilated by the batch. The stride permutes the images, as
 * k · stride mod batch, one-to-one when stride and batch are coprime; an image that the modulo wraps around is one column
 * further right.
 */
function interleavedInputGradient(
  node: Tensor<"conv2dInputGradient">,
  { onnx, value }: LoweringContext,
  unreachedRows: number,
): string {
  const { stride, padding } = node.attributes;
  const [dy, w] = node.inputs;
  const [batch, out, outHeight, outWidth] = dy.shape;
  const [, channels, height, width] = node.shape;
  const [, step] = stride;
  let pictures = batch;
  while (commonDivisor(pictures, step) > 1) pictures++;
  const last = onnx.add("Transpose", [value(dy)], { perm: toInt64s([1, 2, 3, 0]) });
  const filled =
    pictures === batch ? last : onnx.add("Pad", [last, onnx.integers([0, 0, 0, 0, 0, 0, 0, pictures - batch])]);
  const wide = onnx.add(
    "ConvTranspose",
    [addReshape(onnx, filled, [1, out, outHeight, outWidth * pictures]), value(w)],
    {
      strides: toInt64s(stride),
      dilations: toInt64s([1, pictures]),
      pads: toInt64s([
        padding[0],
        padding[1] * pictures,
        padding[2],
        (padding[3] - unreached(node, 1)) * pictures - step + 1,
      ]),
      output_padding: toInt64s([unreachedRows, 0]),
    },
  );
  const columns = width + step - 1;
  const first = onnx.add("Transpose", [addReshape(onnx, wide, [channels * height * columns, pictures])], {
    perm: toInt64s([1, 0]),
  });
  const mixed = addReshape(onnx, first, [pictures, channels, height, columns]);
  const sorted = Array.from({ length: step }, (_, turn) => {
    const [from, to] = [turn, turn + 1].map((end) => Math.min(batch, Math.ceil((end * pictures) / step)));
    const start = from * step - turn * pictures;
    return { turn, start, end: start + (to - from) * step, count: to - from };
  }).filter(({ count }) => count > 0);
  const parts = sorted.map(({ turn, start, end }) =>
    onnx.add("Slice", [
      mixed,
      onnx.integers([start, turn]),
      onnx.integers([Math.min(end, pictures), turn + width]),
      onnx.integers([0, 3]),
      onnx.integers([step, 1]),
    ]),
  );
  return parts.length === 1 ? parts[0] : onnx.add("Concat", parts, { axis: 0n });
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

/**
 * Lowers to a convolution of the image with dy as the kernel: the stride becomes the dilation, the batch becomes the
 * channels, and the channels become positions, so that the gradient is one product: either inside the width,
 * [1, batch, height, width · channels], with long runs of memory but transposed images and result; or, when transposing the
 * result costs more, as a depth, [1, batch, channels, …].
 */
export const lowerConv2dWeightGradient: LowerOp<"conv2dWeightGradient"> = (node, { onnx, value }) => {
  const { stride, padding } = node.attributes;
  const [x, dy] = node.inputs;
  const [out, channels, kernelHeight, kernelWidth] = node.shape;
  const [batch, , height, width] = x.shape;
  if (coversPicture(x.shape, node.shape, padding)) {
    const dw = onnx.add("Gemm", [flattenRest(onnx, value(dy), dy.shape), flattenRest(onnx, value(x), x.shape)], {
      transA: 1n,
    });
    return addReshape(onnx, dw, node.shape);
  }
  const [, , outHeight, outWidth] = dy.shape;
  const kernel = onnx.add("Transpose", [value(dy)], swapFirstAxes);
  // negative where the strided kernel does not reach the last rows or columns, which are cropped
  const bottom = kernelHeight - height - padding[0] + stride[0] * (outHeight - 1);
  const right = kernelWidth - width - padding[1] + stride[1] * (outWidth - 1);
  const [padBottom, padRight] = [Math.max(0, bottom), Math.max(0, right)];
  const cut = (dw: string, row: number, column: number, end: number): string =>
    bottom >= 0 && right >= 0
      ? dw
      : onnx.add("Slice", [
          dw,
          onnx.integers([0, 0]),
          onnx.integers([kernelHeight, end]),
          onnx.integers([row, column]),
        ]);
  if (node.shape[0] * kernelHeight * kernelWidth >= batch * height * width) {
    const deep = addReshape(onnx, value(x), [1, batch, channels, height, width]);
    const dw = onnx.add("Conv", [deep, addReshape(onnx, kernel, [out, batch, 1, outHeight, outWidth])], {
      dilations: toInt64s([1, ...stride]),
      pads: toInt64s([0, padding[0], padding[1], 0, padBottom, padRight]),
    });
    return addReshape(onnx, cut(dw, 3, 4, kernelWidth), node.shape);
  }
  const wide = onnx.add("Transpose", [value(x)], { perm: toInt64s([0, 2, 3, 1]) });
  const dw = onnx.add("Conv", [addReshape(onnx, wide, [1, batch, height, width * channels]), kernel], {
    dilations: toInt64s([stride[0], stride[1] * channels]),
    pads: toInt64s([padding[0], padding[1] * channels, padBottom, padRight * channels]),
  });
  const split = addReshape(onnx, cut(dw, 2, 3, kernelWidth * channels), [out, kernelHeight, kernelWidth, channels]);
  return onnx.add("Transpose", [split], { perm: toInt64s([0, 3, 1, 2]) });
};

/** Tells whether the kernel covers the whole image, so that the convolution is a matrix product. */
function coversPicture(x: Shape, w: Shape, padding: Conv2dAttributes["padding"]): boolean {
  return x[2] === w[2] && x[3] === w[3] && padding.every((count) => count === 0);
}

/** Counts the last rows (side 0) or columns (side 1) that the strided kernel does not reach; their gradient is 0. */
function unreached({ shape, inputs: [dy, w], attributes }: Tensor<"conv2dInputGradient">, side: 0 | 1): number {
  const { stride, padding } = attributes;
  const reached = stride[side] * (dy.shape[2 + side] - 1) + w.shape[2 + side];
  return shape[2 + side] + padding[side] + padding[2 + side] - reached;
}

/** Flattens all axes but the first. */
function flattenRest(onnx: OnnxBuilder, name: string, shape: Shape): string {
  return addReshape(onnx, name, [shape[0], sizeOf(shape) / shape[0]]);
}

function addReshape(onnx: OnnxBuilder, name: string, shape: Shape): string {
  return onnx.add("Reshape", [name, onnx.integers(shape)]);
}

function swapped([first, second, ...rest]: Shape): number[] {
  return [second, first, ...rest];
}
