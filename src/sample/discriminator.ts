import type { Values } from "../device/index.ts";
import { createNetworkRunner } from "../nn/index.ts";
import type { TrainedModel } from "./trained-model.ts";

/** A trained discriminator in use. */
export interface Discriminator {
  /** `[count, channel, size, size]` in [−1, 1] → `[count]`: larger is more real. Scores of two models do not compare. */
  score(pictures: Values, count: number): Promise<Float32Array>;
  dispose(): void;
}

/** Opens the discriminator of a model that judges pictures by themselves; undefined where there is none. */
export function openDiscriminator({ model, picture, weights, device }: TrainedModel): Discriminator | undefined {
  if (!model.discriminate) return undefined;
  const shape = [picture.channels, picture.size, picture.size];
  const runner = createNetworkRunner(device, weights, "", model.discriminate, shape);
  return { score: (pictures, count) => runner.run(pictures, count), dispose: () => runner.dispose() };
}
