import { shapeError, sizeOf, type Shape } from "../shape.ts";
import { tensor, type Operand, type Tensor } from "../tensor.ts";

/** See {@link constant}. */
export interface ConstantAttributes {
  /** Row-major; one value stands for all when the shape is larger. */
  readonly values: readonly number[] | Float32Array | Float64Array;
}

/**
 * Numbers that never change: filters, masks, factors. Whatever varies between runs is an `input` instead.
 *
 * @param values - as many as the shape holds, or one for all.
 */
export function constant(values: number | ConstantAttributes["values"], shape: Shape = []): Tensor<"constant"> {
  const list = typeof values === "number" ? [values] : values;
  if (list.length !== 1 && list.length !== sizeOf(shape))
    throw shapeError("constant", `${sizeOf(shape)} values`, `${list.length}`);
  return tensor("constant", shape, [], { values: list });
}

/** An operand as a tensor: a number becomes a scalar constant. */
export function asTensor(operand: Operand): Tensor {
  return typeof operand === "number" ? constant(operand) : operand;
}
