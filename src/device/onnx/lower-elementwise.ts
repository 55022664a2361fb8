import type { OpName } from "../../tensor/index.ts";
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
export const lowerAdd = elementwise<"add">("Add");
export const lowerSubtract = elementwise<"subtract">("Sub");
export const lowerMultiply = elementwise<"multiply">("Mul");
export const lowerDivide = elementwise<"divide">("Div");
export const lowerMaximum = elementwise<"maximum">("Max");
export const lowerMinimum = elementwise<"minimum">("Min");

export const lowerLeakyRelu: Lower<"leakyRelu"> = (node, { onnx, value }) => {
  const { slope } = node.attributes;
  const x = value(node.inputs[0]);
  return slope === 0 ? onnx.add("Relu", [x]) : onnx.add("LeakyRelu", [x], { alpha: slope });
};

/** As a number. `Where` asks for the truth value instead, and then this is never added. */
export const lowerGreater: Lower<"greater"> = (node, { onnx, truth }) => onnx.add("Cast", [truth(node)], { to: 1n });

export const lowerSelect: Lower<"select"> = (node, { onnx, value, truth, stretchable }) => {
  const [mask, a, b] = stretchable(node.inputs, node.shape);
  return onnx.add("Where", [truth(mask), value(a), value(b)]);
};
