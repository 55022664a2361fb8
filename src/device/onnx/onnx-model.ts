import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import type { Shape } from "../../tensor/index.ts";

/**
 * An ONNX model: the part of the protobuf schema that our graphs need (onnx/onnx.proto of the ONNX project).
 */
export interface OnnxModel {
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxInitializer[];
  readonly inputs: readonly OnnxValueInfo[];
  readonly outputs: readonly OnnxValueInfo[];
  /** Length that becomes the dynamic dimension `batch` of inputs and outputs. Default: all lengths are fixed. */
  readonly dynamicBatch?: number;
  /** Name of a sequence of tensors before the other outputs. Default: none. */
  readonly sequence?: string;
  /** Metadata by key. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** One operation. */
export interface OnnxNode {
  readonly type: string;
  /** Names of values; an empty name omits an optional input. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: OnnxAttributes;
  /** Operator domain: empty for ONNX, or an extension of ONNX Runtime such as `com.microsoft`. */
  readonly domain: string;
}

/** Attributes by name: `number` for floats, `bigint` for integers, as in the schema. */
export type OnnxAttributes = Readonly<Record<string, number | bigint | string | readonly bigint[]>>;

/** A constant value. */
export interface OnnxInitializer {
  readonly name: string;
  readonly shape: Shape;
  readonly values: Float32Array | BigInt64Array;
}

/** Name and shape of a float32 input or output. */
export interface OnnxValueInfo {
  readonly name: string;
  readonly shape: Shape;
}

/** Operator set 17 is from 2022, so older runtimes load the models too. */
const operatorSet = 17;
const formatVersion = 8;
const elementType = { float: 1, int64: 7 } as const;
const attributeType = { float: 1, int: 2, string: 3, ints: 7 } as const;

/** Encodes a model as the bytes of a file. */
export function encodeOnnxModel(model: OnnxModel): Uint8Array<ArrayBuffer> {
  const writer = new BinaryWriter();
  integer(writer, 1, formatVersion);
  text(writer, 2, "omakase");
  message(writer, 7, () => {
    for (const node of model.nodes) message(writer, 1, () => writeNode(writer, node));
    text(writer, 2, "omakase");
    for (const initializer of model.initializers) message(writer, 5, () => writeInitializer(writer, initializer));
    for (const info of model.inputs) message(writer, 11, () => writeValueInfo(writer, info, model.dynamicBatch));
    if (model.sequence !== undefined) writeSequenceInfo(writer, model.sequence);
    for (const info of model.outputs) message(writer, 12, () => writeValueInfo(writer, info, model.dynamicBatch));
  });
  for (const domain of new Set(["", ...model.nodes.map((node) => node.domain)]))
    message(writer, 8, () => {
      text(writer, 1, domain);
      integer(writer, 2, domain === "" ? operatorSet : 1);
    });
  for (const [key, value] of Object.entries(model.metadata ?? {}))
    message(writer, 14, () => {
      text(writer, 1, key);
      text(writer, 2, value);
    });
  return writer.finish();
}

function writeNode(writer: BinaryWriter, node: OnnxNode): void {
  for (const name of node.inputs) text(writer, 1, name);
  for (const name of node.outputs) text(writer, 2, name);
  text(writer, 3, node.outputs[0]);
  text(writer, 4, node.type);
  for (const [name, value] of Object.entries(node.attributes))
    message(writer, 5, () => {
      text(writer, 1, name);
      if (typeof value === "number") {
        writer.tag(2, WireType.Bit32).float(value);
        integer(writer, 20, attributeType.float);
      } else if (typeof value === "bigint") {
        integer(writer, 3, value);
        integer(writer, 20, attributeType.int);
      } else if (typeof value === "string") {
        text(writer, 4, value);
        integer(writer, 20, attributeType.string);
      } else {
        for (const item of value) integer(writer, 8, item);
        integer(writer, 20, attributeType.ints);
      }
    });
  if (node.domain !== "") text(writer, 7, node.domain);
}

function writeInitializer(writer: BinaryWriter, { name, shape, values }: OnnxInitializer): void {
  for (const length of shape) integer(writer, 1, length);
  integer(writer, 2, values instanceof BigInt64Array ? elementType.int64 : elementType.float);
  text(writer, 8, name);
  writer.tag(9, WireType.LengthDelimited).bytes(littleEndian(values));
}

function writeValueInfo(writer: BinaryWriter, { name, shape }: OnnxValueInfo, dynamicBatch?: number): void {
  text(writer, 1, name);
  message(writer, 2, () =>
    message(writer, 1, () => {
      integer(writer, 1, elementType.float);
      message(writer, 2, () => {
        for (const length of shape)
          message(writer, 1, () => (length === dynamicBatch ? text(writer, 2, "batch") : integer(writer, 1, length)));
      });
    }),
  );
}

function writeSequenceInfo(writer: BinaryWriter, name: string): void {
  message(writer, 12, () => {
    text(writer, 1, name);
    message(writer, 2, () =>
      message(writer, 4, () =>
        message(writer, 1, () => message(writer, 1, () => integer(writer, 1, elementType.float))),
      ),
    );
  });
}

function message(writer: BinaryWriter, field: number, content: () => void): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  content();
  writer.join();
}

function text(writer: BinaryWriter, field: number, value: string): void {
  writer.tag(field, WireType.LengthDelimited).string(value);
}

function integer(writer: BinaryWriter, field: number, value: number | bigint): void {
  writer.tag(field, WireType.Varint).int64(value);
}

/** Returns the bytes of an array; the file format is little-endian, as are all current JavaScript engines. */
function littleEndian(values: Float32Array | BigInt64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
