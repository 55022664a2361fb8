import { describe, expect, test } from "vitest";
import { gradients, input, isOp, sumAll, topologicalOrder, type Tensor } from "../tensor/index.ts";
import { createRegistry, openScope } from "../nn/index.ts";
import { pix2pixNetworks } from "./pix2pix.ts";

/** Builds both networks for a size and a batch of two. */
function built(size: number) {
  const registry = createRegistry();
  const model = pix2pixNetworks({ size, channels: 3, inputChannels: 1, features: 2 });
  const inputs = input("inputs", [2, 1, size, size]);
  const pair = input("pair", [2, 4, size, size]);
  const output = model.generator(inputs, openScope(registry, "generator", { training: true }));
  const logits = model.discriminator(pair, openScope(registry, "discriminator", { training: true }));
  return { registry, inputs, output, pair, logits };
}

const convolutions = (y: Tensor) => topologicalOrder([y]).filter((node) => isOp(node, "conv2d"));

/** Computes the side of the receptive field of y through its convolutions, in pixels. */
function receptiveField(y: Tensor): number {
  let [side, jump] = [1, 1];
  for (const { inputs, attributes } of convolutions(y)) {
    side += (inputs[1].shape[2] - 1) * jump;
    jump *= attributes.stride[0];
  }
  return side;
}

describe.each([
  [8, 16],
  [16, 16],
  [32, 16],
  [64, 16],
  [128, 34],
  [256, 70],
])("at %i px", (size, patch) => {
  const { registry, inputs, output, pair, logits } = built(size);

  test("the generator keeps the size, passes a single pixel, and has dropout noise", () => {
    expect(output.shape).toEqual([2, 3, size, size]);
    const sides = convolutions(output).map(({ shape }) => shape[2]);
    expect(sides).toEqual(Array.from({ length: Math.log2(size) }, (_, at) => size / 2 ** (at + 1)));
    expect(registry.noise.size).toBe(Math.min(3, Math.floor(Math.log2(size) / 2)));
  });

  test(`a logit has a receptive field of ${patch} × ${patch} px`, () => {
    expect(receptiveField(logits)).toBe(patch);
    expect(logits.shape.slice(0, 2)).toEqual([2, 1]);
    expect(logits.shape[2]).toBeGreaterThan(1);
  });

  test("gradients reach the input and every weight", () => {
    const values = (network: string) =>
      [...registry.definitions]
        .filter(([name, { kind }]) => name.startsWith(network) && kind === "parameter")
        .map(([name]) => registry.values.get(name)!);
    for (const [y, x, network] of [
      [output, inputs, "generator"],
      [logits, pair, "discriminator"],
    ] as const) {
      const targets = [x, ...values(network)];
      gradients(sumAll(y), targets).forEach((gradient, at) => {
        expect(gradient.shape).toEqual(targets[at].shape);
        expect(isOp(gradient, "constant")).toBe(false);
      });
    }
  });
});
