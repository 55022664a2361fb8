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
   * The mean over attributes, each weighted by its current loss (without a gradient through the weights): a single
   * attribute that is predicted badly counts little in the plain mean.
   */
  readonly hardest: Tensor;
}

/**
 * Computes the loss of predicted attributes: the cross-entropy of the logit of a binary tag, that of the softmax over the
 * choices of a category, and the squared error of a number in standard deviations. Each is about 1 for an uninformed
 * guess, so that they need no weights.
 *
 * @param predicted - `[batch, width]`: logits, and standardized numbers.
 * @param target - `[batch, width]`, from `encodeAttributes`.
 * @param mask - `[batch, width]`, from `attributeMask`; unknown values do not count.
 * @returns two numbers `[]`; see {@link AttributesLoss}.
 */
export function attributesLoss(predicted: Tensor, target: Tensor, mask: Tensor, { tags }: Attributes): AttributesLoss {
  const [batch] = predicted.shape;
  let start = 0;
  const each = tags.map((tag) => {
    const width = encodedTagWidth(tag);
    const [output, label, known] = [predicted, target, mask].map((x) => slice(x, [0, start], [batch, width]));
    start += width;
    return { loss: tagLoss(tag, output, label, known), count: multiply(sumAll(known), 1 / width) };
  });
  const sum = addN(each.map(({ loss }) => loss));
  const mean = divide(sum, maximum(addN(each.map(({ count }) => count)), 1));
  const means = each.map(({ loss, count }) => divide(loss, maximum(count, 1)));
  const weights = means.map((one) => stopGradient(one));
  const weighted = addN(means.map((one, at) => multiply(one, weights[at])));
  return { mean, hardest: divide(weighted, maximum(addN(weights), 1e-6)) };
}

/** Computes the loss of one tag, summed over the batch, `[]`, from its columns `[batch, width]`. */
function tagLoss({ kind }: Attribute, output: Tensor, label: Tensor, known: Tensor): Tensor {
  if (kind === "binary") return sumAll(multiply(softplus(multiply(multiply(label, output), -1)), known));
  if (kind === "number") return sumAll(multiply(square(subtract(output, label)), known));
  return multiply(sumAll(multiply(label, logSoftmax(output, 1))), -1); // the label of an unknown category is 0
}
