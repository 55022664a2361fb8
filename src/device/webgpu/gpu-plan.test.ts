import { describe, expect, it } from "vitest";
import {
  add,
  conv2d,
  constant,
  input,
  leakyRelu,
  matmul,
  mean,
  multiply,
  sizeOf,
  sqrt,
  square,
  state,
  subtract,
  sum,
  sumAll,
  tanh,
  transpose,
  type Graph,
  type Tensor,
} from "../../tensor/index.ts";
import { casesOf } from "../../../test/nightly.ts";
import { createModel, resolveConfig, settingsOf } from "../../run/index.ts";
import { buildStep } from "../../train/index.ts";
import { planGraph } from "./gpu-plan.ts";
import type { GpuLimits } from "./contraction.ts";

const limits: GpuLimits = { buffers: 10, sharedBytes: 32768, unroll: true };

function graph(outputs: Record<string, Tensor>, updates: [Tensor<"state">, Tensor][] = []): Graph {
  return { outputs, updates: new Map(updates) };
}

describe("a plan", () => {
  it("fuses a chain of element-wise operations into one dispatch", () => {
    const [x, y] = [input("x", [100, 100]), input("y", [100, 1])];
    const chain = tanh(add(multiply(leakyRelu(x), y), 3));
    expect(planGraph(graph({ chain, other: square(subtract(chain, x)) }), limits).dispatches).toHaveLength(1);
  });

  it("fuses bias and activation into a convolution", () => {
    const y = conv2d(input("x", [8, 3, 32, 32]), state("w", [16, 3, 4, 4]), {
      stride: [2, 2],
      padding: [1, 1, 1, 1],
    });
    const { dispatches } = planGraph(graph({ y: leakyRelu(add(y, state("b", [1, 16, 1, 1]))) }), limits);
    expect(dispatches).toHaveLength(1);
    expect(dispatches[0].flops).toBe(2 * 8 * 16 * 16 * 16 * 3 * 16);
  });

  it("computes batch normalization in three dispatches: mean, variance, and the rest with the activation", () => {
    const x = input("x", [4, 8, 4, 4]);
    const centered = subtract(x, mean(x, [0, 2, 3]));
    const spread = sqrt(add(mean(square(centered), [0, 2, 3]), 1e-5));
    const scaled = multiply(multiply(centered, state("scale", [1, 8, 1, 1])), subtract(2, spread));
    expect(planGraph(graph({ y: leakyRelu(scaled) }), limits).dispatches).toHaveLength(3);
  });

  it("updates parameters of all sizes in one dispatch, in place, and computes the gradient norm in two", () => {
    const sizes = [[64, 3, 4, 4], [128, 64, 4, 4], [7]];
    const rate = input("rate", []);
    const parts = sizes.map((shape, at) => {
      const [w, m] = [state(`w${at}`, shape), state(`m${at}`, shape)];
      const slope = input(`slope${at}`, shape);
      const moved = add(multiply(m, 0.9), slope);
      return { w, m, moved, next: subtract(w, multiply(moved, rate)), length: sumAll(square(slope)) };
    });
    const updates = parts.flatMap(({ w, m, moved, next }): [Tensor<"state">, Tensor][] => [
      [w, next],
      [m, moved],
    ]);
    const lengths = parts.map(({ length }) => length).reduce((a, b) => add(a, b));
    const { dispatches, copies } = planGraph(graph({ length: sqrt(lengths) }, updates), limits);
    expect(copies).toEqual([]);
    // all updates; partial sums of squares, and their sum; the root
    expect(dispatches.map(({ label }) => label)).toHaveLength(4);
    expect(dispatches.every(({ flops, bytes }) => flops >= 0 && bytes > 0)).toBe(true);
  });

  it("overwrites a state only after its last read", () => {
    const [w, v] = [state("w", [5000]), state("v", [5000])];
    const { dispatches, copies } = planGraph(
      graph({ total: sumAll(square(add(w, v))) }, [
        [w, add(w, 1)],
        [v, multiply(w, v)],
      ]),
      limits,
    );
    const writes = dispatches.findIndex(({ buffers }) =>
      buffers.some(({ buffer, written }) => buffer === "states" && written),
    );
    const reads = dispatches.findLastIndex(({ buffers }) =>
      buffers.some(({ buffer, written }) => buffer === "states" && !written),
    );
    expect(copies).toEqual([]);
    expect(writes).toBeGreaterThan(reads);
  });

  it("copies at the end where an update reads elements at other indices", () => {
    const w = state("w", [4, 4]);
    const turned = add(w, constant([1, 2, 3, 4], [4]));
    const rolled = planGraph(graph({}, [[w, subtract(turned, mean(w, [0]))]]), limits);
    expect(rolled.copies.length + rolled.dispatches.length).toBeGreaterThan(1);
  });

  it("reuses the memory of results after their last read", () => {
    let x: Tensor = input("x", [1, 4, 64, 64]);
    const w = state("w", [4, 4, 3, 3]);
    for (let layer = 0; layer < 12; layer++) x = leakyRelu(conv2d(x, w, { stride: [1, 1], padding: [1, 1, 1, 1] }));
    const { memory } = planGraph(graph({ x }), limits);
    expect(memory.largeBuffers.length).toBeLessThanOrEqual(3);
    expect(memory.largeBuffers.every(({ length }) => length >= sizeOf(x.shape))).toBe(true);
  });

  it.each([8, 10, 16])("uses at most %i buffers in a dispatch", (buffers) => {
    const w = state("w", [2, 2, 1, 1]);
    const plain = { stride: [1, 1], padding: [0, 0, 0, 0] } as const;
    const parts = Array.from({ length: 30 }, (_, at) => tanh(conv2d(input(`x${at}`, [1, 2, 64, 64]), w, plain)));
    const y = parts.reduce((a, b) => add(a, square(b)));
    const { dispatches } = planGraph(graph({ y }), { ...limits, buffers });
    for (const dispatch of dispatches) expect(dispatch.buffers.length + 1).toBeLessThanOrEqual(buffers);
  });

  it.each(["ae", "vae", "gan", "dcgan", "pix2pix"] as const)("a training step fits eight buffers: %s", (name) => {
    const sizes = [[32, 8], [64, 32]] as const; // oxfmt-ignore
    for (const [size, features] of casesOf(sizes, [sizes[0]]))
      for (const augment of ["off", "auto"] as const) {
        const conditions = { size, features, ...(name === "gan" && { augment }) };
        const config = resolveConfig(name, "sushi", conditions, { pictures: 4000, seed: 1 });
        const { graph } = buildStep(createModel(config), { size, channels: 3 }, settingsOf(config));
        for (const { buffers } of planGraph(graph, { ...limits, buffers: 8 }).dispatches)
          expect(buffers.length + 1).toBeLessThanOrEqual(8);
      }
  });

  it("uses no more buffers where updates have to be copied", () => {
    const shared = input("x", [128, 128]);
    const states = Array.from({ length: 12 }, (_, at) => state(`s${at}`, [128, 128]));
    const updates = states.map((s): [Tensor<"state">, Tensor] => [s, add(transpose(s, [1, 0]), shared)]);
    const { dispatches, copies } = planGraph(graph({}, updates), { ...limits, buffers: 8 });
    expect(copies).toHaveLength(12);
    for (const { buffers } of dispatches) expect(buffers.length + 1).toBeLessThanOrEqual(8);
  });

  it("plans repeated squaring in linear time", () => {
    let x: Tensor = input("x", [5000]);
    for (let time = 0; time < 60; time++) x = square(x);
    expect(planGraph(graph({ x }), limits).dispatches.length).toBeLessThan(10);
  });

  it("writes no constant outside of its slice", () => {
    const [s, t] = [state("s", [80, 80]), state("t", [50, 4])];
    const { constants, inputs } = planGraph(
      graph({
        a: sum(multiply(tanh(t), constant([1, 2, 3, 4], [4])), [0]),
        y: sum(matmul(s, constant(0.5, [80, 80]))),
        x: add(input("x", [3]), 1),
      }),
      limits,
    );
    expect(constants.map(({ values }) => values.length)).toEqual([4]);
    for (const { place } of [...constants, ...inputs.values()]) expect(place.buffer).toBe("inputArena");
  });

  it("stays within the largest number of workgroups in a dimension", () => {
    const wide = conv2d(input("x", [512, 1, 128, 128]), state("w", [4, 1, 1, 1]), {
      stride: [1, 1],
      padding: [0, 0, 0, 0],
    });
    const { dispatches } = planGraph(graph({ y: tanh(wide), sums: mean(wide, [1]) }), limits);
    for (const { workgroups } of dispatches) expect(Math.max(...workgroups)).toBeLessThanOrEqual(65535);
  });

  it("rejects a contraction with too many workgroups, with the numbers", () => {
    const plain = { stride: [1, 1], padding: [0, 0, 0, 0] } as const;
    const wide = conv2d(input("x", [4096, 1, 128, 128]), state("w", [4, 1, 1, 1]), plain);
    expect(() => planGraph(graph({ wide }), limits)).toThrow(
      "GPU (conv2d): expected a product of at most 16,776,960 columns, got 67,108,864. Take a smaller batch",
    );
    const many = matmul(input("a", [70_000, 2, 2]), input("b", [70_000, 2, 2]));
    expect(() => planGraph(graph({ many }), limits)).toThrow(
      "GPU (matmul): expected at most 65,535 products beside each other, got 70,000. Take a smaller batch",
    );
  });

  it("chooses smaller tiles where a workgroup has little memory", () => {
    const x = conv2d(input("x", [64, 64, 32, 32]), state("w", [128, 64, 4, 4]), {
      stride: [2, 2],
      padding: [1, 1, 1, 1],
    });
    const bytes = (sharedBytes: number) => {
      const [{ code }] = planGraph(graph({ x }), { ...limits, sharedBytes }).dispatches;
      const quads = [...code.matchAll(/var<workgroup> slice.: array<vec4f, (\d+)>/g)].map(([, count]) => Number(count));
      return 16 * quads.reduce((a, b) => a + b);
    };
    expect(bytes(32768)).toBeGreaterThan(16384);
    expect(bytes(16384)).toBeLessThanOrEqual(16384);
  });
});
