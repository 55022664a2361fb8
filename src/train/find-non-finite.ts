import { referenceDevice, type Values, type Weights } from "../device/index.ts";
import { isOp, topologicalOrder, type Graph, type Tensor } from "../tensor/index.ts";

/** The first operation of a step whose result contains NaN or an infinite number. */
export interface NonFinite {
  /** Name of the operation, such as `log`. */
  readonly op: string;
  readonly shape: readonly number[];
  /** Shapes of its inputs. */
  readonly inputs: readonly (readonly number[])[];
  /** Names of the weights that it reads, directly or through other operations; at most three. */
  readonly weights: readonly string[];
}

/**
 * Finds the first operation of a graph that makes a number NaN or infinite, in the order of computation. It computes
 * every operation on the reference device: slow, for debugging.
 *
 * @param weights - the states before the step.
 * @param inputs - the inputs of the step.
 * @returns undefined when all numbers are finite.
 */
export async function findNonFinite(
  graph: Graph,
  weights: Weights,
  inputs: Readonly<Record<string, Values>>,
): Promise<NonFinite | undefined> {
  const order = topologicalOrder([...Object.values(graph.outputs), ...graph.updates.values()]);
  const outputs = Object.fromEntries(order.map((node, at) => [String(at), node]));
  const device = referenceDevice();
  const program = await device.compile({ outputs, updates: new Map() });
  const state = device.upload(weights);
  try {
    const results = program.run(state, inputs);
    for (const [at, node] of order.entries()) {
      if (isOp(node, "constant")) continue;
      const values = await results[String(at)].read();
      if (values.every(Number.isFinite)) continue;
      return {
        op: node.op,
        shape: node.shape,
        inputs: node.inputs.map(({ shape }) => shape),
        weights: weightsOf(node),
      };
    }
    return undefined;
  } finally {
    program.dispose();
    state.dispose();
  }
}

/** Returns the names of the last states, in the order of computation, that a tensor depends on; at most three. */
function weightsOf(node: Tensor): string[] {
  const states = topologicalOrder([node]).filter((one): one is Tensor<"state"> => isOp(one, "state"));
  return states.slice(-3).reverse().map(({ attributes }) => attributes.name); // oxfmt-ignore
}
