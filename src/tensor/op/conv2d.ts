import { shapeError, formatShape, type Shape } from "../shape.ts";
import { tensor, type Tensor } from "../tensor.ts";
import { conv2dInputGradient } from "./conv2d-input-gradient.ts";
import { conv2dWeightGradient } from "./conv2d-weight-gradient.ts";
import { tensorText } from "../../text/index.ts";

/** Stride and padding of a convolution. */
export interface Conv2dAttributes {
  /** Stride in pixels: [down, right], each 1 or more. */
  readonly stride: readonly [number, number];
  /** Rows and columns of zeros around the image: [top, left, bottom, right], each 0 or more. */
  readonly padding: readonly [number, number, number, number];
}

/**
 * Computes a two-dimensional convolution (cross-correlation, as in PyTorch).
 *
 * @param x - `[batch, in, height, width]`.
 * @param w - `[out, in, kernelHeight, kernelWidth]`.
 * @param attributes - see {@link Conv2dAttributes}.
 * @returns `[batch, out, ⌊(height + top + bottom − kernelHeight) / stride⌋ + 1, …]`.
 * @throws OmakaseError `shape` when the channels differ or the kernel is larger than the padded image.
 */
export function conv2d(x: Tensor, w: Tensor, attributes: Conv2dAttributes): Tensor {
  const { stride, padding } = attributes;
  const [, , height, width] = x.shape;
  const [, , kernelHeight, kernelWidth] = w.shape;
  const shape = convolvedShape("conv2d", x.shape, w.shape, attributes);
  return tensor("conv2d", shape, [x, w], { stride, padding }, (dy, [wantX, wantW]) => [
    wantX ? conv2dInputGradient(dy, w, [height, width], attributes) : undefined,
    wantW ? conv2dWeightGradient(x, dy, [kernelHeight, kernelWidth], attributes) : undefined,
  ]);
}

/**
 * Computes the shape of the output of a convolution.
 *
 * @param where - name of the operation, for the error.
 * @param x - shape of the input, `[batch, in, height, width]`.
 * @param w - shape of the weights, `[out, in, kernelHeight, kernelWidth]`.
 * @returns `[batch, out, outHeight, outWidth]`.
 *
 * @throws OmakaseError `shape` when they do not fit together.
 */
export function convolvedShape(where: string, x: Shape, w: Shape, { stride, padding }: Conv2dAttributes): Shape {
  const [batch, channels, height, width] = x;
  const [out, channelsW, kernelHeight, kernelWidth] = w;
  if (x.length !== 4 || w.length !== 4 || channels !== channelsW)
    throw shapeError(where, tensorText.shape.weights({ channels, shape: formatShape(x), weights: formatShape(w) }));
  if (![...stride.map((step) => step - 1), ...padding].every((count) => Number.isInteger(count) && count >= 0))
    throw shapeError(where, tensorText.shape.strides({ stride: formatShape(stride), padding: formatShape(padding) }));
  const outHeight = Math.floor((height + padding[0] + padding[2] - kernelHeight) / stride[0]) + 1;
  const outWidth = Math.floor((width + padding[1] + padding[3] - kernelWidth) / stride[1]) + 1;
  if (outHeight < 1 || outWidth < 1)
    throw shapeError(where, tensorText.shape.picture({ kernelHeight, kernelWidth, height, width }));
  return [batch, out, outHeight, outWidth];
}
