import type { Shape } from "../../tensor/index.ts";
import type { OnnxAttributes, OnnxInitializer, OnnxNode } from "./onnx-model.ts";

/** An ONNX graph under construction; values have names. */
export interface OnnxBuilder {
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxInitializer[];
  /** Returns an unused name: the wanted one, if it is free. */
  uniqueName(wanted: string): string;
  /** Adds an operation and returns the name of its (first) result. */
  add(type: string, inputs: readonly string[], attributes?: OnnxAttributes, options?: AddNodeOptions): string;
  /**
   * Makes a value an output under the wanted name, if it is free, and returns its name. Results are renamed; inputs,
   * initializers and values that are outputs already are copied.
   */
  exposeAs(value: string, wanted: string): string;
  /** Adds a float32 initializer; equal short ones are stored once. */
  floats(values: ArrayLike<number>, shape: Shape): string;
  /** Adds an int64 initializer: axes, shapes, pads. */
  integers(values: readonly number[]): string;
}

/** See {@link OnnxBuilder.add}. */
export interface AddNodeOptions {
  /** Name of the result. Default: a new one. */
  readonly output?: string;
  /** Operator domain. Default: that of ONNX. */
  readonly domain?: string;
}

/** Creates an empty graph. */
export function onnxBuilder(): OnnxBuilder {
  const nodes: OnnxNode[] = [];
  const initializers: OnnxInitializer[] = [];
  const taken = new Set<string>([""]);
  const known = new Map<string, string>();
  const renamed = new Map<string, string>();
  const now = (value: string): string => renamed.get(value) ?? value;

  const uniqueName = (wanted: string): string => {
    let free = wanted;
    for (let count = 2; taken.has(free); count++) free = `${wanted}_${count}`;
    taken.add(free);
    return free;
  };
  const initializer = (shape: Shape, values: Float32Array | BigInt64Array): string => {
    const key = values.length <= 64 ? `${values.constructor.name} ${shape} : ${values.join()}` : undefined;
    const same = key === undefined ? undefined : known.get(key);
    if (same !== undefined) return same;
    const fresh = uniqueName(`constant_${initializers.length}`);
    initializers.push({ name: fresh, shape, values });
    if (key !== undefined) known.set(key, fresh);
    return fresh;
  };

  return {
    nodes,
    initializers,
    uniqueName,
    add(type, inputs, attributes = {}, { output = uniqueName(`${type}_${nodes.length}`), domain = "" } = {}) {
      nodes.push({ type, inputs: inputs.map(now), outputs: [output], attributes, domain });
      return output;
    },
    exposeAs(value, wanted) {
      const output = uniqueName(wanted);
      const maker = renamed.has(value) ? -1 : nodes.findIndex((node) => node.outputs.includes(value));
      if (maker === -1) {
        nodes.push({ type: "Identity", inputs: [now(value)], outputs: [output], attributes: {}, domain: "" });
        return output;
      }
      renamed.set(value, output);
      nodes.forEach((node, at) => {
        if (at !== maker && !node.inputs.includes(value)) return;
        nodes[at] = { ...node, inputs: node.inputs.map(now), outputs: node.outputs.map(now) };
      });
      return output;
    },
    floats: (values, shape) => initializer(shape, Float32Array.from(values)),
    integers: (values) => initializer([values.length], BigInt64Array.from(values, BigInt)),
  };
}

/** Converts whole numbers to int64. */
export function toInt64s(values: readonly number[]): bigint[] {
  return values.map(BigInt);
}
