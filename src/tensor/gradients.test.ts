import { describe, expect, it } from "vitest";
import { referenceDevice, type Values } from "../device/index.ts";
import { relativeDistance } from "../../test/device-suite/relative-distance.ts";
import { evaluateGraph } from "../../test/device-suite/evaluate-graph.ts";
import { suiteGraph } from "../../test/device-suite/suite-graph.ts";
import { deviceSuite } from "../../test/device-suite/device-suite.ts";
import { add } from "./op/add.ts";
import { conv2d } from "./op/conv2d.ts";
import { exp } from "./op/exp.ts";
import { gradients } from "./gradients.ts";
import { input } from "./op/input.ts";
import { leakyRelu } from "./op/leaky-relu.ts";
import { meanAll, square, sumAll } from "./compose.ts";
import { multiply } from "./op/multiply.ts";
import { random } from "./random.ts";
import { reshape } from "./op/reshape.ts";
import { sizeOf } from "./shape.ts";
import { softplus } from "./op/softplus.ts";
import { stopGradient } from "./op/with-gradient.ts";
import { type Tensor } from "./tensor.ts";

const device = referenceDevice();

/**
 * Measures the error of a gradient against central differences along random directions d: Σ gradient · d against
 * (L(x + hd) − L(x − hd)) / 2h.
 */
async function gradientError(gradient: Values, loss: Tensor, name: string, values: Readonly<Record<string, Values>>) {
  const program = await device.compile({ outputs: { loss }, updates: new Map() });
  const state = device.upload(new Map());
  const middle = Float64Array.from(values[name]);
  const at = async (direction: Float32Array, step: number): Promise<number> => {
    const moved = middle.map((value, index) => value + step * direction[index]);
    return (await program.run(state, { ...values, [name]: moved }).loss.read())[0];
  };
  const h = 1e-5;
  const [expected, measured] = [new Float64Array(8), new Float64Array(8)];
  for (let index = 0; index < expected.length; index++) {
    const direction = random(1, `direction ${name}`, index).normals(middle.length);
    expected[index] = direction.reduce((sum, value, one) => sum + value * gradient[one], 0);
    measured[index] = ((await at(direction, h)) - (await at(direction, -h))) / (2 * h);
  }
  return relativeDistance(measured, expected);
}

/** Cases whose central differences straddle a step or a corner. */
const corners = ["leakyRelu at 0", "equal maxima", "equal sides", "greater than itself", "select by any number"];
/** Cases with a custom gradient. */
const customGradients = ["stopGradient", "withGradient"];
/** Cases with NaN, which have no differences. */
const hasNaN = (name: string) => name.includes("no number");
const smooth = deviceSuite.filter(
  ({ name }) => !corners.includes(name) && !customGradients.includes(name) && !hasNaN(name),
);

describe("gradients agree with central differences, and so do their gradients:", () => {
  it.each(smooth)("$name", async (one) => {
    const { outputs, inputs, values, losses } = suiteGraph(one);
    const exact = await evaluateGraph(device, outputs, values);
    const xs = one.shapes.map((_, at) => `x${at}`);
    for (const [at, name] of xs.entries())
      expect(await gradientError(exact[`first.${at}`], losses.first, name, values), name).toBeLessThan(1e-7);
    for (const [at, name] of [...xs, "weight"].entries()) {
      expect(outputs[`second.${at}`].shape).toEqual(inputs[name].shape);
      expect(await gradientError(exact[`second.${at}`], losses.second, name, values), name).toBeLessThan(1e-7);
    }
  });
});

describe("at a corner", () => {
  const slopeOf = async (name: string): Promise<number[]> => {
    const one = deviceSuite.find((one) => one.name === name)!;
    const { outputs, values } = suiteGraph(one);
    const weight = Float64Array.from(values.weight.fill(1));
    return [...(await evaluateGraph(device, outputs, { ...values, weight }))["first.0"]];
  };

  it("leakyRelu has the slope of the negative side", async () => {
    expect(await slopeOf("leakyRelu at 0")).toEqual([0.2, 0.2, 1]);
  });

  it("max: equal maxima share the gradient", async () => {
    expect(await slopeOf("equal maxima")).toEqual([0, 0.5, 0.5, 1 / 3, 1 / 3, 1 / 3]);
  });

  it("maximum and minimum: the gradient flows to the second of two equal operands", async () => {
    expect(await slopeOf("equal sides")).toEqual([1, 0, 1]);
  });

  it("greater has no gradient, and none flows to a mask", async () => {
    expect(await slopeOf("greater than itself")).toEqual([0, 0, 0]);
    expect(await slopeOf("select by any number")).toEqual([-2, 0, 1, 4]);
  });
});

describe("gradients", () => {
  const x = input("x", [2]);
  const given = { x: Float64Array.of(0.5, -2) };

  it("stop at stopGradient", async () => {
    const [slope] = gradients(sumAll(multiply(stopGradient(exp(x)), x)), [x]);
    expect([...(await evaluateGraph(device, { slope }, given)).slope]).toEqual([Math.exp(0.5), Math.exp(-2)]);
  });

  it("follow withGradient, and can be differentiated again", async () => {
    const { outputs, values } = suiteGraph(deviceSuite.find(({ name }) => name === "withGradient")!);
    const got = await evaluateGraph(device, outputs, values);
    const { x0, weight, direction0 } = values;
    expect(
      relativeDistance(
        got["first.0"],
        x0.map((value, at) => weight[at] * value ** 2),
      ),
    ).toBeLessThan(1e-6);
    expect(
      relativeDistance(
        got["second.0"],
        x0.map((value, at) => 2 * weight[at] * value * direction0[at]),
      ),
    ).toBeLessThan(1e-6);
  });

  it("are 0 for tensors that the loss does not depend on", async () => {
    const [slope] = gradients(sumAll(x), [input("other", [2, 3])]);
    expect(slope.shape).toEqual([2, 3]);
    expect([...(await evaluateGraph(device, { slope }, {})).slope]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it("accept an intermediate tensor and the loss itself as targets", async () => {
    const middle = exp(x);
    const loss = sumAll(square(middle));
    const [byMiddle, byX, byLoss] = gradients(loss, [middle, x, loss]);
    const got = await evaluateGraph(device, { byMiddle, byX, byLoss }, given);
    expect(
      relativeDistance(
        got.byMiddle,
        given.x.map((value) => 2 * Math.exp(value)),
      ),
    ).toBeLessThan(1e-15);
    expect(
      relativeDistance(
        got.byX,
        given.x.map((value) => 2 * Math.exp(2 * value)),
      ),
    ).toBeLessThan(1e-15);
    expect([...got.byLoss]).toEqual([1]);
  });

  it("third-order gradients match central differences", async () => {
    let y = sumAll(exp(multiply(x, 2)));
    for (let order = 0; order < 3; order++) y = sumAll(gradients(y, [x])[0]);
    const { y: got } = await evaluateGraph(device, { y }, given);
    expect(got[0]).toBeCloseTo(8 * (Math.exp(1) + Math.exp(-4)), 12);
  });

  it("pass 10,000 operations", async () => {
    let y: Tensor = x;
    for (let depth = 0; depth < 10_000; depth++) y = add(multiply(y, 1 + 1e-5), 1e-5);
    const [slope] = gradients(sumAll(y), [x]);
    const { slope: got } = await evaluateGraph(device, { slope }, given);
    expect(got[0]).toBeCloseTo(1.00001 ** 10_000, 10);
  });

  it("reject a loss that is not a single number", () => {
    expect(() => gradients(x, [x])).toThrow("expected a single number [], got [2]");
  });
});

describe("a gradient penalty", () => {
  it("has the right gradient for every weight of the discriminator (R1, Mescheder et al. 2018)", async () => {
    const shapes = { first: [4, 2, 4, 4], shift: [1, 4, 1, 1], second: [5, 4, 3, 3], last: [1, 5, 4, 4] };
    const weights = Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, input(name, shape)]));
    const pictures = input("pictures", [3, 2, 8, 8]);
    const halved = add(conv2d(pictures, weights.first, { stride: [2, 2], padding: [1, 1, 1, 1] }), weights.shift);
    const kept = conv2d(leakyRelu(halved), weights.second, { stride: [1, 1], padding: [1, 1, 1, 1] });
    const logits = conv2d(softplus(kept), weights.last, { stride: [1, 1], padding: [0, 0, 0, 0] }); // [3, 1, 1, 1]
    const [slope] = gradients(sumAll(logits), [pictures]);
    const penalty = multiply(sumAll(square(slope)), 10 / 2 / pictures.shape[0]);
    const loss = add(meanAll(softplus(multiply(reshape(logits, [3]), -1))), penalty);

    const values = Object.fromEntries(
      Object.entries({ ...weights, pictures }).map(([name, { shape }]) => [
        name,
        random(1, name)
          .normals(sizeOf(shape))
          .map((value) => value * 0.3),
      ]),
    );
    const names = Object.keys(weights);
    const byWeight = gradients(loss, Object.values(weights));
    const exact = await evaluateGraph(
      device,
      Object.fromEntries(names.map((name, at) => [name, byWeight[at]])),
      values,
    );
    const part = await evaluateGraph(device, { penalty, loss }, values);
    expect(part.penalty[0]).toBeGreaterThan(0.1 * part.loss[0]);
    for (const name of names) expect(await gradientError(exact[name], loss, name, values), name).toBeLessThan(1e-7);
  });
});
