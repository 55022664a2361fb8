import { BinaryReader, BinaryWriter, WireType } from "@bufbuild/protobuf/wire";

/** ONNX file of any origin: what names and shapes its graph states, beside the bytes of its parts. */
export interface OnnxFile {
  /** Inputs in order; in files of 2019 and before, weights are among them. */
  readonly inputs: readonly OnnxFileInput[];
  /** Names of the outputs. */
  readonly outputs: readonly string[];
  /** Operations in order of execution. */
  readonly nodes: readonly OnnxFileNode[];
  /** Whether some weights lie in another file. */
  readonly hasExternalWeights: boolean;
  /** Fields of the model without its graph, and of the graph without those above and weights, encoded. */
  readonly rest: { readonly model: readonly Uint8Array[]; readonly graph: readonly Uint8Array[] };
  /** Weights by name, encoded. */
  readonly weights: ReadonlyMap<string, Uint8Array>;
}

/** Input of the graph of an ONNX file. */
export interface OnnxFileInput {
  readonly bytes: Uint8Array;
  readonly name: string;
  /** Element type by the numbers of ONNX: 1 is float32. */
  readonly elementType: number;
  /** Lengths; a name or undefined where one is dynamic. Undefined where the file states no shape. */
  readonly shape: readonly (number | string | undefined)[] | undefined;
}

/** Operation of an ONNX file. */
export interface OnnxFileNode {
  readonly name: string;
  /** Type, such as `Conv`. */
  readonly type: string;
  readonly outputs: readonly string[];
  /** Names of all values that it reads, also inside its subgraphs. */
  readonly reads: readonly string[];
  readonly bytes: Uint8Array;
}

/** Field numbers of onnx/onnx.proto. */
const field = {
  model: { graph: 7 },
  graph: { node: 1, weight: 5, input: 11, output: 12, valueInfo: 13 },
  node: { input: 1, output: 2, name: 3, type: 4, attribute: 5 },
  attribute: { graph: 6, graphs: 11 },
  weight: { name: 8, location: 14 },
  info: { name: 1, type: 2 },
} as const;

/**
 * Reads the structure of an ONNX file.
 *
 * @returns undefined for bytes that are no ONNX file, or a damaged one.
 */
export function readOnnxFile(bytes: Uint8Array): OnnxFile | undefined {
  try {
    const model = readFields(bytes);
    const graph = model.findLast(({ number }) => number === field.model.graph);
    if (!graph?.content) return undefined;
    const file = readGraph(graph.content, model.filter((one) => one !== graph).map(({ encoded }) => encoded)); // oxfmt-ignore
    return file.nodes.length > 0 ? file : undefined;
  } catch {
    return undefined; // protobuf ends in the middle of a field, or has no such wire type
  }
}

/** Part of an ONNX file; see {@link selectOnnxOutputs}. */
export interface OnnxFilePart {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Inputs that the outputs need, without weights. */
  readonly inputs: readonly OnnxFileInput[];
}

/**
 * Encodes a file whose outputs are the given values of its graph, without the operations, weights and inputs that these do
 * not need. Value names that the graph does not have are the caller's mistake.
 */
export function selectOnnxOutputs(file: OnnxFile, outputs: readonly string[]): OnnxFilePart {
  const needed = new Set(outputs);
  const nodes: OnnxFileNode[] = [];
  for (const node of file.nodes.toReversed()) {
    if (!node.outputs.some((name) => needed.has(name))) continue;
    nodes.unshift(node);
    for (const name of node.reads) needed.add(name);
  }
  const writer = new BinaryWriter();
  for (const one of file.rest.model) writer.raw(one);
  writer.tag(field.model.graph, WireType.LengthDelimited).fork();
  for (const { bytes } of nodes) message(writer, field.graph.node, bytes);
  for (const one of file.rest.graph) writer.raw(one);
  const inputs = file.inputs.filter(({ name }) => needed.has(name));
  for (const { bytes } of inputs) message(writer, field.graph.input, bytes);
  for (const [name, bytes] of file.weights) if (needed.has(name)) message(writer, field.graph.weight, bytes);
  for (const name of outputs) {
    writer.tag(field.graph.output, WireType.LengthDelimited).fork();
    writer.tag(field.info.name, WireType.LengthDelimited).string(name);
    writer.join();
  }
  writer.join();
  return { bytes: writer.finish(), inputs: inputs.filter(({ name }) => !file.weights.has(name)) };
}

function message(writer: BinaryWriter, number: number, bytes: Uint8Array): void {
  writer.tag(number, WireType.LengthDelimited).bytes(bytes);
}

/** Field of an encoded message. */
interface EncodedField {
  readonly number: number;
  /** Value of a field that is a message, a text or bytes. */
  readonly content?: Uint8Array;
  /** Value of a field that is an integer. */
  readonly integer?: number;
  /** Tag and value. */
  readonly encoded: Uint8Array;
}

function readFields(bytes: Uint8Array): EncodedField[] {
  const reader = new BinaryReader(bytes);
  const fields: EncodedField[] = [];
  while (reader.pos < reader.len) {
    const from = reader.pos;
    const [number, type] = reader.tag();
    let value: Pick<EncodedField, "content" | "integer"> = {};
    if (type === WireType.LengthDelimited) value = { content: reader.bytes() };
    else if (type === WireType.Varint) value = { integer: Number(reader.int64()) };
    else reader.skip(type, number);
    fields.push({ number, ...value, encoded: bytes.subarray(from, reader.pos) });
  }
  return fields;
}

/** Returns the contents of all fields of one number. */
function contents(fields: readonly EncodedField[], number: number): Uint8Array[] {
  return fields.flatMap((one) => (one.number === number && one.content ? [one.content] : []));
}

function texts(fields: readonly EncodedField[], number: number): string[] {
  return contents(fields, number).map((bytes) => new TextDecoder().decode(bytes));
}

function readGraph(bytes: Uint8Array, model: readonly Uint8Array[]): OnnxFile {
  const { node, weight, input, output, valueInfo } = field.graph;
  const fields = readFields(bytes);
  const weights = new Map<string, Uint8Array>();
  let hasExternalWeights = false;
  for (const content of contents(fields, weight)) {
    const parts = readFields(content);
    weights.set(texts(parts, field.weight.name)[0] ?? "", content);
    hasExternalWeights ||= parts.some((one) => one.number === field.weight.location && one.integer === 1);
  }
  const apart: readonly number[] = [node, weight, input, output, valueInfo];
  return {
    inputs: contents(fields, input).map(readInput),
    outputs: contents(fields, output).map((info) => texts(readFields(info), field.info.name)[0] ?? ""),
    nodes: contents(fields, node).map(readNode),
    hasExternalWeights,
    rest: { model, graph: fields.filter(({ number }) => !apart.includes(number)).map(({ encoded }) => encoded) },
    weights,
  };
}

function readNode(bytes: Uint8Array): OnnxFileNode {
  const fields = readFields(bytes);
  return {
    name: texts(fields, field.node.name)[0] ?? "",
    type: texts(fields, field.node.type)[0] ?? "",
    outputs: texts(fields, field.node.output).filter((name) => name !== ""),
    reads: readsOf(fields),
    bytes,
  };
}

/** Lists what an operation reads. The names that its subgraphs define themselves are among them, and do no harm. */
function readsOf(node: readonly EncodedField[]): string[] {
  const subgraphs = contents(node, field.node.attribute).flatMap((attribute) => {
    const fields = readFields(attribute);
    return [...contents(fields, field.attribute.graph), ...contents(fields, field.attribute.graphs)];
  });
  const inner = subgraphs.flatMap((graph) => {
    const fields = readFields(graph);
    const outputs = contents(fields, field.graph.output).flatMap((info) => texts(readFields(info), field.info.name));
    return [...outputs, ...contents(fields, field.graph.node).flatMap((one) => readsOf(readFields(one)))];
  });
  return [...texts(node, field.node.input).filter((name) => name !== ""), ...inner];
}

/** Reads a ValueInfoProto: name, and type: tensor type: element type, shape: dimensions with a value or a name. */
function readInput(bytes: Uint8Array): OnnxFileInput {
  const fields = readFields(bytes);
  const tensor = contents(fields, field.info.type).flatMap((type) => contents(readFields(type), 1))[0];
  const parts = tensor ? readFields(tensor) : [];
  const shape = contents(parts, 2)[0];
  return {
    bytes,
    name: texts(fields, field.info.name)[0] ?? "",
    elementType: parts.find(({ number }) => number === 1)?.integer ?? 0,
    shape:
      shape &&
      contents(readFields(shape), 1).map((dimension) => {
        const [one] = readFields(dimension);
        return one?.integer ?? (one?.content && new TextDecoder().decode(one.content));
      }),
  };
}
