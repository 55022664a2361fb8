import {
  adversarialLosses,
  batchNorm,
  conv,
  flatten,
  leakyRelu,
  normal,
  relu,
  reshape,
  sequential,
  tanh,
  upConv,
} from "../nn/index.ts";
import { logDiscriminator } from "./adversarial-metrics.ts";
import { defineModel, type ImageShape, type Model } from "./define-model.ts";
import type { GanNetworks } from "./gan.ts";
import { stageWidths } from "./stage-widths.ts";

/**
 * Defines a GAN that is trained as in the DCGAN paper (Radford et al. 2015).
 *
 * @example
 * ```ts
 * const model = dcgan(dcganNetworks({ size: 16, channels: 3, features: 8, latent: 16 }));
 * model.settings.adversarial; // "standard"
 * ```
 */
export function dcgan({ generator, discriminator, latent }: GanNetworks): Model {
  return defineModel({
    kind: "dcgan",
    networks: { generator, discriminator },
    latent,
    average: ["generator"],
    settings: {
      batchSize: 64,
      learningRate: 2e-4,
      optimizer: { name: "adam", beta1: 0.5, beta2: 0.999 },
      adversarial: "standard",
    },
    losses: {
      discriminator({ images, size }, { generator, discriminator, noise, augment, ...tools }) {
        const adversarial = adversarialLosses[tools.settings.adversarial ?? "standard"];
        const real = discriminator(augment(images, "real")); // [batch, 1]
        const fake = discriminator(augment(generator(noise("latent", [size, latent])), "fake")); // [batch, 1]
        logDiscriminator(tools, adversarial, real, fake);
        return { adversarial: adversarial.discriminator(real, fake) };
      },
      generator({ images, size }, { generator, discriminator, noise, augment, settings }) {
        const adversarial = adversarialLosses[settings.adversarial ?? "standard"];
        const fake = discriminator(augment(generator(noise("latent", [size, latent])), "fake"));
        const real = adversarial.relative ? discriminator(augment(images, "real")) : fake;
        return { adversarial: adversarial.generator(real, fake) };
      },
    },
    decode: ({ z }, { generator }) => generator(z),
    discriminate: (images, { discriminator }) => discriminator(images),
  });
}

/** See {@link dcganNetworks}. */
export interface DcganOptions extends ImageShape {
  /** Features at half the full size; 64 as published. */
  readonly features: number;
  /** Numbers in a latent; 100 as published. */
  readonly latent: number;
}

/**
 * Creates the networks of the PyTorch example of DCGAN, which differs from the paper: latents are normal, not uniform; 64
 * generator features where the paper has 128; the scales of batch normalization start from N(1, 0.02²); real images get
 * the label 1 without smoothing.
 *
 * @example
 * ```ts
 * const { discriminator } = dcganNetworks({ size: 16, channels: 3, features: 8, latent: 16 });
 * nn.summarize(discriminator, ops.input("x", [1, 3, 16, 16])).output; // [1, 1]
 * ```
 */
export function dcganNetworks(options: DcganOptions): GanNetworks {
  const [first, ...rest] = stageWidths(options, options.features);
  const plain = { bias: false, initial: normal(0.02) };
  const norm = () => batchNorm({ std: 0.02 });
  const generator = sequential(
    reshape(options.latent, 1, 1),
    upConv(first, { ...plain, kernel: 4, stride: 1, padding: 0 }), // [batch, first, 4, 4]
    norm(),
    relu(),
    ...rest.flatMap((width) => [upConv(width, plain), norm(), relu()]),
    upConv(options.channels, plain),
    tanh(),
  );
  const [shallow, ...deeper] = [first, ...rest].reverse();
  const discriminator = sequential(
    conv(shallow, { ...plain, stride: 2 }),
    leakyRelu(0.2),
    ...deeper.flatMap((width) => [conv(width, { ...plain, stride: 2 }), norm(), leakyRelu(0.2)]),
    conv(1, { ...plain, kernel: 4, padding: 0 }), // [batch, 1, 1, 1]
    flatten(),
  );
  return { generator, discriminator, latent: options.latent };
}
