import {
  adversarialLosses,
  conv,
  dense,
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
} from "../nn/index.ts";
import { multiply } from "../tensor/index.ts";
import { logDiscriminator } from "./adversarial-metrics.ts";
import { defineModel, type ImageShape, type Model } from "./define-model.ts";
import { r3ganSettings } from "./settings.ts";
import { stageWidths } from "./stage-widths.ts";

/** See {@link gan} and `dcgan`. */
export interface GanNetworks {
  /** `[batch, latent]` → `[batch, channel, size, size]` in [−1, 1]. */
  readonly generator: Layer;
  /** `[batch, channel, size, size]` → `[batch, 1]`: a logit, larger is more real. */
  readonly discriminator: Layer;
  /** Numbers in a latent. */
  readonly latent: number;
}

/**
 * Defines a generative adversarial network (Goodfellow et al. 2014): the generator draws images from random latents, the
 * discriminator says how real an image looks, and each learns from the other. Trained with the relativistic loss and
 * gradient penalties on real and on generated images (R3GAN, Huang et al. 2024, section 2).
 *
 * We differ: small networks, Adam with a falling rate, averaged weights, and penalties on a quarter of each batch.
 *
 * @example
 * ```ts
 * const model = gan(ganNetworks({ size: 16, channels: 3, features: 8, latent: 16 }));
 * model.stages[0].groups.map(({ name }) => name); // ["discriminator", "generator"]
 * ```
 */
export function gan({ generator, discriminator, latent }: GanNetworks): Model {
  return defineModel({
    kind: "gan",
    networks: { generator, discriminator },
    latent,
    average: ["generator"],
    settings: { ...r3ganSettings, warmUpImages: 1000 }, // at the full rate from the start, the discriminator wins and diverges
    losses: {
      discriminator({ images, size }, { generator, discriminator, noise, augment, applyToEach, weight, ...tools }) {
        const { penaltyFraction, weights, adversarial: name = "relativistic" } = tools.settings;
        const adversarial = adversarialLosses[name];
        // gradients reach the discriminator only, as this loss trains nothing else
        const fakes = augment(generator(noise("latent", [size, latent])), "fake");
        const reals = augment(images, "real");
        const [real, fake] = applyToEach(discriminator, [reals], [fakes]); // [batch, 1] each
        logDiscriminator(tools, adversarial, real, fake);
        return {
          adversarial: adversarial.discriminator(real, fake),
          // γ/2 · (R1 + R2) is γ times the mean over real and generated images together
          gradientPenalty: weights.gradientPenalty
            ? multiply(zeroCenteredPenalty(discriminator, [reals, fakes], penaltyFraction), weight("gradientPenalty"))
            : undefined,
        };
      },
      generator({ images, size }, { generator, discriminator, noise, augment, applyToEach, settings }) {
        const adversarial = adversarialLosses[settings.adversarial ?? "relativistic"];
        const fakes = augment(generator(noise("latent", [size, latent])), "fake");
        const [real, fake] = applyToEach(discriminator, [augment(images, "real")], [fakes]);
        return { adversarial: adversarial.generator(real, fake) };
      },
    },
    decode: ({ z }, { generator }) => generator(z),
    discriminate: (images, { discriminator }) => discriminator(images),
  });
}

/** See {@link ganNetworks}. */
export interface GanOptions extends ImageShape {
  /** Features at half the full size; deeper stages have more. */
  readonly features: number;
  /** Numbers in a latent. */
  readonly latent: number;
  /** Spectral normalization in the discriminator (Miyato et al. 2018), for training without penalties. Default false. */
  readonly spectral?: boolean;
}

/**
 * Creates small convolutional networks without normalization: the gradient penalties keep the discriminator smooth, and
 * without batch statistics it judges each image by itself. So smooth a discriminator overlooks checkerboards of single
 * pixels, so the last layer of the generator is one that cannot draw them.
 *
 * @example
 * ```ts
 * const { generator } = ganNetworks({ size: 16, channels: 3, features: 8, latent: 16 });
 * nn.summarize(generator, ops.input("z", [1, 16])).output; // [1, 3, 16, 16]
 * ```
 */
export function ganNetworks(options: GanOptions): GanNetworks {
  const { spectral } = options;
  const [first, ...rest] = stageWidths(options, options.features);
  const generator = sequential(
    dense(first * 16),
    reshape(first, 4, 4),
    leakyRelu(),
    ...rest.flatMap((width) => [upConv(width), leakyRelu()]),
    upConvSmooth(options.channels, { initial: scaledNormal(1) }),
    tanh(),
  );
  const widths = [first, ...rest].reverse();
  const discriminator = sequential(
    ...widths.flatMap((width) => [conv(width, { stride: 2, spectral }), leakyRelu()]),
    flatten(),
    dense(1, { initial: scaledNormal(1), spectral }),
  );
  return { generator, discriminator, latent: options.latent };
}
