import type { Dataset } from "../dataset/index.ts";
import type { Device } from "../device/index.ts";
import type { Model } from "../model/index.ts";
import { createTrainer, picturesOf } from "../train/index.ts";
import type { RunConfig } from "./config.ts";
import { createModel, settingsOf } from "./preset.ts";

/** How long a device is watched, in seconds, once it has begun. */
const watched = 0.5;
/** Steps that are asked for together. */
const together = 4;

/**
 * How fast a device trains what a configuration describes, in pictures a second. What is learned meanwhile is
 * forgotten.
 *
 * @param clock - milliseconds, as the host counts them.
 */
export async function timeSteps(
  device: Device,
  config: RunConfig,
  dataset: Dataset,
  clock: () => number,
  model: Model = createModel(config),
): Promise<number> {
  const settings = settingsOf(config);
  const pictures = picturesOf(dataset, config.seed, config);
  const trainer = await createTrainer(model, pictures, { device, seed: config.seed, settings });
  try {
    await trainer.advance(); // the first step also makes ready
    const [begun, seen] = [clock(), trainer.picturesSeen];
    await trainer.advance();
    const slow = clock() - begun > (watched * 1000) / together;
    do await trainer.advance(device.runsAhead && !slow ? together : 1);
    while (clock() - begun < watched * 1000);
    return ((trainer.picturesSeen - seen) * 1000) / Math.max(1, clock() - begun);
  } finally {
    trainer.dispose();
  }
}
