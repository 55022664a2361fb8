import {
  divide,
  gradients,
  isOp,
  maximum,
  multiply,
  reshape,
  square,
  stopGradient,
  sumAll,
  topologicalOrder,
  type Tensor,
} from "../tensor/index.ts";
import type { Application } from "./loss-context.ts";

/**
 * Replaces a generator's loss by one with the same gradient that needs no second backward pass through the discriminator,
 * a fifth of a step. Where each logit depends on its own image only, both losses send the same slope back to an image,
 * but for a factor of that image: the derivative of one loss by the logit over that of the other. We know of no paper
 * with it.
 *
 * It applies to a network of the other loss whose output is `[batch, 1]`, one logit for each image, and whose loss has a
 * slope everywhere (`standard` and `relativistic`; not `hinge`).
 *
 * @param loss - loss of the generator, `[]`.
 * @param others - terms of the discriminator's loss, each `[]`.
 * @param applications - calls of the discriminator that both losses share.
 * @returns the loss to differentiate, or undefined where the trick does not apply.
 */
export function shareGradient(
  loss: Tensor,
  others: readonly Tensor[],
  applications: readonly Application[],
  lossScale?: number,
): Tensor | undefined {
  const reached = new Set(topologicalOrder([loss]));
  const calls = applications.filter(({ output }) => reached.has(output as Tensor));
  if (calls.length !== 1) return undefined;
  const [x, logits] = [calls[0].inputs[0], calls[0].output] as [Tensor, Tensor];
  if (calls[0].inputs.length !== 1 || logits.shape.length !== 2 || logits.shape[1] !== 1) return undefined;
  if (!keepsImagesApart(x, logits)) return undefined;
  const other = others.find((term) => topologicalOrder([term]).includes(logits));
  if (!other) return undefined;
  const [wanted] = gradients(loss, [logits], lossScale);
  const [given] = gradients(other, [logits], lossScale);
  // a discriminator that is so sure has no slope left to share
  const factor = divide(multiply(wanted, given), maximum(square(given), 1e-30)); // [batch, 1]
  const [slope] = gradients(other, [x], lossScale);
  const perImage = stopGradient(multiply(slope, reshape(factor, [x.shape[0], ...x.shape.slice(1).map(() => 1)])));
  return sumAll(multiply(x, perImage));
}

/** Whether row i of a result depends on row i of a tensor only, judged by the operations between them. */
export function keepsImagesApart(x: Tensor, result: Tensor): boolean {
  const dependent = new Set<Tensor>([x]);
  for (const node of topologicalOrder([result])) {
    if (node === x || !node.inputs.some((one) => dependent.has(one))) continue;
    if (!keepsRows(node, dependent)) return false;
    dependent.add(node);
  }
  return true;
}

/** Whether an operation keeps rows apart, given which of its inputs depend on the rows. */
function keepsRows(node: Tensor, dependent: ReadonlySet<Tensor>): boolean {
  const [rows] = node.shape;
  const inputs = node.inputs.filter((one) => dependent.has(one));
  if (!inputs.every(({ shape }) => shape[0] === rows)) return false;
  if (isOp(node, "sum") || isOp(node, "max")) return !node.attributes.axes.includes(0);
  if (isOp(node, "transpose")) return node.attributes.order[0] === 0;
  if (isOp(node, "concatenate")) return node.attributes.axis !== 0;
  if (isOp(node, "matmul") || isOp(node, "conv2d") || isOp(node, "conv2dInputGradient"))
    return (
      inputs.length === 1 &&
      inputs[0] === node.inputs[0] &&
      !("transposeA" in node.attributes && node.attributes.transposeA)
    );
  if (isOp(node, "conv2dWeightGradient")) return false;
  return inputs.every(({ shape }) => isOp(node, "reshape") || shape.length === node.shape.length);
}
