import { decodeAttributes } from "../dataset/index.ts";
import type { Values } from "../device/index.ts";
import type { Features } from "../feature/index.ts";
import { networkRunner } from "../generate/index.ts";
import { type TrainedClassifier } from "../train/index.ts";

/** A trained classifier in use. Pictures come as `[count, channel, size, size]` in [−1, 1], of the shape it learned. */
export interface ClassifierReader {
  /** What it sees in pictures. */
  features(pictures: Values, count: number): Promise<Features>;
  /** What it says of pictures: for each tag the value of every picture. */
  attributes(pictures: Values, count: number): Promise<Float32Array[]>;
  dispose(): void;
}

/** Opens a classifier. Nothing is compiled before it is needed. */
export function classifierReader({ model, picture, weights, device }: TrainedClassifier): ClassifierReader {
  const shape = [picture.channels, picture.size, picture.size];
  const body = networkRunner(device, weights, "body", model.networks.body, shape);
  let width: number | undefined;
  let head: ReturnType<typeof networkRunner> | undefined;
  return {
    async features(pictures, count) {
      const values = await body.run(pictures, count);
      return { values, count, width: values.length / count };
    },
    async attributes(pictures, count) {
      const features = await body.run(pictures, count);
      width ??= features.length / count;
      head ??= networkRunner(device, weights, "head", model.networks.head, [width]);
      return decodeAttributes(model.attributes, await head.run(features, count));
    },
    dispose() {
      body.dispose();
      head?.dispose();
    },
  };
}
