import { internalError } from "../error.ts";
import { topologicalOrder } from "./graph.ts";
import { rebuild } from "./rebuild.ts";
import { simplify } from "./simplify.ts";
import type { Tensor } from "./tensor.ts";
import type { OpAttributes, OpName } from "./op-set.ts";

/** A whole number, or a multiple of the batch size. */
export type Length = number | { readonly batch: number };

/** One tensor of a stored graph. */
export interface NodeData {
  readonly op: string;
  /** Indices of earlier nodes. */
  readonly inputs: readonly number[];
  readonly shape: readonly Length[];
  /** Attributes of the operation; lengths in them may be multiples of the batch size. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A graph with one result, for any batch size, as plain data: inputs before users, the result last. */
export interface GraphData {
  readonly nodes: readonly NodeData[];
}

/** Batch sizes with which a graph is built to tell lengths of the batch from fixed ones, and one to check the result. */
const [first, second, check] = [2, 3, 5];

/**
 * Turns a graph into data that `buildGraph` can rebuild for any batch size.
 *
 * @param build - builds the result for a batch size; its structure must not depend on the batch size.
 * @throws Error (internal) when it does.
 */
export function storeGraph(build: (batch: number) => Tensor): GraphData {
  const [a, b] = [first, second].map((batch) => topologicalOrder([build(batch)]));
  if (a.length !== b.length) throw internalError("a graph whose structure depends on its batch cannot be stored");
  const indexOf = new Map(a.map((node, at) => [node, at]));
  const nodes = a.map((node, at): NodeData => {
    const twin = b[at];
    if (twin.op !== node.op) throw internalError("a graph whose operations depend on its batch cannot be stored");
    return {
      op: node.op,
      inputs: node.inputs.map((input) => indexOf.get(input)!),
      shape: node.shape.map((length, axis) => batchLength(length, twin.shape[axis])),
      attributes: generalize(node.attributes, twin.attributes) as NodeData["attributes"],
    };
  });
  const data = { nodes };
  const [wanted, got] = [build(check), buildGraph(data, check)].map((root) => JSON.stringify(describe(root)));
  if (wanted !== got) throw internalError("a stored graph differs from the one it was made from");
  return data;
}

/**
 * Rebuilds a stored graph for a batch size. Gradients flow through it.
 *
 * @param batch - batch size, 1 or more.
 * @param replace - returns a tensor in place of an input or a state, by its name. Default: inputs and states stay.
 * @returns the result of the graph.
 */
export function buildGraph(
  { nodes }: GraphData,
  batch: number,
  replace: (op: "input" | "state", name: string, shape: readonly number[]) => Tensor | undefined = () => undefined,
): Tensor {
  const built: Tensor[] = [];
  for (const { op, inputs, shape, attributes } of nodes) {
    const lengths = shape.map((length) => specialize(length, batch) as number);
    const opAttributes = specialize(attributes, batch) as OpAttributes[OpName];
    const source = op === "input" || op === "state" ? replace(op, String(attributes.name), lengths) : undefined;
    const parts = inputs.map((at) => built[at]);
    built.push(source ?? rebuild(op as OpName, parts, lengths, opAttributes));
  }
  return built[built.length - 1];
}

/** Describes a simplified graph by values alone, for comparison. */
function describe(result: Tensor): unknown {
  const { root } = simplify({ outputs: { root: result }, updates: new Map() }).outputs;
  const order = topologicalOrder([root]);
  const indexOf = new Map(order.map((node, at) => [node, at]));
  return order.map(({ op, inputs, shape, attributes }) => [
    op,
    inputs.map((input) => indexOf.get(input)),
    shape,
    Object.entries(attributes).map(([name, value]) => [
      name,
      ArrayBuffer.isView(value) ? [...numbersOf(value)] : value,
    ]),
  ]);
}

function batchLength(one: number, other: number): Length {
  if (one === other) return one;
  if (one % first === 0 && one / first === other / second) return { batch: one / first };
  throw internalError(`a length of ${one} for a batch of ${first} and ${other} for ${second} cannot be stored`);
}

/** Combines a value of two batch sizes. Long constants must be the same in both, or one number throughout. */
function generalize(one: unknown, other: unknown): unknown {
  if (typeof one === "number" && typeof other === "number") return batchLength(one, other);
  if (isNumbers(one) && isNumbers(other)) return generalizeNumbers(one, other);
  if (typeof one === "object" && one !== null && typeof other === "object" && other !== null)
    return Object.fromEntries(
      Object.entries(one).map(([key, value]) => [key, generalize(value, (other as Record<string, unknown>)[key])]),
    );
  return one;
}

type Numbers = readonly number[] | Float32Array | Float64Array;

function isNumbers(value: unknown): value is Numbers {
  return ArrayBuffer.isView(value) || (Array.isArray(value) && value.every((each) => typeof each === "number"));
}

function numbersOf(value: ArrayBufferView): Iterable<number> {
  return value as Float32Array;
}

function generalizeNumbers(one: Numbers, other: Numbers): unknown {
  if (one.length !== other.length) {
    const [value] = one;
    if (![...one, ...other].every((each) => Object.is(each, value)))
      throw internalError("a constant that depends on the batch cannot be stored");
    return [value]; // one value stands for all
  }
  return Array.from(one, (value, at) => (Object.is(value, other[at]) ? value : batchLength(value, other[at])));
}

/** Replaces multiples of the batch size by numbers. */
function specialize(value: unknown, batch: number): unknown {
  if (Array.isArray(value)) return value.map((each) => specialize(each, batch));
  if (typeof value !== "object" || value === null) return value;
  if ("batch" in value && Object.keys(value).length === 1) return Number(value.batch) * batch;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, specialize(each, batch)]));
}

/** Lists the inputs and states that a stored graph reads, by name. */
export function sourcesOfData({ nodes }: GraphData): {
  readonly inputs: readonly string[];
  readonly states: ReadonlyMap<string, readonly number[]>;
} {
  const named = (op: string) => nodes.filter((node) => node.op === op);
  return {
    inputs: named("input").map(({ attributes }) => String(attributes.name)),
    states: new Map(named("state").map(({ attributes, shape }) => [String(attributes.name), shape as number[]])),
  };
}
