import * as ort from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import {
  add,
  conv2d,
  gradients,
  input,
  leakyRelu,
  multiply,
  random,
  select,
  greater,
  sizeOf,
  sumAll,
  type Graph,
  type Tensor,
} from "../../tensor/index.ts";
import type { Device, Values } from "../device.ts";
import { referenceDevice } from "../reference/reference-device.ts";
import { findBiasedConvolutions } from "./biased-convolution.ts";
import { onnxDevice } from "./onnx-device.ts";

const onnx = onnxDevice(ort, { threads: 2 });

async function run(device: Device, graph: Graph, inputs: Readonly<Record<string, Values>>) {
  const program = await device.compile(graph);
  const handles = program.run(device.upload(new Map()), inputs);
  const read = await Promise.all(Object.entries(handles).map(async ([name, handle]) => [name, await handle.read()]));
  program.dispose();
  return Object.fromEntries(read) as Record<string, Values>;
}

async function expectSame(outputs: Record<string, Tensor>, sources: readonly Tensor<"input">[]) {
  const graph = { outputs, updates: new Map() };
  const given = Object.fromEntries(
    sources.map(({ attributes: { name }, shape }) => [name, random(3, name).normals(sizeOf(shape))]),
  );
  const [got, wanted] = [await run(onnx, graph, given), await run(referenceDevice(), graph, given)];
  for (const name of Object.keys(outputs)) {
    let [difference, norm] = [0, 0];
    wanted[name].forEach((value, at) => {
      difference += (got[name][at] - value) ** 2;
      norm += value ** 2;
    });
    expect(Math.sqrt(difference / norm), name).toBeLessThan(2e-6);
  }
}

const attributes = { stride: [2, 2], padding: [1, 1, 1, 1] } as const;

describe("a bias", () => {
  const [x, w, bias] = [input("x", [3, 4, 8, 8]), input("w", [6, 4, 4, 4]), input("bias", [1, 6, 1, 1])];
  const y = conv2d(x, w, attributes);
  const biased = add(y, bias);

  it("is fused into the convolution when nothing else reads its result", () => {
    expect(findBiasedConvolutions([x, w, bias, y, biased], [biased]).get(biased)).toEqual({ convolution: y, bias });
    expect(findBiasedConvolutions([x, w, bias, y, biased], [biased, y]).size).toBe(0);
    const twice = multiply(biased, y);
    expect(findBiasedConvolutions([x, w, bias, y, biased, twice], [twice]).size).toBe(0);
  });

  it.each([
    { picture: [3, 4, 8, 8], kernel: [6, 4, 4, 4], at: attributes }, // few features: picture by picture
    { picture: [3, 4, 4, 4], kernel: [6, 4, 4, 4], at: attributes }, // few positions: the batch as depth
    { picture: [3, 4, 4, 4], kernel: [6, 4, 4, 4], at: { stride: [1, 1], padding: [0, 0, 0, 0] } as const }, // a product
  ])("gives the same sums: $picture * $kernel", async ({ picture, kernel, at }) => {
    const [a, k] = [input("a", picture), input("k", kernel)];
    const z = leakyRelu(add(bias, conv2d(a, k, at)), 0.2);
    await expectSame({ z, unfused: multiply(z, 2) }, [a, k, bias]);
  });
});

describe("a leaky ReLU", () => {
  it.each([0, 0.2, 1])("has the same gradient, and gradient of the gradient, for slope %f", async (slope) => {
    const [x, v] = [input("x", [4, 5]), input("v", [4, 5])];
    const y = leakyRelu(x, slope);
    const [dx] = gradients(sumAll(multiply(multiply(y, y), v)), [x]);
    const [ddx] = gradients(sumAll(multiply(dx, v)), [x]);
    await expectSame({ y, dx, ddx }, [x, v]);
  });

  it("has the derivative of the negative side at 0, and depends on the sign only", async () => {
    const x = input("x", [4]);
    const outputs = { leaky: select(greater(x, 0), 1, 0.2), plain: select(greater(x, 0), 1, 0) };
    const got = await run(onnx, { outputs, updates: new Map() }, { x: Float32Array.of(0, -0, 1e-37, -1e-37) });
    expect([...got.leaky]).toEqual([0.2, 0.2, 1, 0.2].map(Math.fround));
    expect([...got.plain]).toEqual([0, 0, 1, 0]);
  });
});
