import { isOp, sizeOf, topologicalOrder, type Graph, type Shape, type Tensor } from "../../tensor/index.ts";
import { isElement, isSlow, uniformNumber } from "./element.ts";
import { isFold, isProduct, unshaped } from "./kernel.ts";

/** A graph, and which of its tensors are written to memory; all others are computed anew wherever they are read. */
export interface Placement {
  /** All tensors, inputs before users. */
  readonly nodes: readonly Tensor[];
  /** Who reads each tensor. */
  readonly users: ReadonlyMap<Tensor, readonly Tensor[]>;
  /** What kernels write. Never a reshaped tensor: that is the same memory under another shape. */
  readonly stored: Set<Tensor>;
  /** What leaves the graph, as it lies in memory. */
  readonly results: ReadonlySet<Tensor>;
}

/** Tensors up to this size share one buffer, and cost next to nothing to write and read. */
export const smallSize = 4096;
/** More operations than this are not done for one element. */
const mostWork = 160;
/** Computing an element from this many large tensors is dearer than writing it once and reading it. */
const manyLeaves = 3;

/**
 * Decides which tensors of a graph are written to memory: what leaves the graph, what products read and make, what is
 * folded; and in between what several read and is dearer to compute again than to write and read.
 *
 * @param mostLeaves - how many large tensors one element may be computed from.
 */
export function place(graph: Graph, mostLeaves: number): Placement {
  const roots = [...Object.values(graph.outputs), ...graph.updates.values()];
  const nodes = topologicalOrder(roots);
  const users = new Map<Tensor, Tensor[]>(nodes.map((node) => [node, []]));
  for (const node of nodes) for (const input of new Set(node.inputs)) users.get(input)!.push(node);
  const results = new Set(roots.map(unshaped));
  const stored = new Set<Tensor>();
  const store = (node: Tensor): void => {
    const base = unshaped(node);
    if (!liesThere(base)) stored.add(base);
  };
  for (const node of nodes) {
    if (isFold(node) || isProduct(node)) stored.add(node);
    if (isProduct(node)) node.inputs.forEach(store);
  }
  for (const node of results) if (!liesThere(node)) stored.add(node);
  const costs = storeCrowded(nodes, stored, mostLeaves);
  storeShared(nodes, users, stored, costs);
  return { nodes, users, stored, results };
}

/** Whether a tensor is in memory before anything runs. */
export function liesThere(node: Tensor): boolean {
  return isOp(node, "input") || isOp(node, "state") || (isOp(node, "constant") && node.attributes.values.length > 1);
}

/** What it takes to compute an element from what lies in memory. */
interface Cost {
  readonly leaves: ReadonlySet<Tensor>;
  readonly work: number;
  readonly slow: boolean;
}

/** Stores tensors where an element would be made from too much at once; says what each element costs. */
function storeCrowded(nodes: readonly Tensor[], stored: Set<Tensor>, mostLeaves: number): ReadonlyMap<Tensor, Cost> {
  const costs = new Map<Tensor, Cost>();
  const reading = (node: Tensor): Cost =>
    liesThere(node) || stored.has(node) ? { leaves: new Set([node]), work: 0, slow: false } : costs.get(node)!;
  const making = (node: Tensor): Cost => {
    const inputs = node.inputs.map(reading);
    return {
      leaves: new Set(inputs.flatMap(({ leaves }) => [...leaves])),
      work: inputs.reduce((total, { work }) => total + work, 1),
      slow: isSlow(node) || inputs.some(({ slow }) => slow),
    };
  };
  const tooMuch = ({ leaves, work }: Cost) => largeOf(leaves) > mostLeaves || work > mostWork;
  for (const node of nodes) {
    costs.set(node, making(node));
    while (tooMuch(costs.get(node)!)) {
      const [dearest] = node.inputs
        .map(unshaped)
        .filter((input) => !liesThere(input) && !stored.has(input) && uniformNumber(input) === undefined)
        .sort((a, b) => largeOf(reading(b).leaves) - largeOf(reading(a).leaves) || reading(b).work - reading(a).work);
      if (!dearest) break;
      stored.add(dearest);
      costs.set(node, making(node));
    }
  }
  return costs;
}

function largeOf(leaves: Iterable<Tensor>): number {
  return [...leaves].filter(({ shape }) => sizeOf(shape) > smallSize).length;
}

/** Stores what several kernels would compute for themselves, where that is dearer than memory. */
function storeShared(
  nodes: readonly Tensor[],
  users: ReadonlyMap<Tensor, readonly Tensor[]>,
  stored: Set<Tensor>,
  costs: ReadonlyMap<Tensor, Cost>,
): void {
  const readers = new Map<Tensor, ReadonlySet<Tensor>>();
  for (const node of nodes.toReversed()) {
    const found = new Set<Tensor>();
    for (const user of users.get(node)!) {
      if (stored.has(user)) found.add(user);
      else readers.get(user)!.forEach((reader) => found.add(reader));
    }
    readers.set(node, found);
    if (stored.has(node) || !isElement(node)) continue;
    const { leaves, work, slow } = costs.get(node)!;
    const size = sizeOf(node.shape);
    const repeated = [...found].some((reader) => sizeOf(walked(reader)) >= 8 * size) && (slow || work > 3);
    const dear = slow || largeOf(leaves) >= manyLeaves;
    if (repeated || (found.size > 1 && size > smallSize && dear)) stored.add(node);
  }
}

/** The elements over which a stored tensor's kernel walks. */
function walked(reader: Tensor): Shape {
  return isFold(reader) ? reader.inputs[0].shape : reader.shape;
}
