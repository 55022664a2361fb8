import { afterAll, expect, test } from "vitest";
import { gpuWithOverrides } from "../../../test/gpu-with-overrides.ts";
import { nodeGpu } from "../../../test/node-gpu.ts";
import { dense, flatten, leakyRelu, reshape, sequential, tanh } from "../../nn/index.ts";
import { gan } from "../../model/index.ts";
import { random } from "../../tensor/index.ts";
import { createTrainer } from "../../train/index.ts";

/** Counts calls of the GPU by name. */
const calls = { submit: 0, createBuffer: 0, createBindGroup: 0, mapAsync: 0 };
const present = await nodeGpu();
present?.dispose();
const watch = async () =>
  gpuWithOverrides((device) => {
    const { queue } = device;
    const [submit, createBuffer] = [queue.submit.bind(queue), device.createBuffer.bind(device)];
    const createBindGroup = device.createBindGroup.bind(device);
    Object.assign(queue, { submit: (buffers: GPUCommandBuffer[]) => (calls.submit++, submit(buffers)) });
    Object.assign(device, {
      createBindGroup: (group: GPUBindGroupDescriptor) => (calls.createBindGroup++, createBindGroup(group)),
      createBuffer(wanted: GPUBufferDescriptor) {
        calls.createBuffer++;
        const buffer = createBuffer(wanted);
        const mapAsync = buffer.mapAsync.bind(buffer);
        return Object.assign(buffer, { mapAsync: async (mode: number) => (calls.mapAsync++, mapAsync(mode)) });
      },
    });
  });
const gpu = present && (await watch());
afterAll(() => gpu?.dispose());

test.skipIf(!gpu)("a step is one submission, and once under way asks for no more memory", async () => {
  const model = gan({
    latent: 4,
    generator: sequential(dense(16), reshape(1, 4, 4), tanh()),
    discriminator: sequential(flatten(), dense(8), leakyRelu(), dense(1)),
  });
  const images = random(1, "real").uniforms(4 * 16, -1, 1);
  const pictures = { size: 4, channels: 1, batch: async () => ({ images }) } as const;
  const trainer = await createTrainer(model, pictures, { device: gpu!, settings: { batchSize: 4 } });
  await trainer.advance(16);
  const before = { ...calls };
  for (let round = 0; round < 4; round++) await trainer.advance(16);
  expect(calls.submit - before.submit).toBe(64);
  expect(calls.mapAsync - before.mapAsync).toBe(64); // each step's few numbers, waited for 16 at a time
  expect(calls.createBuffer).toBe(before.createBuffer);
  expect(calls.createBindGroup).toBe(before.createBindGroup);
  trainer.dispose();
});
