import * as ort from "onnxruntime-node";
import * as web from "onnxruntime-web";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { onnxDevice, referenceDevice, type Device, type Program, type Weights } from "../../src/device/index.ts";
import { referenceKernels } from "../../src/device/reference/reference-kernels.ts";
import { OmakaseError } from "../../src/error.ts";
import {
  add,
  input,
  multiply,
  state,
  sumAll,
  topologicalOrder,
  type Graph,
  type Tensor,
} from "../../src/tensor/index.ts";
import { casesOf } from "../nightly.ts";
import { nodeGpu } from "../node-gpu.ts";
import { casesOfEachOperation } from "./cases-of-each-operation.ts";
import { relativeDistance } from "./relative-distance.ts";
import { evaluateGraph } from "./evaluate-graph.ts";
import { suiteGraph } from "./suite-graph.ts";
import { deviceSuite } from "./device-suite.ts";

const reference = referenceDevice();
const gpu = await nodeGpu();
const others: Device[] = [onnxDevice(ort, { threads: 1 }), onnxDevice(web, { threads: 1 }), ...(gpu ? [gpu] : [])];
afterAll(() => gpu?.dispose());

if (!gpu) it.skip("WebGPU computes as the reference does (needs a Vulkan driver)", () => undefined);

it("the suite has every operation", () => {
  const used = deviceSuite.flatMap((one) =>
    topologicalOrder(Object.values(suiteGraph(one).outputs)).map((node) => node.op),
  );
  expect(new Set(used)).toEqual(new Set([...Object.keys(referenceKernels), "input"]));
  expect(new Set(deviceSuite.map((one) => one.name)).size).toBe(deviceSuite.length);
});

/** The other engines differ in their kernels: each operation shows whether they work at all. */
const fewCases = casesOfEachOperation();
describe.each(others)("$version matches the reference device:", (device) => {
  it.each(device === others[0] ? deviceSuite : casesOf(deviceSuite, fewCases))("$name", async (one) => {
    const { outputs, values } = suiteGraph(one);
    const wanted = await evaluateGraph(reference, outputs, values);
    const got = await evaluateGraph(device, outputs, values);
    for (const name of Object.keys(outputs))
      expect(relativeDistance(got[name], wanted[name]), `${name} of ${one.name}`).toBeLessThan(1e-5);
  });
});

describe.each([reference, ...others])("$version", (device) => {
  const [w, v] = [state("w", [3]), state("v", [3])];
  const start = weights({ w: [1, 2, 3], v: [10, 20, 30] });
  const feed = { x: Float32Array.of(1, 0, -1), rate: Float32Array.of(0.5) };
  /** Step w' = w + x · rate that outputs the old w. */
  const step: Graph = {
    outputs: { before: w, total: sumAll(w) },
    updates: new Map([[w, add(w, multiply(input("x", [3]), input("rate", [])))]]),
  };
  let program: Program;
  beforeAll(async () => {
    program = await device.compile(step);
  });

  it("version: names the engine and its version", () => {
    expect(device.version).toMatch(/\S+ \S+/);
  });

  it("run: outputs come from before the update, and runs keep their order", async () => {
    const state = device.upload(start);
    const handles = [1, 2, 3].map(() => program.run(state, feed));
    const totals = await Promise.all(handles.map(async ({ total }) => [...(await total.read())]));
    expect(totals).toEqual([[6], [6], [6]]);
    expect([...(await handles[2].before.read())]).toEqual([2, 2, 2]);
    expect(await numbers(state.read(["w"]))).toEqual({ w: [2.5, 2, 1.5] });
  });

  it("run: all updates read the old states", async () => {
    const updates = new Map<Tensor<"state">, Tensor>([
      [w, add(v, 1)],
      [v, w],
    ]);
    const both = await device.compile({ outputs: {}, updates });
    const state = device.upload(start);
    both.run(state);
    expect(await numbers(state.read())).toEqual({ w: [11, 21, 31], v: [1, 2, 3] });
    both.run(state);
    expect(await numbers(state.read())).toEqual({ w: [2, 3, 4], v: [11, 21, 31] });
    both.dispose();
  });

  it("state.read: later runs do not change the result", async () => {
    const state = device.upload(start);
    const first = state.read(["w"]);
    program.run(state, feed);
    const second = state.read(["w"]);
    program.run(state, feed);
    expect(await numbers(first)).toEqual({ w: [1, 2, 3] });
    expect(await numbers(second)).toEqual({ w: [1.5, 2, 2.5] });
  });

  it("handle.read: returns the same result again after later runs", async () => {
    const state = device.upload(start);
    const { before } = program.run(state, feed);
    for (let run = 0; run < 3; run++) program.run(state, feed);
    await state.read();
    expect([...(await before.read())]).toEqual([1, 2, 3]);
    (await before.read()).fill(0);
    expect([...(await before.read())]).toEqual([1, 2, 3]);
  });

  it("copies arrays that are passed in or read", async () => {
    const given = Float32Array.of(1, 2, 3);
    const state = device.upload(new Map([["w", { shape: [3], values: given }]]));
    given.fill(9);
    (await state.read()).get("w")!.values.fill(8);
    expect(await numbers(state.read())).toEqual({ w: [1, 2, 3] });
    const written = Float32Array.of(4, 5, 6);
    state.write(new Map([["w", { shape: [3], values: written }]]));
    written.fill(7);
    expect(await numbers(state.read())).toEqual({ w: [4, 5, 6] });
  });

  it("state.write: replaces and adds states between runs", async () => {
    const state = device.upload(start);
    program.run(state, feed);
    state.write(weights({ w: [5, 5, 5], new: [1] }));
    program.run(state, feed);
    expect(await numbers(state.read())).toEqual({ w: [5.5, 5, 4.5], v: [10, 20, 30], new: [1] });
  });

  it("upload: several states are independent", async () => {
    const [one, other] = [device.upload(start), device.upload(start)];
    program.run(one, feed);
    expect(await numbers(other.read(["w"]))).toEqual({ w: [1, 2, 3] });
    one.dispose();
    program.run(other, feed);
    expect(await numbers(other.read(["w"]))).toEqual({ w: [1.5, 2, 2.5] });
  });

  it("run: accepts float32 and float64 inputs", async () => {
    const state = device.upload(new Map([["w", { shape: [3], values: Float64Array.of(1, 2, 3) }]]));
    const { total } = program.run(state, { x: Float64Array.of(1, 0, -1), rate: Float32Array.of(0.5) });
    expect([...(await total.read())]).toEqual([6]);
  });

  it("run: ignores unknown inputs", async () => {
    const state = device.upload(start);
    program.run(state, { ...feed, other: Float32Array.of(1) });
    expect(await numbers(state.read(["w"]))).toEqual({ w: [1.5, 2, 2.5] });
  });

  it("run: rejects missing or wrong inputs and states, and leaves the state unchanged", async () => {
    const state = device.upload(start);
    const shapeError = expect.objectContaining({ code: "shape" });
    expect(() => program.run(state, { x: feed.x })).toThrow(shapeError);
    expect(() => program.run(state)).toThrow(OmakaseError);
    expect(() => program.run(state, { ...feed, x: Float32Array.of(1, 2) })).toThrow(shapeError);
    expect(() => program.run(device.upload(new Map()), feed)).toThrow(shapeError);
    expect(() => program.run(device.upload(weights({ w: [1] })), feed)).toThrow(shapeError);
    expect(await numbers(state.read(["w"]))).toEqual({ w: [1, 2, 3] });
  });
});

function weights(values: Readonly<Record<string, readonly number[]>>): Weights {
  return new Map(
    Object.entries(values).map(([name, list]) => [name, { shape: [list.length], values: Float32Array.from(list) }]),
  );
}

async function numbers(read: Promise<Weights>): Promise<Record<string, number[]>> {
  return Object.fromEntries([...(await read)].map(([name, { values }]) => [name, [...values]]));
}
