import type { Values } from "../device/index.ts";
import { networkRunner } from "./network-runner.ts";
import type { Trained } from "./trained.ts";

/** A trained discriminator in use. */
export interface Detective {
  /** `[count, channel, size, size]` in [−1, 1] → `[count]`: larger is more real. Scores of two models do not compare. */
  judge(pictures: Values, count: number): Promise<Float32Array>;
  dispose(): void;
}

/** Opens the discriminator of a model that judges pictures by themselves; undefined where there is none. */
export function detective({ model, picture, weights, device }: Trained): Detective | undefined {
  if (!model.discriminate) return undefined;
  const shape = [picture.channels, picture.size, picture.size];
  const runner = networkRunner(device, weights, "", model.discriminate, shape);
  return { judge: (pictures, count) => runner.run(pictures, count), dispose: () => runner.dispose() };
}
