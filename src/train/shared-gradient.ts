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
 * Replaces a generator's loss by one with the same gradient that needs no second backward pass through the discriminator.
 * Where each logit depends on its own image only, both losses send the same slope back to an image,
 * but for a factor of that image: the derivative of one loss by the logit over that of the other. We know of no paper
 * with it.
 *
 * It applies where both losses share one call of a network whose output is `[batch, 1]`, one logit for each image, and
 * where the other loss has a slope everywhere (`standard` and `relativistic`; not `hinge`). Both losses must depend on
 * weights through these logits only.
 *
 * @param loss - loss of the generator, `[]`.
 * @param otherTerms - terms of the discriminator's loss, each `[]`.
 * @param applications - calls of the discriminator that both losses share.
 * @param lossScale - see `gradients`. Default 1.
 * @returns a tensor `[]` with the gradient of the loss, or undefined where this does not apply.
 */
export function shareGradient(
  loss: Tensor,
  otherTerms: readonly Tensor[],
  applications: readonly Application[],
  lossScale?: number,
): Tensor | undefined {
  const ancestors = new Set(topologicalOrder([loss]));
  const calls = applications.filter(({ output }) => ancestors.has(output as Tensor));
  if (calls.length !== 1) return undefined;
  const [x, logits] = [calls[0].inputs[0], calls[0].output] as [Tensor, Tensor];
  if (calls[0].inputs.length !== 1 || logits.shape.length !== 2 || logits.shape[1] !== 1) return undefined;
  if (!keepsImagesApart(x, logits)) return undefined;
  const otherLoss = otherTerms.find((term) => topologicalOrder([term]).includes(logits));
  if (!otherLoss || ![loss, otherLoss].every((one) => dependsOnlyOn(one, logits))) return undefined;
  const [lossSlope] = gradients(loss, [logits], lossScale); // [batch, 1] each
  const [otherSlope] = gradients(otherLoss, [logits], lossScale);
  // lossSlope / otherSlope, or 0 where the discriminator is so certain that its slope underflows
  const ratio = divide(multiply(lossSlope, otherSlope), maximum(square(otherSlope), 1e-30));
  const [imageSlope] = gradients(otherLoss, [x], lossScale); // [batch, channel, size, size]
  const ratioPerImage = reshape(ratio, [x.shape[0], ...x.shape.slice(1).map(() => 1)]);
  return sumAll(multiply(x, stopGradient(multiply(imageSlope, ratioPerImage))));
}

/** Tells whether a loss depends on states through the logits only. */
function dependsOnlyOn(loss: Tensor, logits: Tensor): boolean {
  const visited = new Set<Tensor>([logits]);
  const stack = [loss];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (visited.has(node)) continue;
    if (isOp(node, "state")) return false;
    visited.add(node);
    stack.push(...node.inputs);
  }
  return true;
}

/**
 * Tells whether row i of a result depends on row i of a tensor only, judged by the operations between them.
 *
 * @param x - `[batch, …]`.
 * @param result - `[batch, …]`, computed from `x`.
 */
export function keepsImagesApart(x: Tensor, result: Tensor): boolean {
  const dependent = new Set<Tensor>([x]);
  for (const node of topologicalOrder([result])) {
    if (node === x || !node.inputs.some((one) => dependent.has(one))) continue;
    if (!keepsRows(node, dependent)) return false;
    dependent.add(node);
  }
  return true;
}

/** Tells whether an operation keeps rows apart, for inputs that depend on the rows. */
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
