import type { Dataset } from "../dataset/index.ts";
import type { Device } from "../device/index.ts";
import type { Model } from "../model/index.ts";
import { createTrainer, createBatchSource } from "../train/index.ts";
import type { RunConfig } from "./config.ts";
import { createModel, settingsOf } from "./resolve-config.ts";

/** Duration of the measurement after the first step, s. */
const measuredSeconds = 0.5;
/** Steps per call on a device that queues runs. */
const stepsPerCall = 4;

/**
 * Measures the training speed of a configuration on a device. The trained weights are discarded.
 *
 * @param clock - returns the time, ms.
 * @returns images per second.
 */
export async function measureThroughput(
  device: Device,
  config: RunConfig,
  dataset: Dataset,
  clock: () => number,
  model: Model = createModel(config),
): Promise<number> {
  const settings = { totalImages: [], ...settingsOf(config) }; // of unknown length: the first stage is measured
  const pictures = createBatchSource(dataset, config.seed, config);
  const trainer = await createTrainer(model, pictures, { device, seed: config.seed, settings });
  try {
    await trainer.advance(); // warm-up: the first step compiles
    const [begun, seen] = [clock(), trainer.imagesSeen];
    await trainer.advance();
    const slow = clock() - begun > (measuredSeconds * 1000) / stepsPerCall;
    do await trainer.advance(device.queuesRuns && !slow ? stepsPerCall : 1);
    while (clock() - begun < measuredSeconds * 1000);
    return ((trainer.imagesSeen - seen) * 1000) / Math.max(1, clock() - begun);
  } finally {
    trainer.dispose();
  }
}
