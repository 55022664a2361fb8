import type { Lower } from "./lowering.ts";
import { whole } from "./onnx-builder.ts";

export const lowerConv2d: Lower<"conv2d"> = (node, { onnx, value }) => {
  const { stride, padding } = node.attributes;
  return onnx.add("Conv", node.inputs.map(value), { strides: whole(stride), pads: whole(padding) });
};

/** `output_padding` are the last rows and columns that the strided kernel did not reach: their gradient is 0. */
export const lowerConv2dInputGradient: Lower<"conv2dInputGradient"> = (node, { onnx, value }) => {
  const { stride, padding } = node.attributes;
  const [dy, w] = node.inputs;
  const unreached = [0, 1].map(
    (side) =>
      node.shape[2 + side] +
      padding[side] +
      padding[2 + side] -
      (stride[side] * (dy.shape[2 + side] - 1) + w.shape[2 + side]),
  );
  return onnx.add("ConvTranspose", [value(dy), value(w)], {
    strides: whole(stride),
    pads: whole(padding),
    output_padding: whole(unreached),
  });
};

/**
 * A convolution of the picture with dy as the kernel: batch and channels change places, and the stride becomes the
 * distance between the kernel's numbers.
 */
export const lowerConv2dWeightGradient: Lower<"conv2dWeightGradient"> = (node, { onnx, value }) => {
  const { stride, padding } = node.attributes;
  const [x, dy] = node.inputs;
  const [out, channels, kernelHeight, kernelWidth] = node.shape;
  const swap = whole([1, 0, 2, 3]);
  const swapped = onnx.add(
    "Conv",
    [onnx.add("Transpose", [value(x)], { perm: swap }), onnx.add("Transpose", [value(dy)], { perm: swap })],
    { dilations: whole(stride), pads: whole(padding) },
  );
  const reached = [0, 1].map(
    (side) => x.shape[2 + side] + padding[side] + padding[2 + side] - stride[side] * (dy.shape[2 + side] - 1),
  );
  const cut =
    reached[0] === kernelHeight && reached[1] === kernelWidth
      ? swapped
      : onnx.add("Slice", [
          swapped,
          onnx.integers([0, 0, 0, 0]),
          onnx.integers([channels, out, kernelHeight, kernelWidth]),
        ]);
  return onnx.add("Transpose", [cut], { perm: swap });
};
