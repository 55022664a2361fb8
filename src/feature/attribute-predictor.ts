import { decodeAttributes } from "../dataset/index.ts";
import type { Values } from "../device/index.ts";
import type { Features } from "./features.ts";
import { createNetworkRunner } from "../nn/index.ts";
import { type TrainedClassifier } from "../train/index.ts";

/**
 * Trained classifier, ready for inference. Images are `[count, channels, size, size]` in [−1, 1], of the shape it was
 * trained on.
 */
export interface AttributePredictor {
  /** Extracts the features before the classifier's head, `[count, width]`. */
  features(pictures: Values, count: number): Promise<Features>;
  /** Predicts the attributes: for each tag, `[count]` values. */
  predict(pictures: Values, count: number): Promise<Float32Array[]>;
  dispose(): void;
}

/** Prepares a classifier for inference. Compiles on first use. */
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
