import { describe, expect, it } from "vitest";
import { add } from "./op/add.ts";
import { exp } from "./op/exp.ts";
import { input } from "./op/input.ts";
import { multiply } from "./op/multiply.ts";
import { graphSources, topologicalOrder } from "./graph.ts";
import { state } from "./op/state.ts";
import { tanh } from "./op/tanh.ts";
import { type Tensor } from "./tensor.ts";

describe("topologicalOrder", () => {
  it("has each tensor once, inputs before users, from all roots", () => {
    const [a, b] = [input("a", [2]), input("b", [2])];
    const shared = multiply(a, b);
    const [left, right] = [exp(shared), add(shared, tanh(shared))];
    const order = topologicalOrder([left, right, shared]);
    expect(new Set(order).size).toBe(order.length);
    expect(order).toHaveLength(6);
    for (const node of order)
      for (const one of node.inputs) expect(order.indexOf(one)).toBeLessThan(order.indexOf(node));
  });

  it("handles 10,000 levels, and visits shared parts once", () => {
    let deep: Tensor = input("x", []);
    for (let depth = 0; depth < 10_000; depth++) deep = add(deep, deep); // 2^10,000 paths
    expect(topologicalOrder([deep])).toHaveLength(10_001);
  });
});

describe("graphSources", () => {
  it("finds inputs and states, also states that are only written", () => {
    const [x, w, v] = [input("x", [2]), state("w", [2]), state("v", [2])];
    const { inputs, states } = graphSources({ outputs: { y: exp(w) }, updates: new Map([[v, x]]) });
    expect([...inputs]).toEqual([["x", x]]);
    expect([...states]).toEqual([
      ["w", w],
      ["v", v],
    ]);
  });

  it("rejects two tensors of one name", () => {
    const y = add(input("x", [2]), input("x", [2]));
    expect(() => graphSources({ outputs: { y }, updates: new Map() })).toThrow('two tensors are called "x"');
  });
});
