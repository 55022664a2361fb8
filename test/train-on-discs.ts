import {
  batchNorm,
  conv,
  dense,
  flatten,
  leakyRelu,
  relu,
  reshape,
  sequential,
  tanh,
  upConv,
} from "../src/nn/index.ts";
import { dcgan } from "../src/model/index.ts";
import type { Device } from "../src/device/index.ts";
import { random } from "../src/tensor/index.ts";
import { createTrainer, type Metrics } from "../src/train/index.ts";

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
const [size, batchSize] = [16, 32];

/** Bright discs on dark ground. */
function discs(step: number): Float32Array {
  const places = random(1, "discs", step).uniforms(batchSize * 2, 4, 12);
  return Float32Array.from({ length: batchSize * size * size }, (_, at) => {
    const [picture, row, column] = [Math.floor(at / size ** 2), Math.floor(at / size) % size, at % size];
    return Math.hypot(row - places[picture * 2], column - places[picture * 2 + 1]) < 3 ? 0.9 : -0.9;
  });
}

/** Trains it on discs, and gives the mean of what the last steps measured, 20 at most. */
export async function trainOnDiscs(device: Device, steps: number): Promise<Metrics> {
  const pictures = { size, channels: 1, batch: async (step: number) => ({ images: discs(step) }) } as const;
  const trainer = await createTrainer(model, pictures, { device, seed: 1, settings: { batchSize } });
  if (steps > 20) await trainer.advance(steps - 20);
  const last = await trainer.advance(Math.min(20, steps));
  trainer.dispose();
  return last;
}
