import { topologicalOrder } from "./graph.ts";
import { tensor, type Tensor } from "./tensor.ts";

/**
 * Replaces tensors that a result depends on. Parts that do not depend on a replaced tensor stay; no gradients flow through
 * the rest.
 *
 * @param root - the result.
 * @param others - replacements by tensor, of the same shapes.
 * @param only - replacements for the inputs of single nodes; they take precedence over `others`.
 * @returns the result computed from the replacements.
 */
export function substitute(
  root: Tensor,
  others: ReadonlyMap<Tensor, Tensor>,
  only: ReadonlyMap<Tensor, ReadonlyMap<Tensor, Tensor>> = new Map(),
): Tensor {
  const replaced = new Map<Tensor, Tensor>();
  for (const node of topologicalOrder([root])) {
    const inputsOf = only.get(node);
    const inputs = node.inputs.map((input) => inputsOf?.get(input) ?? replaced.get(input)!);
    const same = inputs.every((input, at) => input === node.inputs[at]);
    replaced.set(node, others.get(node) ?? (same ? node : tensor(node.op, node.shape, inputs, node.attributes)));
  }
  return replaced.get(root)!;
}
