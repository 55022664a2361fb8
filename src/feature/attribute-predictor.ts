import { decodeAttributes } from "../dataset/index.ts";
import type { Values } from "../device/index.ts";
import type { Features } from "./features.ts";
import { createNetworkRunner } from "../nn/index.ts";
import { type TrainedClassifier } from "../train/index.ts";

/** A trained classifier in use. Pictures come as `[count, channel, size, size]` in [−1, 1], of the shape it learned. */
export interface AttributePredictor {
  /** What it sees in pictures. */
  features(pictures: Values, count: number): Promise<Features>;
  /** What it says of pictures: for each tag the value of every picture. */
  predict(pictures: Values, count: number): Promise<Float32Array[]>;
  dispose(): void;
}

/** Opens a classifier. Nothing is compiled before it is needed. */
export function attributePredictor({ model, picture, weights, device }: TrainedClassifier): AttributePredictor {
  const shape = [picture.channels, picture.size, picture.size];
  const body = createNetworkRunner(device, weights, "body", model.networks.body, shape);
  let width: number | undefined;
  let head: ReturnType<typeof createNetworkRunner> | undefined;
  return {
    async features(pictures, count) {
      const values = await body.run(pictures, count);
      return { values, count, width: values.length / count };
    },
    async predict(pictures, count) {
      const features = await body.run(pictures, count);
      width ??= features.length / count;
      head ??= createNetworkRunner(device, weights, "head", model.networks.head, [width]);
      return decodeAttributes(model.attributes, await head.run(features, count));
    },
    dispose() {
      body.dispose();
      head?.dispose();
    },
  };
}
