import { sameShape, shapeError, formatShape } from "../shape.ts";
import { tensor, type Tensor } from "../tensor.ts";
import { conv2d, convolvedShape, type Conv2dAttributes } from "./conv2d.ts";
import { conv2dWeightGradient } from "./conv2d-weight-gradient.ts";
import { tensorText } from "../../text/index.ts";

/** See {@link conv2dInputGradient}. */
export type Conv2dInputGradientAttributes = Conv2dAttributes;

/**
 * Computes the gradient of `conv2d` with respect to its input, which is a transposed convolution.
 *
 * @param dy - `[batch, out, outHeight, outWidth]`.
 * @param w - `[out, in, kernelHeight, kernelWidth]`: the weights of that convolution.
 * @param size - [height, width] of the input; several sizes may have the same `dy`.
 * @param attributes - stride and padding of that convolution.
 * @returns `[batch, in, height, width]`.
 * @throws OmakaseError `shape` when the shapes do not fit together.
 */
export function conv2dInputGradient(
  dy: Tensor,
  w: Tensor,
  size: readonly [number, number],
  attributes: Conv2dAttributes,
): Tensor {
  const { stride, padding } = attributes;
  const [, , kernelHeight, kernelWidth] = w.shape;
  const shape = [dy.shape[0], w.shape[1], ...size];
  const convolved = convolvedShape("conv2dInputGradient", shape, w.shape, attributes);
  if (!sameShape(dy.shape, convolved))
    throw shapeError(
      "conv2dInputGradient",
      tensorText.shape.gradient({ shape: formatShape(convolved), got: formatShape(dy.shape) }),
    );
  return tensor("conv2dInputGradient", shape, [dy, w], { stride, padding }, (dx, [wantDy, wantW]) => [
    wantDy ? conv2d(dx, w, attributes) : undefined,
    wantW ? conv2dWeightGradient(dx, dy, [kernelHeight, kernelWidth], attributes) : undefined,
  ]);
}
