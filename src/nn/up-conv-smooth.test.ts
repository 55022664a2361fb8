import { expect, test } from "vitest";
import { evaluateGraph } from "../../test/device-suite/evaluate-graph.ts";
import { referenceDevice, type Values } from "../device/index.ts";
import {
  conv2dInputGradient,
  conv2d,
  gradients,
  input,
  multiply,
  random,
  sizeOf,
  sumAll,
  type Tensor,
} from "../tensor/index.ts";
import { createRegistry } from "./registry.ts";
import { openScope } from "./layer.ts";
import { upConvSmooth } from "./conv.ts";
import { upNearest } from "./resize.ts";

const device = referenceDevice();
const [batch, channels, out, side] = [2, 3, 5, 4];
const x = input("x", [batch, channels, side, side]);
const values = { x: random(1, "x").normals(sizeOf(x.shape)), w: random(1, "w").normals(channels * out * 9) };

/** Applies the layer with the given 3 × 3 weights. */
function layered(): { readonly y: Tensor; readonly w: Tensor } {
  const registry = createRegistry();
  const scope = openScope(registry, "net", { training: true });
  upConvSmooth(out, { bias: false })(x, scope);
  const w = input("w", [channels, out, 3, 3]);
  registry.values.set("net.weight", w);
  return { y: upConvSmooth(out, { bias: false })(x, scope), w };
}

/** Converts the kernel to that of a convolution: in and out exchanged, rows and columns reversed. */
function turned(w: Float32Array): Float32Array {
  const result = new Float32Array(w.length);
  for (let c = 0; c < channels; c++)
    for (let o = 0; o < out; o++)
      for (let at = 0; at < 9; at++) result[(o * channels + c) * 9 + at] = w[(c * out + o) * 9 + 8 - at];
  return result;
}

test("upConvSmooth: equals nearest-neighbour upsampling and a 3 × 3 convolution", async () => {
  const { y } = layered();
  const large = upNearest()(x, openScope(createRegistry(), "none", { training: true }));
  const plain = conv2d(large, input("v", [out, channels, 3, 3]), { stride: [1, 1], padding: [1, 1, 1, 1] });
  const got = await evaluateGraph(device, { y }, values);
  const wanted = await evaluateGraph(device, { plain }, { ...values, v: turned(values.w) });
  expect(y.shape).toEqual([batch, out, side * 2, side * 2]);
  got.y.forEach((value, at) => expect(value).toBeCloseTo(wanted.plain[at], 12));
});

test("upConvSmooth: constant features give a constant image", async () => {
  const { y } = layered();
  const flat: Record<string, Values> = { ...values, x: values.x.map(() => 1) };
  const got = await evaluateGraph(device, { y }, flat);
  const inner = (o: number, row: number, column: number) => got.y[(o * side * 2 + row) * side * 2 + column];
  for (let o = 0; o < out; o++)
    for (let row = 2; row < side * 2 - 2; row++)
      for (let column = 2; column < side * 2 - 2; column++)
        expect(inner(o, row, column)).toBeCloseTo(inner(o, 2, 2), 12);
  const chequered = conv2dInputGradient(x, input("u", [channels, out, 4, 4]), [side * 2, side * 2], {
    stride: [2, 2],
    padding: [1, 1, 1, 1],
  });
  const plain = await evaluateGraph(device, { chequered }, { ...flat, u: random(1, "u").normals(channels * out * 16) });
  expect(Math.abs(plain.chequered[2 * side * 2 + 2] - plain.chequered[2 * side * 2 + 3])).toBeGreaterThan(0.1);
});

test("upConvSmooth: the gradient of the weights matches finite differences", async () => {
  const { y, w } = layered();
  const loss = sumAll(multiply(y, y));
  const [slope] = gradients(loss, [w]);
  const { slope: found } = await evaluateGraph(device, { slope }, values);
  for (const at of [0, 7, 31, 80]) {
    const moved = async (by: number) => {
      const shifted = Float64Array.from(values.w);
      shifted[at] += by;
      return (await evaluateGraph(device, { loss }, { ...values, w: shifted as unknown as Float32Array })).loss[0];
    };
    expect(((await moved(1e-4)) - (await moved(-1e-4))) / 2e-4).toBeCloseTo(found[at], 4);
  }
});
