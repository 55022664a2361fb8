import { shapeError, showShape } from "../shape.ts";
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
  const [batch, channels, height, width] = x.shape;
  const [out, channelsW, kernelHeight, kernelWidth] = w.shape;
  const { stride, padding } = attributes;
  if (x.shape.length !== 4 || w.shape.length !== 4 || channels !== channelsW)
    throw shapeError("conv2d", `weights [out, ${channels}, height, width]`, showShape(w.shape));
  const outHeight = Math.floor((height + padding[0] + padding[2] - kernelHeight) / stride[0]) + 1;
  const outWidth = Math.floor((width + padding[1] + padding[3] - kernelWidth) / stride[1]) + 1;
  if (outHeight < 1 || outWidth < 1)
    throw shapeError(
      "conv2d",
      `a picture of at least ${kernelHeight} × ${kernelWidth} with its padding`,
      `${height} × ${width}`,
    );
  return tensor("conv2d", [batch, out, outHeight, outWidth], [x, w], { stride, padding }, (dy, [wantX, wantW]) => [
    wantX ? conv2dInputGradient(dy, w, [height, width], attributes) : undefined,
    wantW ? conv2dWeightGradient(x, dy, [kernelHeight, kernelWidth], attributes) : undefined,
  ]);
}
