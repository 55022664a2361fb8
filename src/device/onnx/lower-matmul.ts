import type { Tensor } from "../../tensor/index.ts";
import type { LowerOp, LoweringContext } from "./lowering-context.ts";
import { toInt64s } from "./onnx-builder.ts";

/** Lowers two matrices to `Gemm`, which transposes for free, and batches of matrices to `MatMul`. */
export const lowerMatmul: LowerOp<"matmul"> = (node, lowering) => {
  const { onnx, value } = lowering;
  const { transposeA, transposeB } = node.attributes;
  const [a, b] = node.inputs;
  if (a.shape.length === 2 && (transposeA || transposeB))
    return onnx.add("Gemm", [value(a), value(b)], { transA: BigInt(transposeA), transB: BigInt(transposeB) });
  return onnx.add("MatMul", [matrixOperand(lowering, a, transposeA), matrixOperand(lowering, b, transposeB)]);
};

function matrixOperand({ onnx, value }: LoweringContext, x: Tensor, transposed: boolean): string {
  if (!transposed) return value(x);
  const rank = x.shape.length;
  const order = x.shape.map((_, axis) => (axis < rank - 2 ? axis : 2 * rank - 3 - axis));
  return onnx.add("Transpose", [value(x)], { perm: toInt64s(order) });
}
