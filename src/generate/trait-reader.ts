import { attributesWidth } from "../dataset/index.ts";
import type { Values } from "../device/index.ts";
import { judgeMoe } from "../model/index.ts";
import { constant, slice } from "../tensor/index.ts";
import { networkRunner } from "./network-runner.ts";
import type { Trained } from "./trained.ts";

/** What the discriminator of a model with attributes reads in pictures: the model's own opinion, not a fair judge's. */
export interface TraitReader {
  /** `[count, channel, size, size]` in [−1, 1] → `[count, width]`, as `decodeAttributes` takes it. */
  read(pictures: Values, count: number): Promise<Float32Array>;
  dispose(): void;
}

/** Opens the discriminator of a model with attributes as a reader; undefined for other models. */
export function traitReader({ model, picture, weights, device }: Trained): TraitReader | undefined {
  if (model.kind !== "moe") return undefined;
  const width = attributesWidth(model.attributes);
  const shape = [picture.channels, picture.size, picture.size];
  const runner = networkRunner(
    device,
    weights,
    "discriminator",
    (pictures, scope) => {
      const [batch] = pictures.shape;
      const nothing = constant(new Float32Array(batch * width), [batch, width]); // what is told decides the logit alone
      return slice(judgeMoe(model, pictures, nothing, scope), [0, 1], [batch, width]);
    },
    shape,
  );
  return { read: (pictures, count) => runner.run(pictures, count), dispose: () => runner.dispose() };
}
