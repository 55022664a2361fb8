import type { LowerOp } from "./lowering-context.ts";
import { toInt64s } from "./onnx-builder.ts";

export const lowerSum: LowerOp<"sum"> = (node, { onnx, value }) =>
  onnx.add("ReduceSum", [value(node.inputs[0]), onnx.integers(node.attributes.axes)], { keepdims: 1n });

export const lowerMax: LowerOp<"max"> = (node, { onnx, value }) =>
  onnx.add("ReduceMax", [value(node.inputs[0])], { axes: toInt64s(node.attributes.axes), keepdims: 1n });

export const lowerReshape: LowerOp<"reshape"> = (node, { onnx, value }) =>
  onnx.add("Reshape", [value(node.inputs[0]), onnx.integers(node.shape)]);

export const lowerTranspose: LowerOp<"transpose"> = (node, { onnx, value }) =>
  onnx.add("Transpose", [value(node.inputs[0])], { perm: toInt64s(node.attributes.order) });

/** Lowers to `Expand`, where a length of 1 leaves the axis as it is. */
export const lowerBroadcast: LowerOp<"broadcast"> = (node, { onnx, value }) => {
  const [x] = node.inputs;
  const known = x.shape.length - node.shape.length;
  const lengths = node.shape.map((length, axis) => (length === x.shape[axis + known] ? 1 : length));
  return onnx.add("Expand", [value(x), onnx.integers(lengths)]);
};

export const lowerSlice: LowerOp<"slice"> = (node, { onnx, value }) => {
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

export const lowerPad: LowerOp<"pad"> = (node, { onnx, value }) => {
  const { before, after } = node.attributes;
  return onnx.add("Pad", [value(node.inputs[0]), onnx.integers([...before, ...after])]);
};

export const lowerConcatenate: LowerOp<"concatenate"> = (node, { onnx, value }) =>
  onnx.add("Concat", node.inputs.map(value), { axis: BigInt(node.attributes.axis) });
