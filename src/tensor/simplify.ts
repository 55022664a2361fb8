import { broadcast } from "./op/broadcast.ts";
import { sameShape } from "./shape.ts";
import { isOp, tensor, type Tensor } from "./tensor.ts";
import { topologicalOrder, type Graph } from "./graph.ts";

/**
 * Simplifies a graph: merges equal subexpressions, removes aliases (`withGradient`) and unused tensors, and replaces
 * x + 0, x · 1, x / 1 and x − 0 by x. Devices call this before they compile.
 *
 * @returns a graph with the same outputs and updates.
 */
export function simplify(graph: Graph): Graph {
  const byKey = new Map<string, Tensor>();
  const identity = new Map<Tensor, number>();
  const replacement = new Map<Tensor, Tensor>();
  const current = (node: Tensor): Tensor => replacement.get(node) ?? node;

  for (const node of topologicalOrder([...Object.values(graph.outputs), ...graph.updates.values()])) {
    if (isOp(node, "input") || isOp(node, "state")) {
      identity.set(node, identity.size);
      continue;
    }
    const inputs = node.inputs.map(current);
    const result = existingEquivalent(node, inputs);
    if (result) {
      replacement.set(node, result);
      if (!identity.has(result)) identity.set(result, identity.size);
      continue;
    }
    const key = keyOf(node, inputs, identity);
    const equal = byKey.get(key);
    if (equal) {
      replacement.set(node, equal);
      continue;
    }
    const changed = inputs.some((input, index) => input !== node.inputs[index]);
    const simplified = changed ? tensor(node.op, node.shape, inputs, node.attributes) : node;
    replacement.set(node, simplified);
    identity.set(simplified, identity.size);
    byKey.set(key, simplified);
  }
  return {
    outputs: Object.fromEntries(Object.entries(graph.outputs).map(([name, node]) => [name, current(node)])),
    updates: new Map([...graph.updates].map(([state, next]) => [state, current(next)])),
  };
}

/** Finds an existing tensor that equals `node`, if there is one. */
function existingEquivalent(node: Tensor, inputs: readonly Tensor[]): Tensor | undefined {
  if (isOp(node, "withGradient")) return inputs[0];
  const [a, b] = inputs;
  const neutral = { add: 0, subtract: 0, multiply: 1, divide: 1 }[node.op as string];
  if (neutral === undefined) return undefined;
  if (isAll(b, neutral) && sameShape(a.shape, node.shape)) return a;
  if ((isOp(node, "add") || isOp(node, "multiply")) && isAll(a, neutral)) {
    if (sameShape(b.shape, node.shape)) return b;
    return b.op === "constant" ? broadcast(b, node.shape) : undefined;
  }
  return undefined;
}

function isAll(node: Tensor, value: number): boolean {
  return isOp(node, "constant") && node.attributes.values.length === 1 && node.attributes.values[0] === value;
}

/** Creates a key that two tensors share exactly when they apply one operation to the same inputs. */
function keyOf(node: Tensor, inputs: readonly Tensor[], identity: ReadonlyMap<Tensor, number>): string {
  if (isOp(node, "constant")) {
    const { values } = node.attributes;
    if (values.length > 64) return `constant ${node.shape} of its own ${identity.size}`;
    return `constant ${node.shape} ${Array.from(values).join()}`;
  }
  return `${node.op} ${node.shape} ${inputs.map((input) => identity.get(input)).join()} ${JSON.stringify(node.attributes)}`;
}
