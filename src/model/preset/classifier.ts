import { attributesWidth, type Attributes } from "../../dataset/index.ts";
import { classifier, type Classifier } from "../classifier.ts";
import { averagePool, batchNorm, conv, dense, flatten, leakyRelu, scaledNormal, sequential } from "../layer/index.ts";
import type { PictureShape } from "../model.ts";
import { stages } from "./stage.ts";

/** See {@link classifierPreset}. */
export interface ClassifierPreset extends PictureShape {
  /** Features at half the full size; deeper stages have more. */
  readonly features: number;
  /** Features of a whole picture. Default 5 · `features`. */
  readonly widest?: number;
  /** What it learns to say. */
  readonly attributes: Attributes;
}

/** Strided convolutions down to 4 × 4, the mean over the picture, and one number for each thing to say. */
export function classifierPreset(options: ClassifierPreset): Classifier {
  const { features, widest = features * 5, attributes } = options;
  const [last, ...before] = stages(options, features, widest);
  const widths = [...before.reverse(), last];
  const body = sequential(
    ...widths.flatMap((width) => [conv(width, { stride: 2, bias: false }), batchNorm(), leakyRelu()]),
    averagePool(4), // [batch, widest, 1, 1]
    flatten(),
  );
  return classifier({ attributes, body, head: dense(attributesWidth(attributes), { initial: scaledNormal(1) }) });
}
