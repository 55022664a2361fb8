import { encodedTagWidth, type Attribute, type Attributes } from "../../dataset/index.ts";
import {
  divide,
  logSoftmax,
  maximum,
  multiply,
  slice,
  softplus,
  square,
  stopGradient,
  subtract,
  sumAll,
  addN,
  type Tensor,
} from "../../tensor/index.ts";

/** See {@link attributesLoss}; both `[]`. */
export interface AttributesLoss {
  /** The mean over all known values. */
  readonly mean: Tensor;
  /**
   * The mean over attributes, each weighed by what it costs now (the slope takes these weights as they are): when all is
   * read rightly but a mouth of five pixels, the mean over ten attributes hears little of it.
   */
  readonly hardest: Tensor;
}

/**
 * How far predicted attributes are from the wanted ones. A binary tag costs the cross-entropy of its logit, a category
 * that of the softmax over its choices, a number the squared difference in standard deviations: all of the order of 1 for
 * a guess that knows nothing, so none drowns another.
 *
 * @param predicted - `[batch, width]`: logits, and standardised numbers.
 * @param wanted - `[batch, width]`, of `encodeAttributes`.
 * @param mask - `[batch, width]`, of `attributeMask`: unknown values cost nothing.
 */
export function attributesLoss(predicted: Tensor, wanted: Tensor, mask: Tensor, { tags }: Attributes): AttributesLoss {
  const [batch] = predicted.shape;
  let start = 0;
  const each = tags.map((tag) => {
    const width = encodedTagWidth(tag);
    const [said, meant, known] = [predicted, wanted, mask].map((x) => slice(x, [0, start], [batch, width]));
    start += width;
    return { cost: cost(tag, said, meant, known), known: multiply(sumAll(known), 1 / width) };
  });
  const sum = addN(each.map(({ cost }) => cost));
  const mean = divide(sum, maximum(addN(each.map(({ known }) => known)), 1));
  const means = each.map(({ cost, known }) => divide(cost, maximum(known, 1)));
  const now = means.map((one) => stopGradient(one));
  return { mean, hardest: divide(addN(means.map((one, at) => multiply(one, now[at]))), maximum(addN(now), 1e-6)) };
}

/** What all pictures of a batch cost together, `[]`, of one tag: its own columns. */
function cost({ kind }: Attribute, said: Tensor, meant: Tensor, known: Tensor): Tensor {
  if (kind === "binary") return sumAll(multiply(softplus(multiply(multiply(meant, said), -1)), known));
  if (kind === "number") return sumAll(multiply(square(subtract(said, meant)), known));
  return multiply(sumAll(multiply(meant, logSoftmax(said, 1))), -1); // of an unknown category, no choice is wanted
}
