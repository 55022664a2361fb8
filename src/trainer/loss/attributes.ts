import { attributeWidth, type Attribute, type Attributes } from "../../dataset/index.ts";
import {
  add,
  constant,
  divide,
  logSoftmax,
  maximum,
  multiply,
  slice,
  softplus,
  square,
  subtract,
  sumAll,
  total,
  type Tensor,
} from "../../tensor/index.ts";

/**
 * How far predicted attributes are from the wanted ones: the mean over all known values, `[]`. A binary tag costs the
 * cross-entropy of its logit, a category that of the softmax over its choices, a number the squared difference in
 * standard deviations: all of the order of 1 for a guess that knows nothing, so none drowns another.
 *
 * @param predicted - `[batch, width]`: logits, and standardised numbers.
 * @param wanted - `[batch, width]`, of `encodeAttributes`.
 * @param mask - `[batch, width]`, of `attributeMask`: unknown values cost nothing.
 */
export function attributesLoss(predicted: Tensor, wanted: Tensor, mask: Tensor, attributes: Attributes): Tensor {
  const [batch, width] = predicted.shape;
  const columns = attributes.tags.flatMap((tag) => new Array<Attribute>(attributeWidth(tag)).fill(tag));
  const perColumn = (value: (tag: Attribute) => number): Tensor => constant(columns.map(value), [1, width]);
  const only = (kind: string): Tensor => perColumn((tag) => (tag.kind === kind ? 1 : 0));
  const binary = multiply(softplus(multiply(multiply(wanted, predicted), -1)), only("binary"));
  const number = multiply(square(subtract(predicted, wanted)), only("number"));
  const parts = [sumAll(multiply(add(binary, number), mask))];
  let start = 0;
  for (const tag of attributes.tags) {
    const size = [batch, attributeWidth(tag)];
    const block = (x: Tensor): Tensor => slice(x, [0, start], size);
    // no mask is needed: of an unknown category, no choice is wanted
    if (tag.kind === "category")
      parts.push(multiply(sumAll(multiply(block(wanted), logSoftmax(block(predicted), 1))), -1));
    start += size[1];
  }
  const known = sumAll(
    multiply(
      mask,
      perColumn((tag) => 1 / attributeWidth(tag)),
    ),
  );
  return divide(total(parts), maximum(known, 1));
}
