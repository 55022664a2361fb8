import { internalError } from "../error.ts";
import type { Tensor } from "./tensor.ts";
import { isOp } from "./tensor.ts";

/**
 * Computation that a device compiles: named outputs, and the next value of each state. Every update reads the states from
 * before the run.
 */
export interface Graph {
  readonly outputs: Readonly<Record<string, Tensor>>;
  readonly updates: ReadonlyMap<Tensor<"state">, Tensor>;
}

/** Lists all tensors that `roots` depend on, each once, inputs before users; without recursion, as graphs are deep. */
export function topologicalOrder(roots: Iterable<Tensor>): Tensor[] {
  const order: Tensor[] = [];
  const done = new Set<Tensor>();
  const stack: { node: Tensor; next: number }[] = [];
  for (const root of roots) {
    if (done.has(root)) continue;
    done.add(root);
    stack.push({ node: root, next: 0 });
    while (stack.length > 0) {
      const top = stack[stack.length - 1];
      const input = top.node.inputs[top.next++];
      if (input === undefined) {
        order.push(top.node);
        stack.pop();
      } else if (!done.has(input)) {
        done.add(input);
        stack.push({ node: input, next: 0 });
      }
    }
  }
  return order;
}

/** Collects the inputs and states of a graph by name. Two different tensors of one name are a bug. */
export function graphSources(graph: Graph): {
  inputs: Map<string, Tensor<"input">>;
  states: Map<string, Tensor<"state">>;
} {
  const inputs = new Map<string, Tensor<"input">>();
  const states = new Map<string, Tensor<"state">>();
  for (const node of topologicalOrder([
    ...Object.values(graph.outputs),
    ...graph.updates.values(),
    ...graph.updates.keys(),
  ])) {
    if (isOp(node, "input")) addUnique(inputs, node.attributes.name, node);
    if (isOp(node, "state")) addUnique(states, node.attributes.name, node);
  }
  return { inputs, states };
}

function addUnique<T>(nodes: Map<string, T>, name: string, node: T): void {
  if (nodes.has(name) && nodes.get(name) !== node) throw internalError(`two tensors are called "${name}"`);
  nodes.set(name, node);
}
