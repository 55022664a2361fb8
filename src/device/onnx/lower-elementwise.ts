import { isOp, type OpName, type Tensor } from "../../tensor/index.ts";
import { convolution } from "./lower-convolution.ts";
import type { Lower } from "./lowering.ts";

/** An operation that ONNX knows under another name, with the same inputs and no attributes. */
function elementwise<Name extends OpName>(type: string): Lower<Name> {
  return (node, lowering) =>
    lowering.onnx.add(
      type,
      lowering.stretchable(node.inputs, node.shape).map((input) => lowering.value(input)),
    );
}

export const lowerExp = elementwise<"exp">("Exp");
export const lowerLog = elementwise<"log">("Log");
export const lowerSqrt = elementwise<"sqrt">("Sqrt");
export const lowerTanh = elementwise<"tanh">("Tanh");
export const lowerSigmoid = elementwise<"sigmoid">("Sigmoid");
export const lowerSoftplus = elementwise<"softplus">("Softplus");
export const lowerErf = elementwise<"erf">("Erf");
const plainAdd = elementwise<"add">("Add");
export const lowerSubtract = elementwise<"subtract">("Sub");
export const lowerMultiply = elementwise<"multiply">("Mul");
export const lowerDivide = elementwise<"divide">("Div");
export const lowerMaximum = elementwise<"maximum">("Max");
export const lowerMinimum = elementwise<"minimum">("Min");

/** A convolution adds its bias by itself. */
export const lowerAdd: Lower<"add"> = (node, lowering) => {
  const biased = lowering.biased.get(node);
  return biased ? convolution(biased.convolution, lowering, biased.bias) : plainAdd(node, lowering);
};

export const lowerLeakyRelu: Lower<"leakyRelu"> = (node, { onnx, value }) => {
  const { slope } = node.attributes;
  const x = value(node.inputs[0]);
  return slope === 0 ? onnx.add("Relu", [x]) : onnx.add("LeakyRelu", [x], { alpha: slope });
};

/** As a number. `Where` asks for the truth value instead, and then this is never added. */
export const lowerGreater: Lower<"greater"> = (node, { onnx, truth }) => onnx.add("Cast", [truth(node)], { to: 1n });

export const lowerSelect: Lower<"select"> = (node, { onnx, value, truth, stretchable }) => {
  const [mask, a, b] = stretchable(node.inputs, node.shape);
  const step = stepOf(mask, a, b);
  if (step) {
    // `Where` runs on one thread, and slowly; a ramp too steep to see, cut off below and above, is the same step.
    if (step.low === 0) return onnx.add("HardSigmoid", [value(step.x)], { alpha: steep, beta: 0 });
    const ramp = onnx.add("Mul", [value(step.x), onnx.floats([steep], [])]);
    return onnx.add("Clip", [ramp, onnx.floats([step.low], []), onnx.floats([1], [])]);
  }
  return onnx.add("Where", [truth(mask), value(a), value(b)]);
};

const steep = 3e38;

/** Whether a selection is 1 where x > 0 and a smaller number elsewhere: the steepness of a leaky ReLU. */
function stepOf(mask: Tensor, a: Tensor, b: Tensor): { readonly x: Tensor; readonly low: number } | undefined {
  if (!isOp(mask, "greater") || numberOf(mask.inputs[1]) !== 0 || numberOf(a) !== 1) return undefined;
  const low = numberOf(b);
  return low !== undefined && low >= 0 && low < 1 ? { x: mask.inputs[0], low } : undefined;
}

function numberOf(node: Tensor): number | undefined {
  return isOp(node, "constant") && node.attributes.values.length === 1 ? node.attributes.values[0] : undefined;
}
