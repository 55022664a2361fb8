import { isOp, sizeOf, topologicalOrder, type Graph, type Shape, type Tensor } from "../../tensor/index.ts";
import { isElementwise, isExpensive, constantScalar } from "./elementwise-code.ts";
import { isReduction, isContraction, baseTensor } from "./kernel.ts";

/** A graph and its tensors in memory; all others are computed where they are read. */
export interface Materialization {
  /** All tensors, inputs before users. */
  readonly nodes: readonly Tensor[];
  /** Consumers of each tensor. */
  readonly consumers: ReadonlyMap<Tensor, readonly Tensor[]>;
  /** Tensors that kernels write; never a reshaped one, which shares the memory of its input. */
  readonly materialized: Set<Tensor>;
  /** Base tensors of outputs and updates. */
  readonly results: ReadonlySet<Tensor>;
}

/** Largest size of a tensor in the shared arena, in numbers; it costs almost nothing to write and read. */
export const smallTensorSize = 4096;
/** Largest number of operations for one element. */
const maxElementWork = 160;
/** Number of large tensors from which recomputing an element costs more than memory. */
const maxCheapLeaves = 3;

/**
 * Decides which tensors of a graph are written to memory: outputs and updates, operands and results of contractions,
 * results of reductions, and shared tensors that cost more to recompute than to write and read.
 *
 * @param mostLeaves - largest number of large tensors from which one element is computed.
 */
export function materialize(graph: Graph, mostLeaves: number): Materialization {
  const roots = [...Object.values(graph.outputs), ...graph.updates.values()];
  const nodes = topologicalOrder(roots);
  const consumers = new Map<Tensor, Tensor[]>(nodes.map((node) => [node, []]));
  for (const node of nodes) for (const input of new Set(node.inputs)) consumers.get(input)!.push(node);
  const results = new Set(roots.map(baseTensor));
  const materialized = new Set<Tensor>();
  const store = (node: Tensor): void => {
    const base = baseTensor(node);
    if (!isResident(base)) materialized.add(base);
  };
  for (const node of nodes) {
    if (isReduction(node) || isContraction(node)) materialized.add(node);
    if (isContraction(node)) node.inputs.forEach(store);
  }
  for (const node of results) if (!isResident(node)) materialized.add(node);
  const costs = materializeCrowded(nodes, materialized, mostLeaves);
  materializeShared(nodes, consumers, materialized, costs);
  return { nodes, consumers, materialized, results };
}

/** Tells whether a tensor is in memory before a run. */
export function isResident(node: Tensor): boolean {
  return isOp(node, "input") || isOp(node, "state") || (isOp(node, "constant") && node.attributes.values.length > 1);
}

/** Cost of computing an element from tensors in memory. */
interface ElementCost {
  readonly leaves: ReadonlySet<Tensor>;
  readonly work: number;
  readonly hasExpensiveOp: boolean;
}

/** Materializes tensors whose elements would cost too much, and returns the cost of each tensor. */
function materializeCrowded(
  nodes: readonly Tensor[],
  stored: Set<Tensor>,
  mostLeaves: number,
): ReadonlyMap<Tensor, ElementCost> {
  const costs = new Map<Tensor, ElementCost>();
  const reading = (node: Tensor): ElementCost =>
    isResident(node) || stored.has(node)
      ? { leaves: new Set([node]), work: 0, hasExpensiveOp: false }
      : costs.get(node)!;
  const making = (node: Tensor): ElementCost => {
    const inputs = node.inputs.map(reading);
    return {
      leaves: new Set(inputs.flatMap(({ leaves }) => [...leaves])),
      work: inputs.reduce((total, { work }) => total + work, 1),
      hasExpensiveOp: isExpensive(node) || inputs.some(({ hasExpensiveOp }) => hasExpensiveOp),
    };
  };
  const tooMuch = ({ leaves, work }: ElementCost) => countLarge(leaves) > mostLeaves || work > maxElementWork;
  for (const node of nodes) {
    costs.set(node, making(node));
    while (tooMuch(costs.get(node)!)) {
      const [dearest] = node.inputs
        .map(baseTensor)
        .filter((input) => !isResident(input) && !stored.has(input) && constantScalar(input) === undefined)
        .sort(
          (a, b) => countLarge(reading(b).leaves) - countLarge(reading(a).leaves) || reading(b).work - reading(a).work,
        );
      if (!dearest) break;
      stored.add(dearest);
      costs.set(node, making(node));
    }
  }
  return costs;
}

function countLarge(leaves: Iterable<Tensor>): number {
  return [...leaves].filter(({ shape }) => sizeOf(shape) > smallTensorSize).length;
}

/** Materializes tensors that several kernels would recompute at a higher cost than memory. */
function materializeShared(
  nodes: readonly Tensor[],
  users: ReadonlyMap<Tensor, readonly Tensor[]>,
  stored: Set<Tensor>,
  costs: ReadonlyMap<Tensor, ElementCost>,
): void {
  const readers = new Map<Tensor, ReadonlySet<Tensor>>();
  for (const node of nodes.toReversed()) {
    const found = new Set<Tensor>();
    for (const user of users.get(node)!) {
      if (stored.has(user)) found.add(user);
      else readers.get(user)!.forEach((reader) => found.add(reader));
    }
    readers.set(node, found);
    if (stored.has(node) || !isElementwise(node)) continue;
    const { leaves, work, hasExpensiveOp } = costs.get(node)!;
    const size = sizeOf(node.shape);
    const repeated =
      [...found].some((reader) => sizeOf(iterationShape(reader)) >= 8 * size) && (hasExpensiveOp || work > 3);
    const dear = hasExpensiveOp || countLarge(leaves) >= maxCheapLeaves;
    if (repeated || (found.size > 1 && size > smallTensorSize && dear)) stored.add(node);
  }
}

/** Returns the shape over which the kernel of a materialized tensor iterates. */
function iterationShape(reader: Tensor): Shape {
  return isReduction(reader) ? reader.inputs[0].shape : reader.shape;
}
