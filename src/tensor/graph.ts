import { internalError } from "../error.ts";
import type { Tensor } from "./tensor.ts";
import { isOp } from "./tensor.ts";

/**
 * What a device compiles: named results to hand back, and what replaces each state after a run.
 * Every update reads the states as they were before the run.
 */
export interface Graph {
  readonly outputs: Readonly<Record<string, Tensor>>;
  readonly updates: ReadonlyMap<Tensor<"state">, Tensor>;
}

/** All tensors that the given ones need, each once, inputs before users. Does not recurse: graphs are deep. */
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

/** What a graph reads from outside, by name. Two different tensors of one name are a bug. */
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
    if (isOp(node, "input")) remember(inputs, node.attributes.name, node);
    if (isOp(node, "state")) remember(states, node.attributes.name, node);
  }
  return { inputs, states };
}

function remember<T>(known: Map<string, T>, name: string, node: T): void {
  if (known.has(name) && known.get(name) !== node) throw internalError(`two tensors are called "${name}"`);
  known.set(name, node);
}
