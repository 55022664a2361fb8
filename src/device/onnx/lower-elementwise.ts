import { isOp, type OpName, type Tensor } from "../../tensor/index.ts";
import { addConvolution } from "./lower-convolution.ts";
import type { LowerOp } from "./lowering-context.ts";

/** Lowers an operation to an ONNX operation with the same inputs and no attributes. */
function lowerElementwise<Name extends OpName>(type: string): LowerOp<Name> {
  return (node, lowering) =>
    lowering.onnx.add(
      type,
      lowering.broadcastable(node.inputs, node.shape).map((input) => lowering.value(input)),
    );
}

export const lowerExp = lowerElementwise<"exp">("Exp");
export const lowerLog = lowerElementwise<"log">("Log");
export const lowerSqrt = lowerElementwise<"sqrt">("Sqrt");
export const lowerTanh = lowerElementwise<"tanh">("Tanh");
export const lowerSigmoid = lowerElementwise<"sigmoid">("Sigmoid");
export const lowerSoftplus = lowerElementwise<"softplus">("Softplus");
export const lowerErf = lowerElementwise<"erf">("Erf");
const lowerPlainAdd = lowerElementwise<"add">("Add");
export const lowerSubtract = lowerElementwise<"subtract">("Sub");
export const lowerMultiply = lowerElementwise<"multiply">("Mul");
export const lowerDivide = lowerElementwise<"divide">("Div");
export const lowerMaximum = lowerElementwise<"maximum">("Max");
export const lowerMinimum = lowerElementwise<"minimum">("Min");

/** Lowers an addition, or nothing where it is fused into a convolution. */
export const lowerAdd: LowerOp<"add"> = (node, lowering) => {
  const biased = lowering.biasedConvolutions.get(node);
  return biased ? addConvolution(biased.convolution, lowering, biased.bias) : lowerPlainAdd(node, lowering);
};

export const lowerLeakyRelu: LowerOp<"leakyRelu"> = (node, { onnx, value }) => {
  const { slope } = node.attributes;
  const x = value(node.inputs[0]);
  return slope === 0 ? onnx.add("Relu", [x]) : onnx.add("LeakyRelu", [x], { alpha: slope });
};

/** Lowers a comparison to numbers; `Where` uses the boolean value instead. */
export const lowerGreater: LowerOp<"greater"> = (node, { onnx, mask }) => onnx.add("Cast", [mask(node)], { to: 1n });

export const lowerSelect: LowerOp<"select"> = (node, { onnx, value, mask: truth, broadcastable }) => {
  const [mask, a, b] = broadcastable(node.inputs, node.shape);
  const step = leakyReluStep(mask, a, b);
  if (step) {
    // `Where` runs on one thread; a clipped ramp, steeper than any difference of values, gives the same step faster
    if (step.low === 0) return onnx.add("HardSigmoid", [value(step.x)], { alpha: steepestSlope, beta: 0 });
    const ramp = onnx.add("Mul", [value(step.x), onnx.floats([steepestSlope], [])]);
    return onnx.add("Clip", [ramp, onnx.floats([step.low], []), onnx.floats([1], [])]);
  }
  return onnx.add("Where", [truth(mask), value(a), value(b)]);
};

const steepestSlope = 3e38;

/** Matches a selection of 1 where x > 0, else a smaller number: the derivative of a leaky ReLU. */
function leakyReluStep(mask: Tensor, a: Tensor, b: Tensor): { readonly x: Tensor; readonly low: number } | undefined {
  if (!isOp(mask, "greater") || constantNumber(mask.inputs[1]) !== 0 || constantNumber(a) !== 1) return undefined;
  const low = constantNumber(b);
  return low !== undefined && low >= 0 && low < 1 ? { x: mask.inputs[0], low } : undefined;
}

function constantNumber(node: Tensor): number | undefined {
  return isOp(node, "constant") && node.attributes.values.length === 1 ? node.attributes.values[0] : undefined;
}
