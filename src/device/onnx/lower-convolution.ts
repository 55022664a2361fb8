/**
 * Convolutions as the products that ONNX Runtime's CPU kernels do near the machine's roof. They are matrix products
 * inside; what decides is how long the matrices are and whether the threads share one product or wait for each other
 * after every picture. Each choice was measured: see bench/NOTES.md.
 */
import { sizeOf, type Conv2dAttributes, type Shape, type Tensor } from "../../tensor/index.ts";
import type { Lower, Lowering } from "./lowering.ts";
import { whole, type OnnxBuilder } from "./onnx-builder.ts";

const swap = { perm: whole([1, 0, 2, 3]) };

export const lowerConv2d: Lower<"conv2d"> = (node, lowering) => convolution(node, lowering);

/** @param bias - `[1, out, 1, 1]`: a number to add to each feature. */
export function convolution(node: Tensor<"conv2d">, { onnx, value, plain }: Lowering, bias?: Tensor): string {
  const { stride, padding } = node.attributes;
  const [x, w] = node.inputs;
  const [batch, out, outHeight, outWidth] = node.shape;
  const added = bias ? [reshaped(onnx, value(bias), [out])] : [];
  if (coversPicture(x.shape, w.shape, padding)) {
    const factors = [rows(onnx, value(x), x.shape), rows(onnx, value(w), w.shape)];
    return reshaped(onnx, onnx.add("Gemm", [...factors, ...added], { transB: 1n }), node.shape);
  }
  if (plain || batch === 1 || out <= outHeight * outWidth)
    return onnx.add("Conv", [value(x), value(w), ...added], { strides: whole(stride), pads: whole(padding) });
  // With few positions a picture, the runtime would multiply picture by picture. The batch as a third axis of space
  // makes one long product of it.
  const deep = reshaped(onnx, onnx.add("Transpose", [value(x)], swap), [1, ...swapped(x.shape)]);
  const kernel = reshaped(onnx, value(w), [out, w.shape[1], 1, w.shape[2], w.shape[3]]);
  const y = onnx.add("Conv", [deep, kernel, ...added], {
    strides: whole([1, ...stride]),
    pads: whole([0, padding[0], padding[1], 0, padding[2], padding[3]]),
  });
  return onnx.add("Transpose", [reshaped(onnx, y, swapped(node.shape))], swap);
}

export const lowerConv2dInputGradient: Lower<"conv2dInputGradient"> = (node, lowering) => {
  const { onnx, value } = lowering;
  const { stride, padding } = node.attributes;
  const [dy, w] = node.inputs;
  if (coversPicture(node.shape, w.shape, padding)) {
    const dx = onnx.add("MatMul", [rows(onnx, value(dy), dy.shape), rows(onnx, value(w), w.shape)]);
    return reshaped(onnx, dx, node.shape);
  }
  const [batch, , outHeight, outWidth] = dy.shape;
  const rest = w.shape[2] - stride[0] - padding[0];
  if (!lowering.plain && batch > 1 && outHeight * outWidth < 64 && rest >= 0)
    return stackedInputGradient(node, lowering, rest);
  return onnx.add("ConvTranspose", [value(dy), value(w)], {
    strides: whole(stride),
    pads: whole(padding),
    output_padding: whole([
      unreached(node.shape, dy, w, node.attributes, 0),
      unreached(node.shape, dy, w, node.attributes, 1),
    ]),
  });
};

/**
 * Few positions a picture make short products. So the pictures are stacked into one tall one, with as many rows of
 * zeros between them as keep their halos apart.
 */
function stackedInputGradient(node: Tensor<"conv2dInputGradient">, { onnx, value }: Lowering, rest: number): string {
  const { stride, padding } = node.attributes;
  const [dy, w] = node.inputs;
  const [batch, out, outHeight, outWidth] = dy.shape;
  const [, channels, height, width] = node.shape;
  const pitch = outHeight + Math.ceil(w.shape[2] / stride[0]) - 1;
  const spaced = onnx.add("Pad", [
    onnx.add("Transpose", [value(dy)], swap),
    onnx.integers([0, 0, 0, 0, 0, 0, pitch - outHeight, 0]),
  ]);
  const tall = onnx.add("ConvTranspose", [reshaped(onnx, spaced, [1, out, batch * pitch, outWidth]), value(w)], {
    strides: whole(stride),
    pads: whole([padding[0], padding[1], rest, padding[3]]),
    output_padding: whole([0, unreached(node.shape, dy, w, node.attributes, 1)]),
  });
  const apart = reshaped(onnx, tall, [channels, batch, pitch * stride[0], width]);
  const cut = onnx.add("Slice", [apart, onnx.integers([0]), onnx.integers([height]), onnx.integers([2])]);
  return onnx.add("Transpose", [cut], swap);
}

/**
 * A convolution of the picture with dy as the kernel: the stride becomes the distance between the kernel's numbers,
 * and the batch becomes the channels. The channels become positions, so that all of the gradient is one product: either
 * inside the width, [1, batch, height, width · channels], which makes long runs of memory but turns pictures and result
 * around; or, when turning the result around would cost more than that gains, as a depth, [1, batch, channels, …].
 */
export const lowerConv2dWeightGradient: Lower<"conv2dWeightGradient"> = (node, { onnx, value }) => {
  const { stride, padding } = node.attributes;
  const [x, dy] = node.inputs;
  const [out, channels, kernelHeight, kernelWidth] = node.shape;
  const [batch, , height, width] = x.shape;
  if (coversPicture(x.shape, node.shape, padding)) {
    const dw = onnx.add("Gemm", [rows(onnx, value(dy), dy.shape), rows(onnx, value(x), x.shape)], { transA: 1n });
    return reshaped(onnx, dw, node.shape);
  }
  const [, , outHeight, outWidth] = dy.shape;
  const kernel = onnx.add("Transpose", [value(dy)], swap);
  // Negative where the strided kernel did not reach the last rows or columns: what meets them is cut off.
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
  if (node.shape[0] * kernelHeight * kernelWidth > batch * height * width) {
    const deep = reshaped(onnx, value(x), [1, batch, channels, height, width]);
    const dw = onnx.add("Conv", [deep, reshaped(onnx, kernel, [out, batch, 1, outHeight, outWidth])], {
      dilations: whole([1, ...stride]),
      pads: whole([0, padding[0], padding[1], 0, padBottom, padRight]),
    });
    return reshaped(onnx, cut(dw, 3, 4, kernelWidth), node.shape);
  }
  const wide = onnx.add("Transpose", [value(x)], { perm: whole([0, 2, 3, 1]) });
  const dw = onnx.add("Conv", [reshaped(onnx, wide, [1, batch, height, width * channels]), kernel], {
    dilations: whole([stride[0], stride[1] * channels]),
    pads: whole([padding[0], padding[1] * channels, padBottom, padRight * channels]),
  });
  const split = reshaped(onnx, cut(dw, 2, 3, kernelWidth * channels), [out, kernelHeight, kernelWidth, channels]);
  return onnx.add("Transpose", [split], { perm: whole([0, 3, 1, 2]) });
};

/** Whether the kernel has one position only, on all of the picture: then the convolution is a matrix product. */
function coversPicture(x: Shape, w: Shape, padding: Conv2dAttributes["padding"]): boolean {
  return x[2] === w[2] && x[3] === w[3] && padding.every((count) => count === 0);
}

/** The last rows (side 0) or columns (side 1) that the strided kernel did not reach: their gradient is 0. */
function unreached(x: Shape, dy: Tensor, w: Tensor, { stride, padding }: Conv2dAttributes, side: 0 | 1): number {
  const reached = stride[side] * (dy.shape[2 + side] - 1) + w.shape[2 + side];
  return x[2 + side] + padding[side] + padding[2 + side] - reached;
}

/** Everything but the first axis as one. */
function rows(onnx: OnnxBuilder, name: string, shape: Shape): string {
  return reshaped(onnx, name, [shape[0], sizeOf(shape) / shape[0]]);
}

function reshaped(onnx: OnnxBuilder, name: string, shape: Shape): string {
  return onnx.add("Reshape", [name, onnx.integers(shape)]);
}

function swapped([first, second, ...rest]: Shape): number[] {
  return [second, first, ...rest];
}
