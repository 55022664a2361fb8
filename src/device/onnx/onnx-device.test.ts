import * as ort from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import {
  add,
  constant,
  conv2d,
  conv2dInputGradient,
  conv2dWeightGradient,
  greater,
  input,
  matmul,
  multiply,
  random,
  select,
  sizeOf,
  state,
  sumAll,
  tanh,
  type Graph,
  type Shape,
  type Tensor,
} from "../../tensor/index.ts";
import { OmakaseError } from "../../error.ts";
import type { Values } from "../device.ts";
import { onnxDevice } from "./onnx-device.ts";

const device = onnxDevice(ort, { threads: 2 });
const noUpdates = new Map<Tensor<"state">, Tensor>();

async function evaluate(
  outputs: Record<string, Tensor>,
  inputs: Record<string, Values>,
): Promise<Record<string, Values>> {
  const program = await device.compile({ outputs, updates: noUpdates });
  const handles = program.run(device.upload(new Map()), inputs);
  const read = await Promise.all(Object.entries(handles).map(async ([name, handle]) => [name, await handle.read()]));
  program.dispose();
  return Object.fromEntries(read) as Record<string, Values>;
}

function noise(shape: Shape, purpose: string): Float32Array {
  return random(1, purpose).normals(sizeOf(shape));
}

/** Step w' = w + x · rate that outputs the sum of the old w. */
function counter(): Graph {
  const w = state("w", [3]);
  const next = add(w, multiply(input("x", [3]), input("rate", [])));
  return { outputs: { total: sumAll(w) }, updates: new Map([[w, next]]) };
}
const start = new Map([["w", { shape: [3], values: Float32Array.of(1, 2, 3) }]]);
const feed = { x: Float32Array.of(1, 0, -1), rate: Float32Array.of(0.5) };

describe("runs", () => {
  it("update states in the order of the calls, without waiting", async () => {
    const program = await device.compile(counter());
    const state = device.upload(start);
    const handles = [1, 2, 3].map(() => program.run(state, feed).total);
    const between = state.read();
    state.write(new Map([["w", { shape: [3], values: Float64Array.of(0, 0, 7) }]]));
    const last = program.run(state, { x: Float64Array.of(1, 1, 1), rate: Float64Array.of(1) }).total;
    expect(await Promise.all(handles.map(async (handle) => [...(await handle.read())]))).toEqual([[6], [6], [6]]);
    expect([...(await between).get("w")!.values]).toEqual([2.5, 2, 1.5]);
    expect([...(await last.read())]).toEqual([7]);
    expect([...(await state.read(["w"])).get("w")!.values]).toEqual([1, 1, 8]);
    program.dispose();
  });

  it("copy arrays that are passed in or read", async () => {
    const program = await device.compile(counter());
    const values = Float32Array.of(1, 2, 3);
    const state = device.upload(new Map([["w", { shape: [3], values }]]));
    const first = (await state.read()).get("w")!.values;
    for (let step = 0; step < 4; step++) program.run(state, feed);
    await state.read();
    expect([...values]).toEqual([1, 2, 3]);
    expect([...first]).toEqual([1, 2, 3]);
    program.dispose();
  });

  it("are shared by several programs on one state", async () => {
    const [w, v] = [state("w", [3]), state("v", [3])];
    const swap = await device.compile({
      outputs: { v },
      updates: new Map([
        [w, v],
        [v, w],
      ]),
    });
    const count = await device.compile(counter());
    const both = device.upload(new Map([...start, ["v", { shape: [3], values: Float32Array.of(7, 8, 9) }]]));
    swap.run(both);
    count.run(both, feed);
    const { v: handle } = swap.run(both);
    expect([...(await handle.read())]).toEqual([1, 2, 3]);
    const after = await both.read();
    expect([...after.get("w")!.values]).toEqual([1, 2, 3]);
    expect([...after.get("v")!.values]).toEqual([7.5, 8, 8.5]);
    swap.dispose();
    count.dispose();
  });

  it("reject inputs and states of other shapes with one sentence", async () => {
    const program = await device.compile(counter());
    const state = device.upload(start);
    expect(() => program.run(state, { x: feed.x })).toThrow(/rate.*expected 1 values for \[\], got nothing/);
    expect(() => program.run(state, { ...feed, x: Float32Array.of(1) })).toThrow(OmakaseError);
    expect(() => program.run(device.upload(new Map()), feed)).toThrow(/state "w": expected \[3\], got nothing/);
    expect([...(await state.read()).get("w")!.values]).toEqual([1, 2, 3]);
    program.dispose();
  });

  it("return constants, inputs, and one value under two names", async () => {
    const x = input("x", [2]);
    const y = tanh(x);
    const got = await evaluate(
      { x, y, again: y, three: constant(3, [2, 2]), mask: greater(x, 0) },
      { x: Float32Array.of(0, 1) },
    );
    expect([...got.x]).toEqual([0, 1]);
    expect(got.y).toEqual(got.again);
    expect([...got.three]).toEqual([3, 3, 3, 3]);
    expect([...got.mask]).toEqual([0, 1]);
  });
});

describe("two threads", () => {
  it("give the same bytes twice", async () => {
    const [x, w] = [input("x", [8, 16, 16, 16]), state("w", [32, 16, 4, 4])];
    const attributes = { stride: [2, 2], padding: [1, 1, 1, 1] } as const;
    const y = tanh(conv2d(x, w, attributes));
    const dw = conv2dWeightGradient(x, y, [4, 4], attributes);
    const dx = conv2dInputGradient(y, w, [16, 16], attributes);
    const graph = { outputs: { dx, total: sumAll(y) }, updates: new Map([[w, add(w, multiply(dw, 0.001))]]) };
    const weights = new Map([["w", { shape: w.shape, values: noise(w.shape, "w") }]]);
    const once = async (): Promise<Values[]> => {
      const program = await device.compile(graph);
      const state = device.upload(weights);
      let last: Values[] = [];
      for (let step = 0; step < 5; step++) {
        const { dx: picture, total } = program.run(state, { x: noise(x.shape, "x") });
        last = [await picture.read(), await total.read()];
      }
      program.dispose();
      return [...last, (await state.read()).get("w")!.values];
    };
    expect(await once()).toEqual(await once());
  });
});

describe("convolutions", () => {
  const cases = [
    { x: [2, 3, 7, 9], w: [5, 3, 4, 3], stride: [2, 2], padding: [1, 1, 1, 1] },
    { x: [2, 3, 8, 8], w: [4, 3, 4, 4], stride: [2, 2], padding: [1, 1, 1, 1] },
    { x: [3, 4, 6, 5], w: [2, 4, 3, 3], stride: [1, 1], padding: [1, 1, 1, 1] },
    { x: [2, 2, 6, 7], w: [3, 2, 1, 1], stride: [3, 2], padding: [0, 0, 0, 0] },
    { x: [2, 2, 6, 7], w: [3, 2, 5, 2], stride: [3, 2], padding: [2, 0, 1, 3] },
    { x: [5, 6, 4, 4], w: [7, 6, 4, 4], stride: [1, 1], padding: [0, 0, 0, 0] },
    { x: [5, 6, 1, 1], w: [7, 6, 1, 1], stride: [1, 1], padding: [0, 0, 0, 0] },
    { x: [9, 2, 10, 11], w: [3, 2, 3, 3], stride: [2, 3], padding: [0, 1, 0, 0] },
    { x: [1, 2, 10, 11], w: [3, 2, 3, 3], stride: [2, 3], padding: [0, 1, 0, 0] },
    { x: [6, 2, 9, 8], w: [3, 2, 4, 4], stride: [2, 2], padding: [1, 1, 1, 1] },
    { x: [5, 2, 8, 7], w: [3, 2, 4, 5], stride: [2, 3], padding: [1, 2, 1, 2] },
    { x: [2, 2, 8, 7], w: [3, 2, 4, 5], stride: [2, 3], padding: [1, 2, 1, 2] },
    { x: [4, 2, 4, 4], w: [3, 2, 3, 3], stride: [1, 1], padding: [1, 1, 1, 1] },
    { x: [2, 5, 9, 10], w: [3, 5, 3, 4], stride: [1, 1], padding: [1, 2, 0, 3] },
    { x: [2, 5, 9, 8], w: [3, 5, 2, 2], stride: [1, 1], padding: [2, 0, 1, 0] },
  ] as const;

  it.each(cases)("$x * $w, stride $stride, padding $padding", async ({ x, w, stride, padding }) => {
    const attributes = { stride, padding };
    const [a, k] = [input("x", x), input("w", w)];
    const y = conv2d(a, k, attributes);
    const dy = input("dy", y.shape);
    const given = { x: noise(x, "x"), w: noise(w, "w"), dy: noise(y.shape, "dy") };
    const got = await evaluate(
      {
        y,
        dx: conv2dInputGradient(dy, k, [x[2], x[3]], attributes),
        dw: conv2dWeightGradient(a, dy, [w[2], w[3]], attributes),
      },
      given,
    );
    const wanted = {
      y: new Float64Array(got.y.length),
      dx: new Float64Array(got.dx.length),
      dw: new Float64Array(got.dw.length),
    };
    const [, , outHeight, outWidth] = y.shape;
    for (let n = 0; n < x[0]; n++)
      for (let o = 0; o < w[0]; o++)
        for (let c = 0; c < x[1]; c++)
          for (let i = 0; i < outHeight; i++)
            for (let j = 0; j < outWidth; j++)
              for (let u = 0; u < w[2]; u++)
                for (let v = 0; v < w[3]; v++) {
                  const [row, column] = [i * stride[0] + u - padding[0], j * stride[1] + v - padding[1]];
                  if (row < 0 || row >= x[2] || column < 0 || column >= x[3]) continue;
                  const atX = ((n * x[1] + c) * x[2] + row) * x[3] + column;
                  const atW = ((o * x[1] + c) * w[2] + u) * w[3] + v;
                  const atY = ((n * w[0] + o) * outHeight + i) * outWidth + j;
                  wanted.y[atY] += given.x[atX] * given.w[atW];
                  wanted.dx[atX] += given.dy[atY] * given.w[atW];
                  wanted.dw[atW] += given.x[atX] * given.dy[atY];
                }
    for (const name of ["y", "dx", "dw"] as const) expect(distance(got[name], wanted[name])).toBeLessThan(1e-6);
  });
});

describe("products", () => {
  it.each([
    { a: [3, 4], b: [4, 5], transposeA: false, transposeB: false },
    { a: [4, 3], b: [4, 5], transposeA: true, transposeB: false },
    { a: [3, 4], b: [5, 4], transposeA: false, transposeB: true },
    { a: [2, 2, 4, 3], b: [2, 2, 5, 4], transposeA: true, transposeB: true },
  ])("$a · $b, $transposeA, $transposeB", async ({ a, b, transposeA, transposeB }) => {
    const given = { a: noise(a, "a"), b: noise(b, "b") };
    const { y } = await evaluate({ y: matmul(input("a", a), input("b", b), { transposeA, transposeB }) }, given);
    const wanted = new Float64Array(y.length);
    for (let at = 0; at < wanted.length; at++) {
      const [batch, i, j] = [Math.floor(at / 15), Math.floor(at / 5) % 3, at % 5];
      for (let k = 0; k < 4; k++)
        wanted[at] +=
          given.a[batch * 12 + (transposeA ? k * 3 + i : i * 4 + k)] *
          given.b[batch * 20 + (transposeB ? j * 4 + k : k * 5 + j)];
    }
    expect(distance(y, wanted)).toBeLessThan(1e-6);
  });
});

describe("stretching", () => {
  it("keeps the shape when all operands are broadcast", async () => {
    const row = input("row", [1, 3]);
    const wide = select(greater(input("column", [2, 1]), 0), multiply(row, constant(2, [2, 3])), constant(5, [2, 3]));
    const { wide: got } = await evaluate({ wide }, { row: Float32Array.of(1, 2, 3), column: Float32Array.of(1, -1) });
    expect([...got]).toEqual([2, 4, 6, 5, 5, 5]);
  });
});

function distance(got: Values, wanted: Values): number {
  let [difference, norm] = [0, 0];
  wanted.forEach((value, at) => {
    difference += (got[at] - value) ** 2;
    norm += value ** 2;
  });
  return Math.sqrt(difference / norm);
}
