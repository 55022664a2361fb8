import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { referenceDevice } from "../device/index.ts";
import { relativeDistance } from "../../test/device-suite/relative-distance.ts";
import { evaluateGraph } from "../../test/device-suite/evaluate-graph.ts";
import { suiteGraph } from "../../test/device-suite/suite-graph.ts";
import { deviceSuite } from "../../test/device-suite/device-suite.ts";
import { add } from "./op/add.ts";
import { broadcast } from "./op/broadcast.ts";
import { constant } from "./op/constant.ts";
import { divide } from "./op/divide.ts";
import { exp } from "./op/exp.ts";
import { gradients } from "./gradients.ts";
import { input } from "./op/input.ts";
import { leakyRelu } from "./op/leaky-relu.ts";
import { matmul } from "./op/matmul.ts";
import { multiply } from "./op/multiply.ts";
import { simplify } from "./simplify.ts";
import { slice } from "./op/slice.ts";
import { state } from "./op/state.ts";
import { stopGradient } from "./op/with-gradient.ts";
import { subtract } from "./op/subtract.ts";
import { sum } from "./op/sum.ts";
import { sumAll } from "./compose.ts";
import { tanh } from "./op/tanh.ts";
import { topologicalOrder } from "./graph.ts";
import { transpose } from "./op/transpose.ts";
import { type Tensor } from "./tensor.ts";

const device = referenceDevice();
const x = input("x", [2, 2]);
const given = { x: Float64Array.of(0.3, -1.2, 2.5, 0.7) };

function simple(y: Tensor): Tensor {
  return simplify({ outputs: { y }, updates: new Map() }).outputs.y;
}

function count(y: Tensor): number {
  return topologicalOrder([y]).length;
}

describe("simplify", () => {
  it("removes neutral operations", () => {
    for (const same of [add(x, 0), add(0, x), subtract(x, 0), multiply(x, 1), multiply(1, x), divide(x, 1)])
      expect(simple(same)).toBe(x);
    expect(simple(stopGradient(add(stopGradient(x), constant(0, [2, 2]))))).toBe(x);
    expect(simple(exp(add(x, 0)))).toMatchObject({ op: "exp", inputs: [x] });
  });

  it("keeps operations that are not neutral", () => {
    for (const other of [subtract(0, x), divide(1, x), add(x, 1), multiply(x, 0), multiply(x, constant([1, 2], [2]))])
      expect(simple(other)).toBe(other);
  });

  it("keeps the shape when the neutral operand is larger", async () => {
    const row = input("row", [2]);
    const y = simple(exp(multiply(row, constant(1, [3, 2]))));
    expect(y.shape).toEqual([3, 2]);
    const { y: got } = await evaluateGraph(device, { y }, { row: Float64Array.of(0, 1) });
    expect([...got]).toEqual([1, Math.E, 1, Math.E, 1, Math.E]);
  });

  it("merges equal subexpressions", () => {
    expect(count(simple(add(exp(tanh(x)), exp(tanh(x)))))).toBe(4);
    expect(count(simple(add(multiply(x, constant([2], [1])), multiply(x, constant([2], [1])))))).toBe(4);
  });

  it("distinguishes attributes, shapes, orders of inputs, and constants", () => {
    const pairs = [
      [sum(x, [0]), transpose(sum(x, [1]), [1, 0])],
      [broadcast(x, [1, 2, 2]), broadcast(x, [3, 2, 2])],
      [leakyRelu(x, 0.2), leakyRelu(x, 0.3)],
      [slice(x, [0, 0], [1, 2]), slice(x, [1, 0], [1, 2])],
      [matmul(x, x, { transposeA: true }), matmul(x, x, { transposeB: true })],
      [subtract(x, exp(x)), subtract(exp(x), x)],
      [multiply(x, 2), multiply(x, 3)],
      [multiply(x, constant([1, 2], [2])), multiply(x, constant([2, 1], [2]))],
    ];
    for (const [a, b] of pairs) {
      const { outputs } = simplify({ outputs: { a, b }, updates: new Map() });
      expect(outputs.a).not.toBe(outputs.b);
    }
  });

  it("distinguishes large constants", async () => {
    const ramp = (from: number) =>
      constant(
        Float32Array.from({ length: 100 }, (_, at) => from + at),
        [100],
      );
    const y = simple(subtract(ramp(1), ramp(0)));
    expect(new Set((await evaluateGraph(device, { y }, {})).y)).toEqual(new Set([1]));
  });

  it("simplifies updates, and keeps states that do not change", () => {
    const w = state("w", [2, 2]);
    const { updates } = simplify({ outputs: {}, updates: new Map([[w, add(multiply(w, 1), x)]]) });
    expect(updates.get(w)).toMatchObject({ op: "add", inputs: [w, x] });
  });

  it("handles 10,000 levels", () => {
    let y: Tensor = x;
    for (let depth = 0; depth < 10_000; depth++) y = depth % 2 ? add(y, 0) : tanh(y);
    expect(count(simple(y))).toBe(5001);
  });
});

/** Draws random expressions of x with repetitions, ones and zeros. */
const expressions = fc.letrec<{ tree: Tensor }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    fc.constantFrom(...[0, 1, 2].map((value) => constant(value)), x, sum(x, [0]), constant(1, [2, 1])),
    fc.tuple(fc.constantFrom(add, subtract, multiply), tie("tree"), tie("tree")).map(([op, a, b]) => op(a, b)),
    tie("tree").map(tanh),
    tie("tree").map(stopGradient),
  ),
})).tree;

describe("simplified graphs give the same results:", () => {
  it("random expressions and their gradients", async () => {
    await fc.assert(
      fc.asyncProperty(expressions, async (y) => {
        const [slope] = gradients(sumAll(multiply(tanh(y), x)), [x]);
        const graph = { outputs: { y, slope }, updates: new Map() };
        const got = await evaluateGraph(device, simplify(graph).outputs, given);
        const wanted = await evaluateGraph(device, graph.outputs, given);
        for (const name of ["y", "slope"] as const)
          expect(relativeDistance(got[name], wanted[name])).toBeLessThan(1e-13);
      }),
      { seed: 1 },
    );
  });

  it.each(deviceSuite)("$name", async (one) => {
    const { outputs, values } = suiteGraph(one);
    const less = simplify({ outputs, updates: new Map() }).outputs;
    const [got, wanted] = [await evaluateGraph(device, less, values), await evaluateGraph(device, outputs, values)];
    for (const name of Object.keys(outputs))
      expect(relativeDistance(got[name], wanted[name]), name).toBeLessThan(1e-13);
    expect(topologicalOrder(Object.values(less)).some((node) => node.op === "withGradient")).toBe(false);
  });
});
