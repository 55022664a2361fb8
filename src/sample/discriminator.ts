import type { Values, Weights } from "../device/index.ts";
import { createNetworkRunner } from "../nn/index.ts";
import type { TrainedModel } from "./trained-model.ts";

/** A trained discriminator in use. */
export interface Discriminator {
  /**
   * `[count, channel, size, size]` in [−1, 1] → `[count]`: larger is more real. Scores of two models do not compare.
   * @param batch - batch size. Default: the fastest for this count.
   */
  score(pictures: Values, count: number, batch?: number): Promise<Float32Array>;
  /** Replaces the weights by others of the same model, without compiling again, so that a training can be watched. */
  updateWeights(weights: Weights): void;
  dispose(): void;
}

/** Opens the discriminator of a model that judges pictures by themselves; undefined where there is none. */
export function openDiscriminator({ model, picture, weights, device }: TrainedModel): Discriminator | undefined {
  if (!model.discriminate) return undefined;
  const shape = [picture.channels, picture.size, picture.size];
  const runner = createNetworkRunner(device, weights, "", model.discriminate, shape);
  return {
    score: (pictures, count, batch) => runner.run(pictures, count, batch),
    updateWeights: (next) => runner.updateWeights(next),
    dispose: () => runner.dispose(),
  };
}
