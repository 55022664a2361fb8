import { describe, expect, test } from "vitest";
import { referenceDevice, type Values, type Weights } from "../device/index.ts";
import { gan, ganNetworks, type Settings } from "../model/index.ts";
import {
  adversarialLosses,
  batchNorm,
  conv,
  createRegistry,
  dense,
  flatten,
  groupNorm,
  leakyRelu,
  openScope,
  sequential,
  type Layer,
} from "../nn/index.ts";
import {
  add,
  constant,
  graphSources,
  input,
  isOp,
  random,
  simplify,
  sizeOf,
  slice,
  state,
  topologicalOrder,
  type Tensor,
} from "../tensor/index.ts";
import { keepsImagesApart, shareGradient } from "./shared-gradient.ts";
import { buildStep, type Step } from "./step.ts";
import { initialWeights } from "./trainer.ts";

const seed = 1;
const shape = { size: 16, channels: 1 } as const;
const batchSize = 4;
const model = gan(ganNetworks({ ...shape, features: 2, latent: 3 }));

/** Runs one step from initial weights and returns all states. With β₁ = 0, the first moments are the gradients. */
async function statesAfter({ graph, registry }: Step): Promise<Weights> {
  const inputs: Record<string, Values> = {};
  for (const [name, tensor] of graphSources(graph).inputs) {
    const stream = random(seed, name);
    const count = sizeOf(tensor.shape);
    inputs[name] = count === 1 ? Float64Array.of(0.5) : Float64Array.from(stream.normals(count));
  }
  const device = referenceDevice();
  const program = await device.compile(graph);
  const weights = device.upload(initialWeights({ registry }, seed));
  for (const handle of Object.values(program.run(weights, inputs))) await handle.read();
  return weights.read();
}

/** Applies a discriminator to 2 · `batchSize` images, in training mode. */
function discriminate(discriminator: Layer) {
  const images = input("images", [2 * batchSize, shape.channels, shape.size, shape.size]);
  const logits = discriminator(images, openScope(createRegistry(), "discriminator", { training: true }));
  return { images, logits };
}

const networkWith = (...norm: readonly Layer[]) =>
  sequential(conv(2, { stride: 2 }), ...norm, leakyRelu(), flatten(), dense(1));

describe.each(["standard", "relativistic"] as const)("%s loss", (adversarial) => {
  const settings: Settings = { ...model.settings, batchSize, adversarial, emaHalfLife: 0 };

  test("simultaneous updates: the generator's gradient equals that of its loss alone, to 1e-9", async () => {
    const shared = await statesAfter(buildStep(model, shape, { ...settings, updates: "simultaneous" }));
    const ordinary = await statesAfter(buildStep(model, shape, settings, { losses: [1] }));
    const names = [...ordinary.keys()].filter((name) => /^optimizer\.generator\..*\.first$/.test(name));
    expect(names).toHaveLength(6); // weight and bias of three layers
    for (const name of names) {
      const [a, b] = [shared, ordinary].map((states) => states.get(name)!.values);
      const difference = Math.hypot(...a.map((value, at) => value - b[at]));
      expect(Math.hypot(...b)).toBeGreaterThan(0);
      expect(difference / Math.hypot(...b)).toBeLessThan(1e-9);
    }
  });

  test("simultaneous updates need fewer convolutions in the backward pass", () => {
    const count = (loss: Settings["adversarial"]) => {
      const { graph } = buildStep(model, shape, { ...settings, updates: "simultaneous", adversarial: loss });
      const { updates } = simplify(graph); // merges the backward passes that both losses share
      return topologicalOrder(updates.values()).filter((node) => isOp(node, "conv2dInputGradient")).length;
    };
    expect(count(adversarial)).toBeLessThan(count("hinge"));
  });

  test("shareGradient: undefined for batch normalization, and for a loss with further terms of weights", () => {
    const losses = adversarialLosses[adversarial];
    const share = (discriminator: Layer, term: Tensor = constant(0)) => {
      const { images, logits } = discriminate(discriminator);
      const [real, fake] = [0, batchSize].map((start) => slice(logits, [start, 0], [batchSize, 1]));
      const call = { network: "discriminator", inputs: [images], output: logits };
      return shareGradient(add(losses.generator(real, fake), term), [losses.discriminator(real, fake)], [call]);
    };
    expect(share(networkWith(batchNorm()))).toBeUndefined();
    expect(share(networkWith(), state("weight", []))).toBeUndefined();
    expect(share(networkWith())?.shape).toEqual([]);
  });
});

test("keepsImagesApart: false for batch normalization, true for group normalization and for none", () => {
  const apart = (...norm: readonly Layer[]) => {
    const { images, logits } = discriminate(networkWith(...norm));
    return keepsImagesApart(images, logits);
  };
  expect(apart(batchNorm())).toBe(false);
  expect(apart(groupNorm(2))).toBe(true);
  expect(apart()).toBe(true);
});
