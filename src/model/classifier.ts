import { encodedWidth, type Attributes } from "../dataset/index.ts";
import {
  attributesLoss,
  batchNorm,
  conv,
  dense,
  flatten,
  leakyRelu,
  scaledNormal,
  sequential,
  type Layer,
  type Scope,
} from "../nn/index.ts";
import type { Tensor } from "../tensor/index.ts";
import { defineModel, type ImageShape, type Model } from "./define-model.ts";
import { stageWidths } from "./stage-widths.ts";

/** See {@link classifier}. */
export interface ClassifierNetworks {
  /** Attributes that it predicts. */
  readonly attributes: Attributes;
  /** `[batchSize, channel, size, size]` in [−1, 1] → `[batchSize, features]`: an image in a few numbers. */
  readonly body: Layer;
  /** `[batchSize, features]` → `[batchSize, width]`: a logit for each binary tag and each choice, a standardized number. */
  readonly head: Layer;
}

/** A classifier: a model whose two networks predict attributes. */
export interface Classifier extends Model {
  readonly attributes: Attributes;
  readonly networks: { readonly body: Layer; readonly head: Layer };
}

/** Defines a classifier that predicts all attributes of an image at once, from a shared body (Caruana 1997). */
export function classifier({ attributes, body, head }: ClassifierNetworks): Classifier {
  const networks = { body, head };
  const model = defineModel({
    kind: "classifier",
    networks,
    attributes,
    settings: { batchSize: 32 },
    loss({ images, attributes: target, attributeMask }, { body, head }) {
      return attributesLoss(head(body(images)), target, attributeMask, attributes).mean;
    },
  });
  return { ...model, attributes, networks };
}

/** See {@link classifierNetworks}. */
export interface ClassifierOptions extends ImageShape {
  /** Features at half the full size; deeper stages have up to four times as many, and a whole image six times. */
  readonly features: number;
  /** Attributes that it predicts. */
  readonly attributes: Attributes;
  /** Number of first stages with a second convolution, for details of a few pixels. Default 0. */
  readonly extraConvStages?: number;
}

/**
 * Creates strided convolutions down to 4 × 4, then numbers for the whole image that still contain positions, normalized
 * to mean 0 and variance 1 over the training images; a last layer predicts the attributes from these.
 */
export function classifierNetworks({ attributes, ...options }: ClassifierOptions): ClassifierNetworks {
  const { features } = options;
  const body = sequential(...stageLayers(options).flat(), flatten(), dense(features * 6, { bias: false }), batchNorm());
  const width = encodedWidth(attributes); // 0 where only the features of the body are wanted
  const head = sequential(leakyRelu(), ...(width > 0 ? [dense(width, { initial: scaledNormal(1) })] : []));
  return { attributes, body, head };
}

/**
 * Creates the first stages of the body of {@link classifierNetworks}, `[batchSize, channel, size, size]` →
 * `[batchSize, features, size / 2^count, size / 2^count]`. Its weights have the same names.
 *
 * @param count - number of stages, from the image on; each halves it.
 */
export function featureTrunk(options: Omit<ClassifierOptions, "attributes">, count: number): Layer {
  return sequential(...stageLayers(options).slice(0, count).flat());
}

/**
 * Creates the feature pyramid of the first stages, the finest first: `[batchSize, features, size / 2, size / 2]`,
 * `[batchSize, …, size / 4, size / 4]` and so on. The weights are those of the body of {@link classifierNetworks}, which may
 * have been trained on images of another size.
 */
export function featurePyramid(
  options: Omit<ClassifierOptions, "attributes">,
  count: number,
): (x: Tensor, scope: Scope) => Tensor[] {
  const stages = stageLayers(options).slice(0, count);
  return (x, scope) => {
    const pyramid: Tensor[] = [];
    let [features, at] = [x, 0];
    for (const layers of stages) {
      for (const layer of layers) features = layer(features, scope.child(at++));
      pyramid.push(features);
    }
    return pyramid;
  };
}

/** Creates the layers of each stage. */
function stageLayers({ features, extraConvStages = 0, ...image }: Omit<ClassifierOptions, "attributes">): Layer[][] {
  const widths = stageWidths(image, features, features * 4).reverse();
  return widths.map((width, at) => [
    ...normalized(conv(width, { stride: 2, bias: false })),
    ...(at < extraConvStages ? normalized(conv(width, { bias: false })) : []),
  ]);
}

function normalized(layer: Layer): Layer[] {
  return [layer, batchNorm(), leakyRelu()];
}
