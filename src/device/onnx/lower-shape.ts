import type { Lower } from "./lowering.ts";
import { whole } from "./onnx-builder.ts";

export const lowerSum: Lower<"sum"> = (node, { onnx, value }) =>
  onnx.add("ReduceSum", [value(node.inputs[0]), onnx.integers(node.attributes.axes)], { keepdims: 1n });

export const lowerLargest: Lower<"largest"> = (node, { onnx, value }) =>
  onnx.add("ReduceMax", [value(node.inputs[0])], { axes: whole(node.attributes.axes), keepdims: 1n });

export const lowerReshape: Lower<"reshape"> = (node, { onnx, value }) =>
  onnx.add("Reshape", [value(node.inputs[0]), onnx.integers(node.shape)]);

export const lowerTranspose: Lower<"transpose"> = (node, { onnx, value }) =>
  onnx.add("Transpose", [value(node.inputs[0])], { perm: whole(node.attributes.order) });

/** A length of 1 leaves the axis as it is. */
export const lowerBroadcast: Lower<"broadcast"> = (node, { onnx, value }) => {
  const [x] = node.inputs;
  const known = x.shape.length - node.shape.length;
  const lengths = node.shape.map((length, axis) => (length === x.shape[axis + known] ? 1 : length));
  return onnx.add("Expand", [value(x), onnx.integers(lengths)]);
};

export const lowerSlice: Lower<"slice"> = (node, { onnx, value }) => {
  const { start } = node.attributes;
  const [x] = node.inputs;
  const axes = node.shape.flatMap((length, axis) => (length === x.shape[axis] ? [] : [axis]));
  return onnx.add("Slice", [
    value(x),
    onnx.integers(axes.map((axis) => start[axis])),
    onnx.integers(axes.map((axis) => start[axis] + node.shape[axis])),
    onnx.integers(axes),
  ]);
};

export const lowerPad: Lower<"pad"> = (node, { onnx, value }) => {
  const { before, after } = node.attributes;
  return onnx.add("Pad", [value(node.inputs[0]), onnx.integers([...before, ...after])]);
};

export const lowerConcatenate: Lower<"concatenate"> = (node, { onnx, value }) =>
  onnx.add("Concat", node.inputs.map(value), { axis: BigInt(node.attributes.axis) });
