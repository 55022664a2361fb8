import { afterAll, describe, expect, test } from "vitest";
import { nodeGpu } from "../../../test/node-gpu.ts";
import { conv2d, conv2dInputGradient, conv2dWeightGradient, input, random, type Tensor } from "../../tensor/index.ts";

const gpu = await nodeGpu();
const hardware = gpu?.adapter.software === false;
afterAll(() => gpu?.dispose());

/** The discriminator of a DCGAN at 128 × 128, 256 pictures a step: features in, features out, side. One tensor is 268 MB. */
const layers = [
  [3, 64, 128],
  [64, 128, 64],
  [128, 256, 32],
  [256, 512, 16],
  [512, 1024, 8],
] as const;
const batch = 256;
const samples = 200;
const halving = { stride: [2, 2], padding: [1, 1, 1, 1] } as const;

/** The products are sums of thousands of numbers of either sign: so far may float32 be off, in standard deviations. */
const allowed = 1e-5;

describe.skipIf(!hardware)("a large layer, on sampled elements (needs a GPU)", () => {
  test.each(layers)("%i → %i features at %i px", { timeout: 600_000 }, async (channels, out, side) => {
    const half = side / 2;
    const x = random(1, "x").normals(batch * channels * side * side);
    const w = random(1, "w").normals(out * channels * 16);
    const y = random(1, "y").normals(batch * out * half * half);
    const run = async (result: Tensor, given: Record<string, Float32Array>) => {
      const program = await gpu!.compile({ outputs: { result }, updates: new Map() });
      const numbers = await program.run(gpu!.upload(new Map()), given).result.read();
      program.dispose();
      return numbers;
    };
    const [xs, ws, ys] = [
      input("x", [batch, channels, side, side]),
      input("w", [out, channels, 4, 4]),
      input("y", [batch, out, half, half]),
    ];
    const forward = await run(conv2d(xs, ws, halving), { x, w });
    const back = await run(conv2dInputGradient(ys, ws, [side, side], halving), { y, w });
    const slope = await run(conv2dWeightGradient(xs, ys, [4, 4], halving), { x, y });

    const chosen = random(1, "samples");
    const errors = { forward: 0, back: 0, slope: 0 };
    for (let sample = 0; sample < samples; sample++) {
      const [n, o, c] = [chosen.integer(batch), chosen.integer(out), chosen.integer(channels)];
      const [i, j, u, v] = [chosen.integer(half), chosen.integer(half), chosen.integer(4), chosen.integer(4)];
      const [row, column] = [chosen.integer(side), chosen.integer(side)];
      const atX = (n: number, c: number, row: number, column: number) =>
        row < 0 || row >= side || column < 0 || column >= side
          ? 0
          : x[((n * channels + c) * side + row) * side + column];
      const atW = (o: number, c: number, u: number, v: number) => w[((o * channels + c) * 4 + u) * 4 + v];
      const atY = (n: number, o: number, i: number, j: number) =>
        i < 0 || i >= half || j < 0 || j >= half ? 0 : y[((n * out + o) * half + i) * half + j];
      const note = (which: keyof typeof errors, got: number, terms: Iterable<number>) => {
        let [total, size] = [0, 0];
        for (const term of terms) {
          total += term;
          size += term * term;
        }
        errors[which] = Math.max(errors[which], Math.abs(got - total) / Math.sqrt(size));
      };
      note(
        "forward",
        forward[((n * out + o) * half + i) * half + j],
        (function* () {
          for (let c = 0; c < channels; c++)
            for (let u = 0; u < 4; u++)
              for (let v = 0; v < 4; v++) yield atX(n, c, 2 * i - 1 + u, 2 * j - 1 + v) * atW(o, c, u, v);
        })(),
      );
      note(
        "back",
        back[((n * channels + c) * side + row) * side + column],
        (function* () {
          for (let o = 0; o < out; o++)
            for (let u = (row + 1) % 2; u < 4; u += 2)
              for (let v = (column + 1) % 2; v < 4; v += 2)
                yield atY(n, o, (row + 1 - u) / 2, (column + 1 - v) / 2) * atW(o, c, u, v);
        })(),
      );
      note(
        "slope",
        slope[((o * channels + c) * 4 + u) * 4 + v],
        (function* () {
          for (let n = 0; n < batch; n++)
            for (let i = 0; i < half; i++)
              for (let j = 0; j < half; j++) yield atX(n, c, 2 * i - 1 + u, 2 * j - 1 + v) * atY(n, o, i, j);
        })(),
      );
    }
    for (const [which, error] of Object.entries(errors)) expect(error, which).toBeLessThan(allowed);
  });
});
