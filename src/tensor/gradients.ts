import { showShape, sameShape, shapeError } from "./shape.ts";
import type { Tensor } from "./tensor.ts";
import { add } from "./op/add.ts";
import { constant } from "./op/constant.ts";
import { topologicalOrder } from "./graph.ts";

/**
 * dL/dt for each tensor t, as new tensors: reverse-mode differentiation (Linnainmaa 1970). Because every chain rule
 * is written in operations, the result can be differentiated again: gradient penalties need that.
 *
 * @param loss - a single number, shape `[]`.
 * @param wanted - the tensors to differentiate by; one that the loss does not depend on gets zeros.
 */
export function gradients(loss: Tensor, wanted: readonly Tensor[]): Tensor[] {
  if (!sameShape(loss.shape, [])) throw shapeError("gradients", "a single number []", showShape(loss.shape));
  const order = topologicalOrder([loss]);
  const reaches = new Set<Tensor>(wanted);
  for (const node of order) if (node.gradient && node.inputs.some((input) => reaches.has(input))) reaches.add(node);

  const flow = new Map<Tensor, Tensor>([[loss, constant(1)]]);
  for (const node of order.reverse()) {
    const dy = flow.get(node);
    if (!dy || !node.gradient || !node.inputs.some((input) => reaches.has(input))) continue;
    const parts = node.gradient(
      dy,
      node.inputs.map((input) => reaches.has(input)),
    );
    node.inputs.forEach((input, index) => {
      const part = parts[index];
      if (!part || !reaches.has(input)) return;
      const before = flow.get(input);
      flow.set(input, before ? add(before, part) : part);
    });
  }
  return wanted.map((tensor) => flow.get(tensor) ?? constant(0, tensor.shape));
}
