import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import * as ort from "onnxruntime-node";
import { expect, test } from "vitest";
import { onnxNetwork } from "../../../test/onnx-network.ts";
import { readOnnxFile, selectOnnxOutputs } from "./onnx-file.ts";

test("names, types and the shape of the input are read", () => {
  const file = readOnnxFile(onnxNetwork().bytes)!;
  expect(file.inputs).toMatchObject([{ name: "picture", elementType: 1, shape: ["batch", 3, 32, 32] }]);
  expect([file.outputs, file.hasExternalWeights]).toEqual([["logits"], false]);
  expect(file.nodes.slice(0, 2)).toMatchObject([
    { type: "Conv", outputs: ["low_sum"], reads: ["picture", "w0", "b0"] },
    { type: "Relu", outputs: ["low"], reads: ["low_sum"] },
  ]);
});

test("an inner value becomes an output, and what it does not need is left out", async () => {
  const part = selectOnnxOutputs(readOnnxFile(onnxNetwork().bytes)!, ["low"]);
  const again = readOnnxFile(part.bytes)!;
  expect([again.outputs, again.nodes.length, [...again.weights.keys()]]).toEqual([["low"], 2, ["w0", "b0"]]);
  const session = await ort.InferenceSession.create(part.bytes);
  const { low } = await session.run({ picture: new ort.Tensor("float32", new Float32Array(3072), [1, 3, 32, 32]) });
  expect(low.dims).toEqual([1, 6, 16, 16]);
});

test("values that a subgraph reads are needed, too", async () => {
  const part = selectOnnxOutputs(readOnnxFile(conditional())!, ["y"]);
  expect(readOnnxFile(part.bytes)!.nodes.map(({ type }) => type)).toEqual(["Neg", "If"]);
  const session = await ort.InferenceSession.create(part.bytes);
  const { y } = await session.run({ x: new ort.Tensor("float32", [1, -2], [2]) });
  expect(y.data).toEqual(Float32Array.of(0, 2));
});

test("weights that are inputs, as in files of 2019 and before, are no inputs of the part", () => {
  const { inputs } = selectOnnxOutputs(readOnnxFile(conditional())!, ["y"]);
  expect(inputs.map(({ name }) => name)).toEqual(["x"]);
});

/** Encodes y = if always then relu(−x) else −x, and an operation that y does not need. */
function conditional(): Uint8Array {
  const writer = new BinaryWriter();
  const text = (number: number, value: string) => writer.tag(number, WireType.LengthDelimited).string(value);
  const integer = (number: number, value: number) => writer.tag(number, WireType.Varint).int64(value);
  const message = (number: number, content: () => void) => {
    writer.tag(number, WireType.LengthDelimited).fork();
    content();
    writer.join();
  };
  const info = (number: number, name: string, type: number, lengths: readonly number[]) =>
    message(number, () => {
      text(1, name);
      message(2, () =>
        message(1, () => {
          integer(1, type);
          message(2, () => lengths.forEach((length) => message(1, () => integer(1, length))));
        }),
      );
    });
  const node = (type: string, inputs: readonly string[], output: string, more = () => {}) =>
    message(1, () => {
      for (const name of inputs) text(1, name);
      text(2, output);
      text(4, type);
      more();
    });
  const branch = (name: string, type: string) =>
    message(5, () => {
      text(1, name);
      message(6, () => {
        node(type, ["minus"], `${type}_of_minus`);
        text(2, name);
        info(12, `${type}_of_minus`, 1, [2]);
      });
      integer(20, 5);
    });
  integer(1, 8);
  message(7, () => {
    node("Neg", ["x"], "minus");
    node("Abs", ["x"], "unneeded");
    node("If", ["always"], "y", () => {
      branch("then_branch", "Relu");
      branch("else_branch", "Identity");
    });
    text(2, "conditional");
    message(5, () => {
      integer(2, 9);
      text(8, "always");
      writer.tag(9, WireType.LengthDelimited).bytes(Uint8Array.of(1));
    });
    info(11, "always", 9, []);
    info(11, "x", 1, [2]);
    info(12, "y", 1, [2]);
  });
  message(8, () => {
    text(1, "");
    integer(2, 17);
  });
  return writer.finish();
}
