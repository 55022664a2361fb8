import type { Dataset } from "../dataset/index.ts";
import type { Device } from "../device/index.ts";
import type { Model } from "../model/index.ts";
import { createTrainer, createBatchSource } from "../train/index.ts";
import type { RunConfig } from "./config.ts";
import { createModel, settingsOf } from "./resolve-config.ts";

/** How long a device is watched, in seconds, once it has begun. */
const measuredSeconds = 0.5;
/** Steps that are asked for together. */
const stepsPerCall = 4;

/**
 * How fast a device trains what a configuration describes, in pictures a second. What is learned meanwhile is
 * forgotten.
 *
 * @param clock - milliseconds, as the host counts them.
 */
export async function measureThroughput(
  device: Device,
  config: RunConfig,
  dataset: Dataset,
  clock: () => number,
  model: Model = createModel(config),
): Promise<number> {
  const settings = settingsOf(config);
  const pictures = createBatchSource(dataset, config.seed, config);
  const trainer = await createTrainer(model, pictures, { device, seed: config.seed, settings });
  try {
    await trainer.advance(); // the first step also makes ready
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
