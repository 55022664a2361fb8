import { internalError } from "../../error.ts";
import {
  broadcastShape,
  constant,
  isOp,
  sameShape,
  simplify,
  graphSources,
  topologicalOrder,
  type Graph,
  type OpName,
  type Shape,
  type Tensor,
} from "../../tensor/index.ts";
import type { Weights } from "../device.ts";
import { findBiasedConvolutions } from "./biased-convolution.ts";
import { dynamicBatch } from "./dynamic-batch.ts";
import { lowerConv2d, lowerConv2dInputGradient, lowerConv2dWeightGradient } from "./lower-convolution.ts";
import * as element from "./lower-elementwise.ts";
import { lowerMatmul } from "./lower-matmul.ts";
import * as shape from "./lower-shape.ts";
import type { LowerOp, LoweringContext } from "./lowering-context.ts";
import { onnxBuilder } from "./onnx-builder.ts";
import { encodeOnnxModel, type OnnxValueInfo } from "./onnx-model.ts";

/** An ONNX model, and the names of each input, state, output and update in it. */
export interface LoweredGraph {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly inputs: ReadonlyMap<string, OnnxValueInfo>;
  /** States by name; empty when the weights are part of the model. */
  readonly states: ReadonlyMap<string, OnnxValueInfo>;
  readonly outputs: ReadonlyMap<string, OnnxValueInfo>;
  /** Next value of each state that the graph updates. */
  readonly updates: ReadonlyMap<string, OnnxValueInfo>;
}

/** See {@link lowerGraph}. */
export interface LowerOptions {
  /** Weights that replace the states, so that the model file is complete. Default: states stay inputs. */
  readonly weights?: Weights;
  /** Length that stands for any batch size: see {@link dynamicBatch}. Default: all lengths are fixed. */
  readonly batch?: number;
  /** Name of an empty sequence before the other outputs: see {@link runInPlace}. Default: none. */
  readonly sequence?: string;
  /** Metadata of the model file. Default: none. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** All operations but the sources. */
type ComputedOp = Exclude<OpName, "input" | "state">;

/**
 * Converts a graph to an ONNX model (operator set 17), for ONNX Runtime or any other engine. Inputs and outputs keep their
 * names where possible.
 */
export function lowerGraph(graph: Graph, { weights, batch, sequence, metadata }: LowerOptions = {}): LoweredGraph {
  const simplified = simplify(graph);
  const onnx = onnxBuilder();
  const names = new Map<Tensor, string>();
  const masks = new Map<Tensor, string>();
  const sources = graphSources(simplified);
  const inputs = new Map<string, OnnxValueInfo>();
  const states = new Map<string, OnnxValueInfo>();
  for (const [name, node] of sources.inputs) {
    names.set(node, onnx.uniqueName(name));
    inputs.set(name, { name: value(node), shape: node.shape });
  }
  for (const [name, node] of sources.states) {
    const lowered = weights?.get(name);
    if (weights && (!lowered || !sameShape(lowered.shape, node.shape)))
      throw internalError(`no weights for state "${name}"`);
    names.set(node, lowered ? onnx.floats(lowered.values, lowered.shape) : onnx.uniqueName(`state.${name}`));
    if (!lowered) states.set(name, { name: value(node), shape: node.shape });
  }

  function value(node: Tensor): string {
    const lowered = names.get(node);
    if (lowered !== undefined) return lowered;
    const name = lower(node);
    names.set(node, name);
    return name;
  }

  function truth(node: Tensor): string {
    const lowered = masks.get(node);
    if (lowered !== undefined) return lowered;
    const name = isOp(node, "greater")
      ? onnx.add("Greater", broadcastable(node.inputs, node.shape).map(value))
      : onnx.add("Cast", [value(node)], { to: 9n });
    masks.set(node, name);
    return name;
  }

  const results = [...Object.values(simplified.outputs), ...simplified.updates.values()];
  const nodes = topologicalOrder(results);
  const biasedConvolutions = findBiasedConvolutions(nodes, results);
  const absorbed = new Set<Tensor>([...biasedConvolutions.values()].map(({ convolution }) => convolution));
  const lowering: LoweringContext = {
    onnx,
    usesStandardOps: weights !== undefined,
    biasedConvolutions,
    value,
    mask: truth,
    broadcastable,
  };
  function lower<Name extends OpName>(node: Tensor<Name>): string {
    const one = lowerings[node.op as ComputedOp] as LowerOp<Name> | undefined;
    if (!one) throw internalError(`operation "${node.op}" has no ONNX form`);
    return one(node, lowering);
  }

  for (const node of nodes) if (!loweredOnDemand.has(node.op) && !absorbed.has(node)) value(node);
  return finish();

  function finish(): LoweredGraph {
    const outputs = new Map<string, OnnxValueInfo>();
    const updates = new Map<string, OnnxValueInfo>();
    const bindOutputs = (wanted: string, node: Tensor): OnnxValueInfo => ({
      name: onnx.exposeAs(value(node), wanted),
      shape: node.shape,
    });
    for (const [name, node] of Object.entries(simplified.outputs)) outputs.set(name, bindOutputs(name, node));
    for (const [target, node] of simplified.updates)
      updates.set(target.attributes.name, bindOutputs(`next.${target.attributes.name}`, node));
    if (sequence !== undefined) onnx.add("SequenceEmpty", [], {}, { output: sequence });
    const bytes = encodeOnnxModel({
      nodes: onnx.nodes,
      initializers: batch === undefined ? onnx.initializers : dynamicBatch(onnx.nodes, onnx.initializers, batch),
      inputs: [...inputs.values(), ...states.values()],
      outputs: [...outputs.values(), ...updates.values()],
      dynamicBatch: batch,
      sequence,
      metadata,
    });
    return { bytes, inputs, states, outputs, updates };
  }
}

/** Operations that are lowered only when another node needs their value as a tensor. */
const loweredOnDemand = new Set<OpName>(["broadcast", "constant", "greater"]);

/** Removes broadcasts from operands where ONNX broadcasts implicitly to the same shape. */
function broadcastable(nodes: readonly Tensor[], wanted: Shape): Tensor[] {
  const chosen = [...nodes];
  nodes.forEach((node, index) => {
    const before = isOp(node, "broadcast") ? node.inputs[0] : repeatedScalar(node);
    if (!before) return;
    chosen[index] = before;
    const reached = chosen.map((one) => one.shape).reduce((a, b) => broadcastShape("onnx", a, b));
    if (!sameShape(reached, wanted)) chosen[index] = node;
  });
  return chosen;
}

/** Returns a scalar for a constant whose elements are all equal, else undefined. */
function repeatedScalar(node: Tensor): Tensor | undefined {
  if (!isOp(node, "constant") || node.attributes.values.length > 1 || node.shape.length === 0) return undefined;
  return constant(node.attributes.values);
}

const lowerConstant: LowerOp<"constant"> = (node, { onnx }) => {
  const { values } = node.attributes;
  if (values.length > 1 || node.shape.every((length) => length === 1)) return onnx.floats(values, node.shape);
  return onnx.add("Expand", [onnx.floats(values, []), onnx.integers(node.shape)]);
};

const lowerings: { readonly [Name in ComputedOp]: LowerOp<Name> } = {
  constant: lowerConstant,
  exp: element.lowerExp,
  log: element.lowerLog,
  sqrt: element.lowerSqrt,
  tanh: element.lowerTanh,
  sigmoid: element.lowerSigmoid,
  softplus: element.lowerSoftplus,
  erf: element.lowerErf,
  leakyRelu: element.lowerLeakyRelu,
  add: element.lowerAdd,
  subtract: element.lowerSubtract,
  multiply: element.lowerMultiply,
  divide: element.lowerDivide,
  maximum: element.lowerMaximum,
  minimum: element.lowerMinimum,
  greater: element.lowerGreater,
  select: element.lowerSelect,
  sum: shape.lowerSum,
  max: shape.lowerMax,
  reshape: shape.lowerReshape,
  transpose: shape.lowerTranspose,
  broadcast: shape.lowerBroadcast,
  slice: shape.lowerSlice,
  pad: shape.lowerPad,
  concatenate: shape.lowerConcatenate,
  matmul: lowerMatmul,
  conv2d: lowerConv2d,
  conv2dInputGradient: lowerConv2dInputGradient,
  conv2dWeightGradient: lowerConv2dWeightGradient,
  withGradient: (node, { value }) => value(node.inputs[0]),
};
