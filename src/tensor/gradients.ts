import { formatShape, sameShape, shapeError } from "./shape.ts";
import type { Tensor } from "./tensor.ts";
import { add } from "./op/add.ts";
import { constant } from "./op/constant.ts";
import { multiply } from "./op/multiply.ts";
import { topologicalOrder } from "./graph.ts";
import { tensorText } from "../text/index.ts";

/**
 * Computes dL/dt for each tensor t, as new tensors, by reverse-mode differentiation (Linnainmaa 1970). Every chain rule is
 * written in operations, so the result can be differentiated again, as gradient penalties need.
 *
 * @param loss - `[]`.
 * @param targets - tensors to differentiate by.
 * @param scale - factor of all gradients inside the backward pass; the results are divided by it. In half precision, small
 *   gradients would underflow without it (Micikevicius et al. 2018, section 3.2). Default 1.
 * @returns one tensor for each target, of its shape; zeros where the loss does not depend on it.
 * @throws OmakaseError `shape` when the loss is not a single number.
 */
export function gradients(loss: Tensor, targets: readonly Tensor[], scale = 1): Tensor[] {
  if (!sameShape(loss.shape, []))
    throw shapeError("gradients", tensorText.shape.single({ shape: formatShape(loss.shape) }));
  const order = topologicalOrder([loss]);
  const dependents = new Set<Tensor>(targets);
  for (const node of order)
    if (node.gradient && node.inputs.some((input) => dependents.has(input))) dependents.add(node);

  const gradientOf = new Map<Tensor, Tensor>([[loss, constant(scale)]]);
  for (const node of order.reverse()) {
    const dy = gradientOf.get(node);
    if (!dy || !node.gradient || !node.inputs.some((input) => dependents.has(input))) continue;
    const parts = node.gradient(
      dy,
      node.inputs.map((input) => dependents.has(input)),
    );
    node.inputs.forEach((input, index) => {
      const part = parts[index];
      if (!part || !dependents.has(input)) return;
      const sum = gradientOf.get(input);
      gradientOf.set(input, sum ? add(sum, part) : part);
    });
  }
  return targets.map((tensor) => {
    const gradient = gradientOf.get(tensor);
    if (!gradient) return constant(0, tensor.shape);
    return scale === 1 ? gradient : multiply(gradient, 1 / scale);
  });
}
