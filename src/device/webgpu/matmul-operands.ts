import { sizeOf, type Tensor } from "../../tensor/index.ts";
import type { ContractionOperands } from "./contraction.ts";
import { linearIndex } from "./element-index.ts";

/** Creates the operands of a batch of matrix products, as {@link ContractionOperands}: z is the batch. */
export function matmulOperands(node: Tensor<"matmul">): ContractionOperands {
  const { transposeA, transposeB } = node.attributes;
  const [a, b] = node.inputs;
  const [m, n] = node.shape.slice(-2);
  const k = a.shape.at(transposeA ? -2 : -1)!;
  return {
    m,
    n,
    k,
    z: sizeOf(node.shape.slice(0, -2)),
    alongK: { a: !transposeA, b: transposeB },
    a: ({ load, writer }, row, deep) => {
      const place = transposeA ? `${deep} * ${m}u + ${row}` : `${row} * ${k}u + ${deep}`;
      return load(a, writer.index(`z * ${m * k}u + ${place}`));
    },
    b: ({ load, writer }, deep, column) => {
      const place = transposeB ? `${column} * ${k}u + ${deep}` : `${deep} * ${n}u + ${column}`;
      return load(b, writer.index(`z * ${k * n}u + ${place}`));
    },
    outputElement: ({ writer }, row, column) => ({
      spot: linearIndex(writer, node.shape, writer.index(`z * ${m * n}u + ${row} * ${n}u + ${column}`)),
      exists: undefined,
    }),
  };
}
