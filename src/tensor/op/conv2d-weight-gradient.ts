import { sameShape, shapeError, formatShape } from "../shape.ts";
import { tensor, type Tensor } from "../tensor.ts";
import { conv2d, convolvedShape, type Conv2dAttributes } from "./conv2d.ts";
import { conv2dInputGradient } from "./conv2d-input-gradient.ts";
import { tensorText } from "../../text/index.ts";

/** See {@link conv2dWeightGradient}. */
export type Conv2dWeightGradientAttributes = Conv2dAttributes;

/**
 * Computes the gradient of `conv2d` with respect to its weights.
 *
 * @param x - `[batch, in, height, width]`.
 * @param dy - `[batch, out, outHeight, outWidth]`.
 * @param kernel - [kernelHeight, kernelWidth].
 * @param attributes - stride and padding of that convolution.
 * @returns `[out, in, kernelHeight, kernelWidth]`.
 * @throws OmakaseError `shape` when the shapes do not fit together.
 */
export function conv2dWeightGradient(
  x: Tensor,
  dy: Tensor,
  kernel: readonly [number, number],
  attributes: Conv2dAttributes,
): Tensor {
  const { stride, padding } = attributes;
  const [, , height, width] = x.shape;
  const shape = [dy.shape[1], x.shape[1], ...kernel];
  const convolved = convolvedShape("conv2dWeightGradient", x.shape, shape, attributes);
  if (!sameShape(dy.shape, convolved))
    throw shapeError(
      "conv2dWeightGradient",
      tensorText.shape.gradient({ shape: formatShape(convolved), got: formatShape(dy.shape) }),
    );
  return tensor("conv2dWeightGradient", shape, [x, dy], { stride, padding }, (dw, [wantX, wantDy]) => [
    wantX ? conv2dInputGradient(dy, dw, [height, width], attributes) : undefined,
    wantDy ? conv2d(x, dw, attributes) : undefined,
  ]);
}
