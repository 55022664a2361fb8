import { formatShape, sameShape, shapeError } from "./shape.ts";
import type { Tensor } from "./tensor.ts";
import { add } from "./op/add.ts";
import { constant } from "./op/constant.ts";
import { multiply } from "./op/multiply.ts";
import { topologicalOrder } from "./graph.ts";

/**
 * dL/dt for each tensor t, as new tensors: reverse-mode differentiation (Linnainmaa 1970). Because every chain rule
 * is written in operations, the result can be differentiated again: gradient penalties need that.
 *
 * @param loss - a single number, shape `[]`.
 * @param wanted - the tensors to differentiate by; one that the loss does not depend on gets zeros.
 * @param scale - everything on the way is this many times as large, only the results are not: where numbers are kept in
 *   half precision, small slopes would vanish (Micikevicius et al. 2018, section 3.2).
 */
export function gradients(loss: Tensor, wanted: readonly Tensor[], scale = 1): Tensor[] {
  if (!sameShape(loss.shape, [])) throw shapeError("gradients", "a single number []", formatShape(loss.shape));
  const order = topologicalOrder([loss]);
  const reaches = new Set<Tensor>(wanted);
  for (const node of order) if (node.gradient && node.inputs.some((input) => reaches.has(input))) reaches.add(node);

  const flow = new Map<Tensor, Tensor>([[loss, constant(scale)]]);
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
  return wanted.map((tensor) => {
    const found = flow.get(tensor);
    if (!found) return constant(0, tensor.shape);
    return scale === 1 ? found : multiply(found, 1 / scale);
  });
}
