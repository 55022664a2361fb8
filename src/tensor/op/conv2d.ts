import { shapeError, formatShape, type Shape } from "../shape.ts";
import { tensor, type Tensor } from "../tensor.ts";
import { conv2dInputGradient } from "./conv2d-input-gradient.ts";
import { conv2dWeightGradient } from "./conv2d-weight-gradient.ts";

/** How a kernel moves over a picture. */
export interface Conv2dAttributes {
  /** Steps of the kernel: [down, right], each ≥ 1. */
  readonly stride: readonly [number, number];
  /** Zeros around the picture: [top, left, bottom, right], each ≥ 0. */
  readonly padding: readonly [number, number, number, number];
}

/**
 * Two-dimensional convolution (cross-correlation, as everywhere in the field).
 *
 * @param x - `[batch, in, height, width]`.
 * @param w - `[out, in, kernelHeight, kernelWidth]`.
 * @returns `[batch, out, ⌊(height + top + bottom − kernelHeight) / stride⌋ + 1, …]`.
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
 * The shape that a convolution makes of a picture and weights of these shapes.
 *
 * @throws OmakaseError `shape` when they do not fit together.
 */
export function convolvedShape(where: string, x: Shape, w: Shape, { stride, padding }: Conv2dAttributes): Shape {
  const [batch, channels, height, width] = x;
  const [out, channelsW, kernelHeight, kernelWidth] = w;
  if (x.length !== 4 || w.length !== 4 || channels !== channelsW)
    throw shapeError(where, `weights [out, ${channels}, height, width] for ${formatShape(x)}`, formatShape(w));
  if (![...stride.map((step) => step - 1), ...padding].every((count) => Number.isInteger(count) && count >= 0))
    throw shapeError(where, "whole strides ≥ 1 and padding ≥ 0", `${formatShape(stride)} and ${formatShape(padding)}`);
  const outHeight = Math.floor((height + padding[0] + padding[2] - kernelHeight) / stride[0]) + 1;
  const outWidth = Math.floor((width + padding[1] + padding[3] - kernelWidth) / stride[1]) + 1;
  if (outHeight < 1 || outWidth < 1)
    throw shapeError(
      where,
      `a picture of at least ${kernelHeight} × ${kernelWidth} with its padding`,
      `${height} × ${width}`,
    );
  return [batch, out, outHeight, outWidth];
}
