import { encodedWidth } from "../dataset/index.ts";
import { lowerGraph, type Weights } from "../device/index.ts";
import { internalError } from "../error.ts";
import { denseLower } from "../math/index.ts";
import { createRegistry, graphOf, openScope } from "../nn/index.ts";
import { type ImageShape, type Model } from "../model/index.ts";
import { add, constant, input, matmul, type Tensor } from "../tensor/index.ts";
import { fitLatentGaussian } from "../model/index.ts";
import { canonicalWeights, modelHash } from "./canonical-weights.ts";
import { omakaseVersion } from "./version.ts";

/** See {@link exportOnnx}. */
export interface ExportOptions {
  /** Fixed batch size, for engines that need one. Default: dynamic. */
  readonly batch?: number;
  /** Name of the run, for the metadata. Default: none. */
  readonly run?: string;
}

/** Two batch sizes that stand for any; both have to give the same file. */
const markers = [7919, 7907] as const;

/**
 * Exports the generator of a trained model as an ONNX file with its weights. Input `z` `[batch, latent]` from N(0,
 * 1), output `picture` `[batch, channel, size, size]` in [−1, 1]. The fitted Gaussian of an autoencoder is part of
 * the file, so z is N(0, 1) for every kind of model. A model with attributes takes z `[batch, latent + width]`:
 * noise, then the condition as of `encodeAttributes`. A translator takes `input`, `[batch, inputChannels, size,
 * size]` in [−1, 1]. The metadata tells how to draw.
 * @param weights - all states of the training; averaged weights are preferred.
 * @returns the bytes of the file.
 * @throws OmakaseError `shape` when the network depends on the batch size; give `batch` then.
 *
 * @example
 * ```ts
 * const bytes = await exportOnnx(trained.model, trained.picture, trained.weights);
 * bytes.length; // input z, output picture
 * ```
 */
export async function exportOnnx(
  model: Model,
  picture: ImageShape,
  weights: Weights,
  { batch, run }: ExportOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const canonical = canonicalWeights(weights);
  const metadata = {
    ...(run !== undefined && { run }),
    model: model.kind,
    modelHash: await modelHash(weights),
    ...(model.translate ? { inputChannels: String(model.inputChannels) } : { latent: String(model.latent) }),
    ...(model.attributes && { attributes: JSON.stringify(model.attributes) }),
    size: String(picture.size),
    channels: String(picture.channels),
    howToDraw:
      whatToFeed(model) +
      "Get picture, float32 [batch, channel, height, width]: -1 is black, 1 is white; a byte is " +
      "round((value + 1) * 127.5), kept in 0 ... 255.",
    madeBy: `omakase ${omakaseVersion}`,
  };
  const lowered = (length: number, free: boolean) =>
    lowerGraph(drawing(model, picture, weights, length), {
      weights: canonical,
      batch: free ? length : undefined,
      metadata,
    }).bytes;
  if (batch !== undefined) return lowered(batch, false);
  const [bytes, again] = markers.map((length) => lowered(length, true));
  if (!bytes.every((byte, at) => byte === again[at])) throw internalError("an exported file depends on its batch");
  return bytes;
}

function whatToFeed(model: Model): string {
  if (model.translate) return "Feed input, float32 [batch, channel, height, width]: a byte becomes byte / 127.5 - 1. ";
  if (model.attributes)
    return (
      "Feed z, float32 [batch, latent + width]: first `latent` random numbers from N(0, 1), then for each of the " +
      "attributes, in their order: binary -1 or 1; category 1 for the choice and 0 for all others; number " +
      "(value - mean) / deviation, or where it wraps two: the sine and the cosine of 2 * pi * value / wraps. " +
      "All 0 where it does not matter. "
    );
  return "Feed z, float32 [batch, latent], with random numbers from N(0, 1). ";
}

/** Builds the graph from z, or from the image to be translated, to images. */
function drawing(model: Model, { size, channels }: ImageShape, weights: Weights, batch: number) {
  const registry = createRegistry();
  const scope = openScope(registry, "", { training: false });
  if (model.translate) {
    const image = input("input", [batch, model.inputChannels ?? channels, size, size]);
    return graphOf(registry, { picture: model.translate(image, scope) });
  }
  if (!model.decode) throw internalError("a model that neither draws nor translates");
  const width = model.attributes ? encodedWidth(model.attributes) : 0;
  const z = input("z", [batch, model.latent + width]);
  return graphOf(registry, { picture: model.decode(model.prior === "fitted" ? unwhiten(z, weights) : z, scope) });
}

/** Maps N(0, 1) to the latents of an autoencoder. */
function unwhiten(z: Tensor, weights: Weights): Tensor {
  const { mean, root } = fitLatentGaussian(weights)!;
  const latent = mean.length;
  return add(
    matmul(z, constant(denseLower(root), [latent, latent]), { transposeB: true }),
    constant(mean, [1, latent]),
  );
}
