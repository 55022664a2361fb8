import { attributesWidth, type Attributes } from "../../dataset/index.ts";
import type { Tensor } from "../../tensor/index.ts";
import { classifier, type Classifier } from "../classifier.ts";
import {
  batchNorm,
  conv,
  dense,
  flatten,
  leakyRelu,
  scaledNormal,
  sequential,
  type Layer,
  type Scope,
} from "../layer/index.ts";
import type { PictureShape } from "../model.ts";
import { stages } from "./stage.ts";

/** See {@link classifierPreset}. */
export interface ClassifierPreset extends PictureShape {
  /** Features at half the full size; deeper stages have up to four times as many, and a whole picture six times. */
  readonly features: number;
  /** What it learns to say. */
  readonly attributes: Attributes;
  /** How many of the first stages look twice, for what is only a few pixels large. Default 0. */
  readonly attentive?: number;
}

/**
 * Strided convolutions down to 4 × 4, then numbers for the whole picture that still know where something is, normalised
 * so that each has mean 0 and variance 1 over what was learned from; from these, all that there is to say.
 */
export function classifierPreset({ attributes, ...options }: ClassifierPreset): Classifier {
  const { features } = options;
  const body = sequential(...stageLayers(options).flat(), flatten(), dense(features * 6, { bias: false }), batchNorm());
  const head = sequential(leakyRelu(), dense(attributesWidth(attributes), { initial: scaledNormal(1) }));
  return classifier({ attributes, body, head });
}

/**
 * The beginning of the body of a {@link classifierPreset}: what it sees in each part of a picture,
 * `[batch, channel, size, size]` → `[batch, features, size / 2^count, size / 2^count]`. Its weights have the same names.
 *
 * @param count - how many of its stages, from the picture; each halves it.
 */
export function classifierStages(options: Omit<ClassifierPreset, "attributes">, count: number): Layer {
  return sequential(...stageLayers(options).slice(0, count).flat());
}

/**
 * What each of the first stages sees, the finest first: from a picture to `[batch, features, size / 2, size / 2]`,
 * `[batch, …, size / 4, size / 4]` and so on. The weights are those of the body of a {@link classifierPreset}, which need
 * not have learned from pictures of this size.
 */
export function classifierViews(
  options: Omit<ClassifierPreset, "attributes">,
  count: number,
): (x: Tensor, scope: Scope) => Tensor[] {
  const all = stageLayers(options).slice(0, count);
  return (x, scope) => {
    const views: Tensor[] = [];
    let [seen, at] = [x, 0];
    for (const layers of all) {
      for (const layer of layers) seen = layer(seen, scope.child(at++));
      views.push(seen);
    }
    return views;
  };
}

/** For each stage its layers. */
function stageLayers({ features, attentive = 0, ...picture }: Omit<ClassifierPreset, "attributes">): Layer[][] {
  const widths = stages(picture, features, features * 4).reverse();
  return widths.map((width, at) => [
    ...normed(conv(width, { stride: 2, bias: false })),
    ...(at < attentive ? normed(conv(width, { bias: false })) : []),
  ]);
}

function normed(layer: Layer): Layer[] {
  return [layer, batchNorm(), leakyRelu()];
}
