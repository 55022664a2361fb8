import { expect, test } from "vitest";
import { evaluateGraph } from "../../test/device-suite/evaluate-graph.ts";
import { referenceDevice } from "../device/index.ts";
import { add } from "./op/add.ts";
import { exp } from "./op/exp.ts";
import { input } from "./op/input.ts";
import { multiply } from "./op/multiply.ts";
import { substitute } from "./substitute.ts";
import { tanh } from "./op/tanh.ts";

const [x, y] = [input("x", [2]), input("y", [2])];
const inner = exp(x);
const aside = tanh(y);
const root = add(multiply(inner, x), aside);
const numbers = { x: Float32Array.of(0.5, -1), y: Float32Array.of(2, 0.25) };
const valueOf = async (tensor: typeof root) =>
  [...(await evaluateGraph(referenceDevice(), { tensor }, numbers)).tensor] as number[];

test("replaces a tensor for all consumers, and keeps independent parts", async () => {
  const changed = substitute(root, new Map([[x, y]]));
  const expected = [...numbers.y].map((value) => Math.exp(value) * value + Math.tanh(value));
  (await valueOf(changed)).forEach((value, at) => expect(value).toBeCloseTo(expected[at], 6));
  expect(changed.inputs[1]).toBe(aside);
  expect(substitute(root, new Map())).toBe(root);
});

test("replaces an input of a single node", async () => {
  const changed = substitute(root, new Map(), new Map([[inner, new Map([[x, y]])]]));
  const { x: a, y: b } = numbers;
  const expected = [0, 1].map((at) => Math.exp(b[at]) * a[at] + Math.tanh(b[at]));
  (await valueOf(changed)).forEach((value, at) => expect(value).toBeCloseTo(expected[at], 6));
});

test("replaces an intermediate tensor", async () => {
  const changed = substitute(root, new Map([[inner, y]]));
  const { x: a, y: b } = numbers;
  (await valueOf(changed)).forEach((value, at) => expect(value).toBeCloseTo(b[at] * a[at] + Math.tanh(b[at]), 6));
});
