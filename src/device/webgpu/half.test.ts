import { afterAll, expect, test } from "vitest";
import { nodeGpu } from "../../../test/node-gpu.ts";
import {
  batchNorm,
  conv,
  dcgan,
  dense,
  flatten,
  leakyRelu,
  relu,
  reshape,
  sequential,
  tanh,
  upConv,
} from "../../model/index.ts";
import { random } from "../../tensor/index.ts";
import { createTrainer, type Metrics } from "../../trainer/index.ts";
import type { WebgpuDevice } from "./webgpu-device.ts";

const whole = await nodeGpu();
const half = await nodeGpu({ half: true });
afterAll(() => [whole, half].forEach((gpu) => gpu?.dispose()));

/** A DCGAN in small, as published otherwise. */
const model = dcgan({
  latent: 8,
  generator: sequential(dense(512), reshape(8, 8, 8), batchNorm(), relu(), upConv(1), tanh()),
  discriminator: sequential(
    conv(8, { kernel: 4, stride: 2 }),
    leakyRelu(),
    conv(12, { kernel: 4, stride: 2 }),
    batchNorm(),
    leakyRelu(),
    flatten(),
    dense(1),
  ),
});
const [size, batch] = [16, 32];

/** Bright discs on dark ground. */
function discs(step: number): Float32Array {
  const places = random(1, "discs", step).uniforms(batch * 2, 4, 12);
  return Float32Array.from({ length: batch * size * size }, (_, at) => {
    const [picture, row, column] = [Math.floor(at / size ** 2), Math.floor(at / size) % size, at % size];
    return Math.hypot(row - places[picture * 2], column - places[picture * 2 + 1]) < 3 ? 0.9 : -0.9;
  });
}

async function learn(device: WebgpuDevice, steps: number): Promise<Metrics> {
  const pictures = { size, channels: 1, batch: async (step: number) => ({ real: discs(step) }) } as const;
  const trainer = await createTrainer(model, pictures, { device, seed: 1, settings: { batch } });
  if (steps > 20) await trainer.advance(steps - 20);
  const last = await trainer.advance(Math.min(20, steps));
  trainer.dispose();
  return last;
}

test.skipIf(!whole || !half)("in half precision the first steps are nearly those of single precision", async () => {
  const [wanted, got] = [await learn(whole!, 3), await learn(half!, 3)];
  expect(half!.version).toMatch(/ half$/);
  for (const [name, value] of Object.entries(wanted))
    expect(Math.abs(got[name] - value), name).toBeLessThan(0.02 * Math.max(1, Math.abs(value)));
  expect(got).not.toEqual(wanted); // it is another precision
});
