import { describe, expect, test } from "vitest";
import { referenceDevice } from "../device/index.ts";
import { createRegistry, define, graphOf } from "../nn/index.ts";
import { dot, constant } from "../tensor/index.ts";
import { createOptimizer, type OptimizerSettings } from "./create-optimizer.ts";
import { factorName, optimize } from "./optimize.ts";

const start = [0.5, -1, 2];
const slopes = [
  [0.1, -0.2, 3],
  [0.3, 0.2, -1],
  [-0.5, 0.1, 0.4],
];
const rate = 0.01;

/** Runs three steps of an optimizer on the reference device, with fixed gradients. */
async function optimized(
  settings: OptimizerSettings,
  maxGradientNorm?: number,
): Promise<{ weight: number[]; lengths: number[] }> {
  const optimizer = createOptimizer(settings);
  const device = referenceDevice();
  const initial = () => Float32Array.from(start);
  let weights = new Map([["net.weight", { shape: [3], values: Float64Array.from(start) }]]);
  const lengths: number[] = [];
  for (const [at, slope] of slopes.entries()) {
    const registry = createRegistry();
    const weight = define(registry, "net.weight", [3], initial, "parameter");
    const length = optimize(registry, ["net"], dot(weight, constant(slope, [3])), optimizer, { maxGradientNorm });
    for (const [name, { tensor }] of registry.definitions)
      if (!weights.has(name)) weights.set(name, { shape: [...tensor.shape], values: new Float64Array(3) });
    const program = await device.compile(graphOf(registry, { length }));
    const state = device.upload(weights);
    const factors = Object.entries(optimizer.factors(at + 1, rate));
    const inputs = Object.fromEntries(
      factors.map(([name, value]) => [factorName("net", name), Float64Array.of(value)]),
    );
    const used = new Set(
      settings.name === "adam" && !settings.weightDecay ? ["step", "correction"] : factors.map(([name]) => name),
    );
    const needed = Object.entries(inputs).filter(([name]) => used.has(name.split(".").at(-1)!));
    lengths.push((await program.run(state, Object.fromEntries(needed)).length.read())[0]);
    weights = new Map(
      [...(await state.read())].map(([name, { shape, values }]) => [
        name,
        { shape: [...shape], values: Float64Array.from(values) },
      ]),
    );
  }
  return { weight: [...weights.get("net.weight")!.values], lengths };
}

/** Computes the same number by number, with the formulas of PyTorch's documentation. */
function expected(step: (w: number, g: number, t: number, memory: Record<string, number>) => number): number[] {
  return start.map((first, at) => {
    const memory = {};
    return slopes.reduce((w, slope, t) => step(w, slope[at], t + 1, memory), first);
  });
}

function adamStep(beta1: number, beta2: number, decay = 0) {
  return (w: number, g: number, t: number, memory: Record<string, number>): number => {
    memory.m = beta1 * (memory.m ?? 0) + (1 - beta1) * g;
    memory.v = beta2 * (memory.v ?? 0) + (1 - beta2) * g * g;
    const [m, v] = [memory.m / (1 - beta1 ** t), memory.v / (1 - beta2 ** t)];
    return w * (1 - rate * decay) - (rate * m) / (Math.sqrt(v) + 1e-8);
  };
}

const cases: [string, OptimizerSettings, Parameters<typeof expected>[0]][] = [
  ["Adam", { name: "adam", beta1: 0.5, beta2: 0.99 }, adamStep(0.5, 0.99)],
  ["AdamW", { name: "adam", beta1: 0.9, beta2: 0.999, weightDecay: 0.1 }, adamStep(0.9, 0.999, 0.1)],
  ["SGD", { name: "sgd" }, (w, g) => w - rate * g],
  [
    "SGD with momentum",
    { name: "sgd", momentum: 0.9 },
    (w, g, _t, memory) => {
      memory.b = 0.9 * (memory.b ?? 0) + g;
      return w - rate * memory.b;
    },
  ],
  [
    "RMSprop",
    { name: "rmsProp", alpha: 0.9 },
    (w, g, _t, memory) => {
      memory.v = 0.9 * (memory.v ?? 0) + 0.1 * g * g;
      return w - (rate * g) / (Math.sqrt(memory.v) + 1e-8);
    },
  ],
];

describe.each(cases)("%s", (_name, settings, step) => {
  test("three steps match the published formula", async () => {
    const { weight } = await optimized(settings);
    for (const [at, value] of expected(step).entries()) expect(weight[at]).toBeCloseTo(value, 12);
  });
});

test("maxGradientNorm: long gradients are scaled to the limit, short ones stay", async () => {
  const limit = 1;
  const { weight, lengths } = await optimized({ name: "sgd" }, limit);
  const shortened = slopes.map((slope) => {
    const length = Math.hypot(...slope);
    return slope.map((value) => value * Math.min(1, limit / (length + 1e-6)));
  });
  expect(lengths).toEqual(slopes.map((slope) => expect.closeTo(Math.hypot(...slope), 12)));
  for (const [at, first] of start.entries())
    expect(weight[at]).toBeCloseTo(
      shortened.reduce((w, slope) => w - rate * slope[at], first),
      12,
    );
});
