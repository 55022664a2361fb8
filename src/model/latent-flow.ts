import { encodedWidth, type Attributes } from "../dataset/index.ts";
import { OmakaseError } from "../error.ts";
import {
  attributesLoss,
  batchNorm,
  conv,
  dense,
  leakyRelu,
  meanAbsoluteError,
  meanSquaredError,
  relativisticLoss,
  scaledNormal,
  sequential,
  tanh,
  upConv,
  upConvSmooth,
  zeroCenteredPenalty,
  type Layer,
  type Scope,
} from "../nn/index.ts";
import {
  add,
  addN,
  concatenate,
  constant,
  flattenBatch,
  greater,
  multiply,
  reshape,
  sigmoid,
  sizeOf,
  softmax,
  stopGradient,
  subtract,
  tanh as tanhOf,
  type Tensor,
} from "../tensor/index.ts";
import { logDiscriminator } from "./adversarial-metrics.ts";
import { solveByBroyden } from "./broyden.ts";
import { classifierNetworks, type ClassifierOptions } from "./classifier.ts";
import {
  defineModel,
  type Batch,
  type ImageShape,
  type LossContext,
  type Model,
  type StageDefinition,
} from "./define-model.ts";
import { denseFlow, partsOf, type Flow } from "./dense-flow.ts";
import type { Settings } from "./settings.ts";
import { stageWidths } from "./stage-widths.ts";
import { modelText } from "../text/index.ts";

/** See {@link latentFlow}. */
export interface LatentFlowNetworks {
  /** `[batch, channel, size, size]` in [−1, 1] → `[batch, features, rows, columns]`, each feature about N(0, 1). */
  readonly encoder: Layer;
  /** `[batch, features, rows, columns]` → `[batch, channel, size, size]` in [−1, 1]. */
  readonly decoder: Layer;
  /** `[batch, channel, size, size]` → logits and features of patches. */
  readonly discriminator: (images: Tensor, scope: Scope) => PatchOutput;
  /**
   * Velocity at `x`, `[batch, latent]`, and time `t` in [0, 1], `[batch, 1]` or `[1, 1]` for all, of images with these
   * encoded attributes, `[batch, width]`; undefined for a model without attributes. Returns `[batch, latent]`.
   */
  readonly flow: Flow;
  /** Shape of the latent of an image, as the encoder returns it: `[features, rows, columns]`. */
  readonly grid: readonly [number, number, number];
  /** Attributes that condition the images. Default: none. */
  readonly attributes?: Attributes;
  /** Predicts the attributes of a latent, `[batch, latent]` → `[batch, width]`; needed with `attributes`. */
  readonly reader?: Layer;
  /**
   * Predicts the attributes of images, `[batch, channel, size, size]` → `[batch, width]`; needed with `attributes`. Only
   * training uses it.
   */
  readonly classifier?: Layer;
  /**
   * Fractions of the steps of a training that go to the first two stages. Default 0.05 and 0.73; `latentFlowNetworks` gives
   * 0.035 and 0.535 from 128 px on.
   */
  readonly stageFractions?: { readonly autoencoder: number; readonly sharpen: number };
}

/** Output of a discriminator that judges patches. */
export interface PatchOutput {
  /** `[batch, 1, rows, columns]`: larger is more real. */
  readonly logits: Tensor;
  /** Output of each layer before. */
  readonly features: readonly Tensor[];
}

/** Euler steps from noise to a latent. */
const integrationSteps = 8;
/** Iterations of Broyden's method that undo one Euler step. */
const inverseIterations = 6;
/** Standard deviation of the noise on latents in training: neighbours decode alike. */
const latentNoise = 0.05;
/** Fractions of the steps for the first two stages: a decoder that draws details takes most of a training. */
const usualStageFractions = { autoencoder: 0.05, sharpen: 0.73 };
/** Fractions from 128 px on, where a step of the flow costs a quarter of a step of the decoder. */
const largeStageFractions = { autoencoder: 0.035, sharpen: 0.535 };
/** Latents in a step of the flow, which is small and learns from many pairs of noise and latent. */
const flowBatch = 256;
/** Fraction of the images that the flow sees without their attributes, so that it also draws without any. */
const forgottenFraction = 0.1;

/**
 * Defines a flow in latent space, in which the ideas of VAE and GAN work together. First an autoencoder learns to
 * reconstruct images; then a discriminator of patches keeps its decoder sharp (VQGAN, Esser et al. 2021, section 3.1); then
 * a flow learns to turn N(0, 1) into latents of the encoder (flow matching, Lipman et al. 2023, equation 23; in latent
 * space, Rombach et al. 2022, section 3). `decode` integrates the flow in eight Euler steps, `encode` undoes these steps, so
 * an image that is encoded and decoded is the autoencoder's reconstruction.
 *
 * With attributes, the reconstructions are read by a classifier that learns from real images (as in AC-GAN, Odena et al.
 * 2017, section 4), so that few numbers keep what is small, such as the colour of eyes; and the latents to which the velocity
 * leads are read by `reader`, so that the flow draws what is asked for.
 *
 * We differ: the latents are normalized over the batch in place of a KL term, the discriminator is relativistic with
 * gradient penalties, as that of `gan`, and its features are matched (Larsen et al. 2016) in place of those of a network
 * trained on photographs.
 *
 * @param options - see {@link LatentFlowNetworks}.
 * @returns a model that trains in three stages: `autoencoder`, `sharpen`, `flow`.
 *
 * @example
 * ```ts
 * const model = latentFlow(latentFlowNetworks({ size: 16, channels: 3, features: 8, latent: 32 }));
 * model.stages.map(({ name }) => name); // ["autoencoder", "sharpen", "flow"]
 * ```
 */
export function latentFlow(options: LatentFlowNetworks): Model {
  const {
    encoder,
    decoder,
    discriminator,
    flow,
    grid,
    attributes,
    reader = sequential(),
    classifier = sequential(),
    stageFractions = usualStageFractions,
  } = options;
  const latent = sizeOf(grid);
  const networks = { encoder, decoder, discriminator, flow, reader, classifier };
  type Context = LossContext<typeof networks>;

  const reconstructed = ({ images }: Batch, { encoder, decoder, noise }: Context): Tensor => {
    const z = encoder(images);
    return decoder(add(z, multiply(noise("latent", z.shape), latentNoise)));
  };
  const stepOf = (flow: Context["flow"], condition: Tensor | undefined) => (x: Tensor, step: number) =>
    multiply(flow(x, constant(step / integrationSteps, [1, 1]), condition), 1 / integrationSteps);

  const autoencoder: StageDefinition<typeof networks> = {
    fraction: stageFractions.autoencoder,
    losses: {
      "encoder, decoder": (batch, context) => ({
        reconstruction: meanAbsoluteError(reconstructed(batch, context), batch.images),
      }),
    },
  };

  const sharpen: StageDefinition<typeof networks> = {
    fraction: stageFractions.sharpen,
    settings: {
      learningRate: { from: 2e-3, to: 1e-4, start: 0.5, end: 1 },
      discriminatorLearningRate: 1e-3,
    },
    losses: {
      "encoder, decoder"(batch, context) {
        const { discriminator, classifier, weight } = context;
        const output = reconstructed(batch, context);
        const [real, fake] = [discriminator(batch.images), discriminator(output)];
        const distances = fake.features.map((one, at) => meanAbsoluteError(one, stopGradient(real.features[at])));
        const adversarial = relativisticLoss.generator(stopGradient(real.logits), fake.logits);
        return {
          reconstruction: meanAbsoluteError(output, batch.images),
          adversarial: multiply(adversarial, weight("adversarial")),
          featureMatching: multiply(addN(distances), weight("featureMatching")),
          ...(attributes && {
            attributes: multiply(predictionLoss(classifier(output), batch, attributes), weight("attributes")),
          }),
        };
      },
      discriminator(batch, context) {
        const { discriminator, weight, settings } = context;
        const output = reconstructed(batch, context); // only the discriminator learns from this loss
        const [real, fake] = [discriminator(batch.images), discriminator(output)];
        logDiscriminator(context, relativisticLoss, real.logits, fake.logits);
        const sets = [batch.images, stopGradient(output)];
        const penalty = zeroCenteredPenalty((x) => discriminator(x).logits, sets, settings.penaltyFraction);
        return {
          adversarial: relativisticLoss.discriminator(real.logits, fake.logits),
          gradientPenalty: multiply(penalty, weight("gradientPenalty")),
        };
      },
      ...(attributes && {
        classifier: (batch, { classifier }) => ({
          attributes: predictionLoss(classifier(batch.images), batch, attributes),
        }),
      }),
    },
  };

  const flowStage: StageDefinition<typeof networks> = {
    settings: {
      batchSize: flowBatch,
      learningRate: { from: 4e-3, to: 4e-5, start: 0, end: 1 },
      maxGradientNorm: 0.5,
      optimizer: { name: "adam", beta1: 0.9, beta2: 0.99 },
      warmUpImages: 50 * flowBatch,
      updates: "alternating",
    },
    prepare: (images, { encoder }) => flattenBatch(encoder(images)),
    losses: {
      flow(batch, { flow, reader, noise, uniform, weight }) {
        const { prepared, size } = batch;
        const z = add(prepared, multiply(noise("latent", [size, latent]), latentNoise));
        const start = noise("start", [size, latent]);
        const t = sigmoid(noise("time", [size, 1])); // the middle more often (Esser et al. 2024, section 3.1)
        const isKnown = attributes && greater(uniform("forget", [size, 1]), forgottenFraction);
        const condition = isKnown && multiply(batch.attributes, isKnown); // Ho & Salimans 2022, section 3.2
        const between = add(multiply(start, subtract(1, t)), multiply(z, t));
        const velocity = flow(between, t, condition);
        const matching = meanSquaredError(velocity, subtract(z, start));
        if (!attributes || !isKnown || !condition) return { matching };
        const end = add(between, multiply(velocity, subtract(1, t)));
        const asked = { attributes: condition, attributeMask: multiply(batch.attributeMask, isKnown) };
        return { matching, attributes: multiply(predictionLoss(reader(end), asked, attributes), weight("attributes")) };
      },
      ...(attributes && {
        reader: (batch, { reader }) => ({
          attributes: predictionLoss(reader(batch.prepared), batch, attributes),
        }),
      }),
    },
  };

  return defineModel({
    kind: "latent-flow",
    networks,
    latent,
    ...(attributes && { attributes }),
    average: ["decoder", "flow"],
    settings: latentFlowSettings,
    stages: { autoencoder, sharpen, flow: flowStage },
    decode(code, { flow, decoder }) {
      const velocity = stepOf(flow, attributes && code.attributes);
      let x = code.z;
      for (let step = 0; step < integrationSteps; step++) x = add(x, velocity(x, step));
      return decoder(reshape(x, [x.shape[0], ...grid]));
    },
    encode(images, { encoder, flow, reader }) {
      let x = flattenBatch(encoder(images));
      const condition = attributes && likeliestAttributes(reader(x), attributes);
      const velocity = stepOf(flow, condition);
      for (let step = integrationSteps - 1; step >= 0; step--) {
        x = solveByBroyden((start) => add(start, velocity(start, step)), x, inverseIterations);
      }
      return condition ? concatenate([x, condition], 1) : x;
    },
    embed: (images, { encoder }) => flattenBatch(encoder(images)),
  });
}

/** Loss of predicted attributes for the true ones of a batch. */
function predictionLoss(
  predicted: Tensor,
  { attributes, attributeMask }: Pick<Batch, "attributes" | "attributeMask">,
  schema: Attributes,
): Tensor {
  return attributesLoss(predicted, attributes, attributeMask, schema).mean;
}

/** Turns the output of a reader into the expected encoding of the attributes, `[batch, width]`: see `attributesSchema`. */
function likeliestAttributes(predicted: Tensor, attributes: Attributes): Tensor {
  const parts = partsOf(predicted, attributes).map(({ tag, part }) => {
    if (tag.kind === "category") return softmax(part, 1);
    return tag.kind === "binary" ? tanhOf(multiply(part, 0.5)) : part; // tanh(x / 2) = 2 σ(x) − 1
  });
  return concatenate(parts, 1);
}

const latentFlowSettings: Partial<Settings> = {
  batchSize: 8, // at equal time, twice the steps of half the images teach the decoder more
  learningRate: 2e-3,
  optimizer: { name: "adam", beta1: 0.5, beta2: 0.99 },
  weights: { adversarial: 0.5, featureMatching: 1, gradientPenalty: 0.1, attributes: 0.2 },
  penaltyFraction: 0.25,
  updates: "simultaneous",
  emaHalfLife: 0.05,
};

/** See {@link latentFlowNetworks}. */
export interface LatentFlowOptions extends ImageShape {
  /** Features at half the full size; deeper stages have more. */
  readonly features: number;
  /** Numbers in a latent: a multiple of 16 up to 64 px, of 64 from 128 px on. */
  readonly latent: number;
  /** Attributes that condition the images. Default: none. */
  readonly attributes?: Attributes;
}

/**
 * Creates the networks of a {@link latentFlow}. The latent is a grid of 4 × 4, and 8 × 8 from 128 px on: each of its places
 * describes a part of the image, so few numbers keep its details.
 *
 * @param options - see {@link LatentFlowOptions}.
 * @throws OmakaseError `option` unless the size is a power of two, 8 … 256, and the latent fills the grid.
 *
 * @example
 * ```ts
 * latentFlowNetworks({ size: 64, channels: 3, features: 24, latent: 256 }).grid; // [16, 4, 4]
 * ```
 */
export function latentFlowNetworks(options: LatentFlowOptions): LatentFlowNetworks {
  const { size, channels, features, latent, attributes } = options;
  const side = size >= 128 ? 8 : 4;
  const widths = stageWidths({ ...options, size: (size * 4) / side }, features, Math.max(features, widest)); // the deepest first
  if (latent % side ** 2 !== 0 || latent === 0) throw unfitLatent(latent, side ** 2);
  const gridFeatures = latent / side ** 2;
  return {
    grid: [gridFeatures, side, side],
    ...(size >= 128 && { stageFractions: largeStageFractions }),
    encoder: sequential(
      ...[...widths].reverse().flatMap((width) => [conv(width, { stride: 2 }), leakyRelu()]),
      conv(gridFeatures, { initial: scaledNormal(1) }),
      batchNorm(),
    ),
    decoder: sequential(
      conv(widths[0]),
      leakyRelu(),
      ...widths.slice(1).flatMap((width) => [upConv(width), leakyRelu()]),
      upConvSmooth(features),
      leakyRelu(),
      conv(channels, { initial: scaledNormal(0.4) }),
      tanh(),
    ),
    discriminator: patchDiscriminator(features),
    flow: denseFlow(latent, attributes),
    ...(attributes && {
      attributes,
      reader: sequential(dense(128), leakyRelu(), dense(encodedWidth(attributes), { initial: scaledNormal(1) })),
      classifier: attributeClassifier({ ...options, attributes }),
    }),
  };
}

/** Largest number of features of a stage of encoder and decoder. */
const widest = 160;

/** Creates a discriminator of three strided convolutions: each logit judges a patch of 22 × 22 pixels (PatchGAN, Isola et al. 2017, section 3.2.2). */
function patchDiscriminator(features: number): LatentFlowNetworks["discriminator"] {
  const gentle = { initial: scaledNormal(1 / Math.sqrt(3)) }; // with larger weights, matching drowns the reconstruction
  const layers = [1, 2, 4].map((factor) => conv(features * factor, { stride: 2, ...gentle }));
  return (images, scope) => {
    const outputs: Tensor[] = [];
    let x = images;
    layers.forEach((layer, at) => {
      x = leakyRelu()(layer(x, scope.child(at)), scope);
      outputs.push(x);
    });
    return { logits: conv(1, gentle)(x, scope.child(layers.length)), features: outputs };
  };
}

/** Creates a classifier whose finest stage looks twice, for what is small. */
function attributeClassifier(options: ClassifierOptions): Layer {
  const { body, head } = classifierNetworks({ ...options, extraConvStages: 1 });
  return (images, scope) => head(body(images, scope.child("body")), scope.child("head"));
}

function unfitLatent(latent: number, places: number): OmakaseError {
  return new OmakaseError("option", {
    where: "latent",
    ...modelText.latentFlow.unfitLatent({ places, latent, example: places * 16 }),
  });
}
