import { topologicalOrder } from "./graph.ts";
import { tensor, type Tensor } from "./tensor.ts";

/**
 * The same tensor, computed from others: wherever it, or what it is made of, reads a key of `others`, it reads the value
 * instead. A substitute has the shape of what it stands for. What does not depend on a key is left as it is; no gradients flow through the rest.
 *
 * @param others - what to read in place of a tensor.
 * @param only - for some readers alone what they are to read; it goes before `others`.
 */
export function substitute(
  root: Tensor,
  others: ReadonlyMap<Tensor, Tensor>,
  only: ReadonlyMap<Tensor, ReadonlyMap<Tensor, Tensor>> = new Map(),
): Tensor {
  const now = new Map<Tensor, Tensor>();
  for (const node of topologicalOrder([root])) {
    const own = only.get(node);
    const inputs = node.inputs.map((input) => own?.get(input) ?? now.get(input)!);
    const same = inputs.every((input, at) => input === node.inputs[at]);
    now.set(node, others.get(node) ?? (same ? node : tensor(node.op, node.shape, inputs, node.attributes)));
  }
  return now.get(root)!;
}
