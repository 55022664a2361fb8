import { expect, test } from "vitest";
import { nodeGpu } from "../../../test/node-gpu.ts";
import { dense, flatten, leakyRelu, reshape, sequential, tanh } from "../../nn/index.ts";
import { gan } from "../../model/index.ts";
import { random } from "../../tensor/index.ts";
import { createTrainer } from "../../train/index.ts";

const gpu = await nodeGpu();

test.skipIf(!gpu)("10,000 steps take no more memory than 2,000", { timeout: 1_200_000 }, async () => {
  const model = gan({
    latent: 4,
    generator: sequential(dense(16), reshape(1, 4, 4), tanh()),
    discriminator: sequential(flatten(), dense(8), leakyRelu(), dense(1)),
  });
  const images = random(1, "real").uniforms(4 * 16, -1, 1);
  const pictures = { size: 4, channels: 1, batch: async () => ({ images }) } as const;
  const trainer = await createTrainer(model, pictures, { device: gpu!, settings: { batchSize: 4 } });
  const advance = async (steps: number) => {
    for (let done = 0; done < steps; done += 16) await trainer.advance(16);
    return process.memoryUsage().rss / 2 ** 20; // what this GPU has is the processor's memory
  };
  const before = await advance(2000);
  const after = await advance(8000);
  expect(after - before).toBeLessThan(32);
  trainer.dispose();
  gpu!.dispose();
});
