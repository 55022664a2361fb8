import { describeValue, OmakaseError } from "../../error.ts";
import { shapeError, sizeOf, type Shape } from "../shape.ts";
import { isTensor, tensor, type Operand, type Tensor } from "../tensor.ts";
import { tensorText } from "../../text/index.ts";

/** See {@link constant}. */
export interface ConstantAttributes {
  /** Row-major, as many as the shape has elements, or one for all. */
  readonly values: readonly number[] | Float32Array | Float64Array;
}

/**
 * Creates a tensor of numbers that never change, such as filters and masks. Numbers that vary between runs are an `input`.
 *
 * @param values - row-major; as many as the shape has elements, or one for all.
 * @param shape - default `[]`.
 * @throws OmakaseError `shape` when the number of values does not fit.
 */
export function constant(values: number | ConstantAttributes["values"], shape: Shape = []): Tensor<"constant"> {
  const list = typeof values === "number" ? [values] : values;
  if (list.length !== 1 && list.length !== sizeOf(shape))
    throw shapeError("constant", tensorText.shape.values({ count: sizeOf(shape), got: list.length }));
  return tensor("constant", shape, [], { values: list });
}

/**
 * Converts an operand to a tensor; a number becomes a scalar constant.
 *
 * @throws OmakaseError `option` when it is neither.
 */
export function asTensor(operand: Operand): Tensor {
  if (typeof operand === "number") return constant(operand);
  if (isTensor(operand)) return operand;
  throw new OmakaseError("option", {
    where: "tensor",
    ...tensorText.constant.operand({ got: describeValue(operand) }),
  });
}
