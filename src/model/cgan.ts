import { encodedWidth, type Attributes } from "../dataset/index.ts";
import {
  adversarialLosses,
  attributesLoss,
  conv,
  dense,
  draganPenalty,
  flatten,
  leakyRelu,
  reshape,
  scaledNormal,
  sequential,
  tanh,
  upConv,
  upConvSmooth,
  zeroCenteredPenalty,
  type Layer,
  type Scope,
} from "../nn/index.ts";
import { add, concatenate, multiply, reshape as reshapeTensor, slice, sum, type Tensor } from "../tensor/index.ts";
import { logDiscriminator } from "./adversarial-metrics.ts";
import {
  defineModel,
  type Batch,
  type ImageShape,
  type LossContext,
  type LossTools,
  type Model,
} from "./define-model.ts";
import { r3ganSettings, type Settings } from "./settings.ts";
import { stageWidths } from "./stage-widths.ts";

/** See {@link cgan}. */
export interface CganNetworks {
  /**
   * `modern`: the discriminator gets the attributes, too (projection, Miyato & Koyama 2018), and is trained as that of a
   * `gan`. `classic`: as in Jin et al. 2017. Default `modern`.
   */
  readonly method?: "modern" | "classic";
  /** Numbers in a latent; in a code, the attributes follow them. */
  readonly latent: number;
  /** Attributes that condition the images. */
  readonly attributes: Attributes;
  /** `[batch, latent + width]`, latent and attributes → `[batch, channel, size, size]` in [−1, 1]. */
  readonly generator: Layer;
  /** `[batch, channel, size, size]` → `[batch, features]`; `cgan` adds the last layer. */
  readonly discriminator: Layer;
}

/**
 * Defines a conditional GAN: images with given attributes, such as glasses or a head turned by 30 degrees (AC-GAN, Odena et
 * al. 2017, in the spirit of make.girls.moe, Jin et al. 2017). The generator gets the attributes of the real images of the
 * batch, so that a real and a generated image that are compared differ in nothing else; the discriminator also predicts
 * the attributes of every image.
 *
 * @param networks - see {@link CganNetworks}.
 * @returns a model with the losses of a `gan`, and those of the attributes.
 */
export function cgan({ generator, discriminator, latent, attributes, method = "modern" }: CganNetworks): Model {
  const networks = { generator, discriminator: attributeHeads(discriminator, attributes, method) };
  type Context = LossContext<typeof networks>;

  const generated = (batch: Batch, { generator, noise, augment }: Context) =>
    augment(generator(concatenate([noise("latent", [batch.size, latent]), batch.attributes], 1)), "fake");
  const attributeTerm = (batch: Batch, { weight, settings }: LossTools, predicted: Tensor, name: string) => {
    const { mean, hardest } = attributesLoss(predicted, batch.attributes, batch.attributeMask, attributes);
    const hard = settings.weights.hardAttributes;
    const loss = hard ? add(mean, multiply(hardest, weight("hardAttributes"))) : mean;
    return { mean, term: multiply(loss, weight(name)) };
  };

  return defineModel({
    kind: "cgan",
    networks,
    latent,
    attributes,
    average: ["generator"],
    settings: method === "modern" ? modernSettings : classicSettings,
    losses: {
      discriminator(batch, context) {
        const { discriminator, applyToEach, augment, weight, metric, settings } = context;
        const adversarial = adversarialLosses[settings.adversarial ?? "relativistic"];
        const condition = batch.attributes;
        const [reals, fakes] = [augment(batch.images, "real"), generated(batch, context)];
        const [real, fake] = applyToEach(discriminator, [reals, condition], [fakes, condition]);
        logDiscriminator(context, adversarial, real.logit, fake.logit);
        const { mean, term } = attributeTerm(batch, context, real.attributes, "discriminatorAttributes");
        metric("realAttributeError", mean);
        const terms = { adversarial: adversarial.discriminator(real.logit, fake.logit), attributes: term };
        if (!settings.weights.gradientPenalty) return terms;
        const logit = (images: Tensor, attributes: Tensor = condition) => discriminator(images, attributes).logit;
        const penalty =
          method === "classic"
            ? draganPenalty(logit, reals, context.uniform("dragan", reals.shape), condition)
            : zeroCenteredPenalty(logit, [reals, fakes], settings.penaltyFraction, condition);
        return { ...terms, gradientPenalty: multiply(penalty, weight("gradientPenalty")) };
      },
      generator(batch, context) {
        const { discriminator, applyToEach, augment, metric, settings } = context;
        const adversarial = adversarialLosses[settings.adversarial ?? "relativistic"];
        const condition = batch.attributes;
        const fakes = generated(batch, context);
        const [real, fake] = adversarial.relative
          ? applyToEach(discriminator, [augment(batch.images, "real"), condition], [fakes, condition])
          : [undefined, discriminator(fakes, condition)];
        const { mean, term } = attributeTerm(batch, context, fake.attributes, "generatorAttributes");
        metric("fakeAttributeError", mean);
        return { adversarial: adversarial.generator((real ?? fake).logit, fake.logit), attributes: term };
      },
    },
    decode: ({ code }, { generator }) => generator(code),
  });
}

/** As `gan`; attributes that are predicted worst get more weight as the learning rate falls. */
const modernSettings: Partial<Settings> = {
  ...r3ganSettings,
  weights: {
    ...r3ganSettings.weights,
    discriminatorAttributes: 3,
    generatorAttributes: 1,
    hardAttributes: { from: 1e-3, to: 1, images: 40_000, after: 20_000 },
  },
};

/** As Jin et al. 2017, where the penalty has λ = 0.5 beside a 34-fold loss. */
const classicSettings: Partial<Settings> = {
  batchSize: 64,
  learningRate: 2e-4,
  optimizer: { name: "adam", beta1: 0.5, beta2: 0.999 },
  adversarial: "standard",
  weights: { gradientPenalty: 0.5 / 34, discriminatorAttributes: 1, generatorAttributes: 1 },
};

/**
 * Adds the last layer to a discriminator: one logit, and a prediction for each attribute as in `attributesLoss`. The
 * `modern` logit also contains the projection of the features on the condition.
 */
function attributeHeads(trunk: Layer, attributes: Attributes, method: "modern" | "classic") {
  const width = encodedWidth(attributes);
  return (images: Tensor, condition: Tensor, scope: Scope) => {
    const [batch] = images.shape;
    const hasProjection = method === "modern";
    const features = trunk(images, scope.child("trunk"));
    const output = dense(1 + width + (hasProjection ? width : 0), { initial: scaledNormal(1) })(
      features,
      scope.child("head"),
    );
    const columns = (from: number, count: number) => slice(output, [0, from], [batch, count]);
    const predicted = columns(1, width);
    const unconditional = columns(0, 1);
    if (!hasProjection) return { logit: unconditional, attributes: predicted };
    const projection = sum(multiply(columns(1 + width, width), condition), [1]); // [batch, 1]
    // each attribute adds about 1; their sum is scaled to the size of the unconditional logit
    const logit = add(unconditional, multiply(projection, 1 / Math.sqrt(attributes.tags.length)));
    return { logit, attributes: predicted };
  };
}

/** See {@link cganNetworks}. */
export interface CganOptions extends ImageShape {
  /** Features at half the full size; deeper stages have more. */
  readonly features: number;
  /** Numbers in a latent. */
  readonly latent: number;
  /** Attributes that condition the images. */
  readonly attributes: Attributes;
}

/** Number of first stages of the discriminator with a second convolution, for details of a few pixels. */
const extraConvStages = 2;

/**
 * Creates the networks of `ganNetworks` with attributes: they enter with the latent at the bottom, and again at every
 * stage, where the code scales and shifts each feature (FiLM, Perez et al. 2018).
 *
 * @param options - see {@link CganOptions}.
 * @returns a generator and the body of a discriminator, for `cgan`.
 * @throws OmakaseError `option` unless the size is a power of two, 8 … 256.
 */
export function cganNetworks(options: CganOptions): CganNetworks {
  const [first, ...rest] = stageWidths(options, options.features);
  const widths = [first, ...rest].reverse();
  return {
    latent: options.latent,
    attributes: options.attributes,
    generator: filmGenerator([first, ...rest], options.channels),
    discriminator: sequential(
      ...widths.flatMap((width, at) => [
        conv(width, { stride: 2 }),
        leakyRelu(),
        ...(at < extraConvStages ? [conv(width), leakyRelu()] : []),
      ]),
      flatten(), // [batch, first · 4 · 4]
    ),
  };
}

/** Creates a generator with FiLM at every stage, `[batch, latent + width]` → `[batch, channel, size, size]`. */
function filmGenerator([first, ...rest]: readonly number[], channels: number): Layer {
  const start = sequential(dense(first * 16), reshape(first, 4, 4), leakyRelu());
  const toImage = sequential(upConvSmooth(channels, { initial: scaledNormal(1) }), tanh());
  return (code, scope) => {
    const [batch] = code.shape;
    const features = rest.reduce(
      (x, width, at) => {
        const stage = scope.child(at + 1);
        const film = (name: string): Tensor =>
          reshapeTensor(dense(width, { initial: scaledNormal(0.5) })(code, stage.child(name)), [batch, width, 1, 1]);
        const scaled = multiply(upConv(width)(x, stage), add(film("guide"), 1));
        return leakyRelu()(add(scaled, film("shift")), stage);
      },
      start(code, scope.child(0)),
    );
    return toImage(features, scope.child(rest.length + 1));
  };
}
