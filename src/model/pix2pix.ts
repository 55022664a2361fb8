import {
  adversarialLosses,
  batchNorm,
  conv,
  dropout,
  leakyRelu,
  meanAbsoluteError,
  normal,
  relu,
  sequential,
  skip,
  tanh,
  upConv,
  upConvSmooth,
  zeroCenteredPenalty,
  type Layer,
} from "../nn/index.ts";
import { concatenate, multiply } from "../tensor/index.ts";
import { logDiscriminator } from "./adversarial-metrics.ts";
import { defineModel, type ImageShape, type Model } from "./define-model.ts";
import { stageWidths } from "./stage-widths.ts";

/** See {@link pix2pix}. */
export interface Pix2pixNetworks {
  /** Channels of the input images: 1 is grey, 3 is RGB. */
  readonly inputChannels: 1 | 3;
  /** `[batchSize, inputChannels, size, size]` → `[batchSize, channels, size, size]`, both in [−1, 1]. */
  readonly generator: Layer;
  /**
   * Input and output along the channels, `[batchSize, inputChannels + channels, size, size]` → `[batchSize, 1, rows, columns]`: a
   * logit for every patch, larger is more real.
   */
  readonly discriminator: Layer;
}

/**
 * Defines a translator from images to images (pix2pix, Isola et al. 2017): the generator turns an input into an image
 * that is to look real beside its input and to be near the target (equation 4).
 *
 * @example
 * ```ts
 * const model = pix2pix(pix2pixNetworks({ size: 16, channels: 3, inputChannels: 1, features: 4 }));
 * model.inputChannels; // 1
 * ```
 */
export function pix2pix({ generator, discriminator, inputChannels }: Pix2pixNetworks): Model {
  return defineModel({
    kind: "pix2pix",
    networks: { generator, discriminator },
    inputChannels,
    average: ["generator"],
    settings: {
      // as published but for batch and rate: on a CPU eight images take little more than twice as long as one
      batchSize: 8,
      learningRate: { from: 1e-3, to: 2e-4, images: 40_000, after: 20_000 },
      optimizer: { name: "adam", beta1: 0.5, beta2: 0.999 },
      adversarial: "standard",
      weights: { reconstruction: 100 },
      emaHalfLife: 0.05,
    },
    losses: {
      discriminator({ images, inputs }, { generator, discriminator, augment, weight, ...tools }) {
        const { adversarial: name = "standard", penaltyFraction, weights } = tools.settings;
        const adversarial = adversarialLosses[name];
        const reals = augment(concatenate([inputs, images], 1), "real"); // [batch, inputChannels + channels, …]
        const fakes = augment(concatenate([inputs, generator(inputs)], 1), "fake");
        const [real, fake] = [discriminator(reals), discriminator(fakes)]; // [batch, 1, rows, columns] each
        logDiscriminator(tools, adversarial, real, fake);
        return {
          adversarial: adversarial.discriminator(real, fake),
          gradientPenalty: weights.gradientPenalty
            ? multiply(zeroCenteredPenalty(discriminator, [reals, fakes], penaltyFraction), weight("gradientPenalty"))
            : undefined,
        };
      },
      generator({ images, inputs }, { generator, discriminator, augment, weight, settings, metric }) {
        const adversarial = adversarialLosses[settings.adversarial ?? "standard"];
        const output = generator(inputs); // [batch, channels, size, size]
        const fake = discriminator(augment(concatenate([inputs, output], 1), "fake"));
        const real = adversarial.relative ? discriminator(augment(concatenate([inputs, images], 1), "real")) : fake;
        const difference = meanAbsoluteError(output, images);
        metric("reconstruction", difference);
        return {
          adversarial: adversarial.generator(real, fake),
          reconstruction: multiply(difference, weight("reconstruction")),
        };
      },
    },
    translate: (images, { generator }) => generator(images),
  });
}

/** See {@link pix2pixNetworks}. */
export interface Pix2pixOptions extends ImageShape {
  /** Channels of the input images: 1 is grey, 3 is RGB. */
  readonly inputChannels: 1 | 3;
  /** Features at half the full size, in both networks; 64 as published. Deeper stages have more. */
  readonly features: number;
}

const plain = { initial: normal(0.02) };
const down = { ...plain, kernel: 4, stride: 2 };
const noBias = { bias: false }; // before a normalization, which removes it

/**
 * Creates the U-Net and PatchGAN of the paper (Isola et al. 2017, appendix A), for images of 8 to 256 px. Both are
 * normalized over the batch. With instance normalization the generator loses global properties of an image (a face is
 * yellow) in its deepest stages, which have few pixels, and draws a blob into every image (as in StyleGAN, Karras et al.
 * 2020, section 2). Outside of training, running averages replace the statistics of the batch. We differ:
 *
 * - the last layer cannot draw checkerboards of single pixels (see `upConvSmooth`);
 * - the deepest stages have four times the features where the paper has eight times: at 64 px that leaves a quarter of
 *   the weights, and on a CPU a step of four images spends most of its time on the weights of the deepest stages;
 * - patches keep their share of the image: 70 × 70 px at 256 px as published, 34 × 34 at 128 px, 16 × 16 below.
 *
 * @example
 * ```ts
 * const { generator } = pix2pixNetworks({ size: 16, channels: 3, inputChannels: 1, features: 4 });
 * nn.summarize(generator, ops.input("x", [1, 1, 16, 16])).output; // [1, 3, 16, 16]
 * ```
 */
export function pix2pixNetworks(options: Pix2pixOptions): Pix2pixNetworks {
  return {
    inputChannels: options.inputChannels,
    generator: unet(options),
    discriminator: patchDiscriminator(options),
  };
}

/** Creates a U-Net down to a single pixel, with a skip connection at every level (Ronneberger et al. 2015). */
function unet(options: Pix2pixOptions): Layer {
  const { channels, features } = options;
  const deep = features * 4;
  const widths = [...stageWidths(options, features, deep).reverse(), deep, deep]; // at half the size … 2 × 2, 1 × 1
  const dropoutLevels = Math.min(3, Math.floor(widths.length / 2));
  const level = (at: number): Layer => {
    const deepest = at === widths.length - 1;
    return skip(
      leakyRelu(0.2),
      conv(widths[at], deepest ? down : { ...down, ...noBias }),
      ...(deepest ? [] : [batchNorm(), level(at + 1)]), // nothing to normalize over at 1 × 1
      relu(),
      upConv(widths[at - 1], { ...plain, ...noBias }),
      batchNorm(),
      ...(at >= widths.length - dropoutLevels ? [dropout(0.5)] : []), // the only noise
    );
  };
  return sequential(conv(widths[0], down), level(1), relu(), upConvSmooth(channels, plain), tanh());
}

/** Creates a PatchGAN: one strided stage has a receptive field of 16 × 16 px, two 34 × 34, three 70 × 70. */
function patchDiscriminator({ size, features }: Pix2pixOptions): Layer {
  const strided = Math.min(3, Math.max(1, Math.log2(size) - 5));
  const stage = (at: number): Layer[] => [
    conv(features * 2 ** at, { ...down, ...(at > 0 && noBias), ...(at === strided && { stride: 1 }) }),
    ...(at === 0 ? [] : [batchNorm()]),
    leakyRelu(0.2),
  ];
  const stages = Array.from({ length: strided + 1 }, (_, at) => stage(at));
  return sequential(...stages.flat(), conv(1, { ...down, stride: 1 }));
}
