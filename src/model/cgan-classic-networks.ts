import {
  batchNorm,
  conv,
  dense,
  flatten,
  leakyRelu,
  normal,
  pixelShuffle,
  relu,
  reshape,
  residual,
  sequential,
  tanh,
  type Layer,
} from "../nn/index.ts";
import type { CganNetworks, CganOptions } from "./cgan.ts";
import { stageWidths } from "./stage-widths.ts";

/** See {@link classicCganNetworks}. */
export interface ClassicCganOptions extends CganOptions {
  /** Residual blocks of the generator. Default 16, as published. */
  readonly blocks?: number;
}

/**
 * Creates the networks of Jin et al. 2017 ("Towards the automatic anime characters creation with generative adversarial
 * networks", section 3.3): an SRResNet (Ledig et al. 2017) that begins at an eighth of the side, and a deep residual
 * discriminator without normalization. `features` is the generator's width, 64 as published; the discriminator begins
 * with half of it. On a laptop, `cganNetworks` is much faster.
 *
 * We differ: any size from 16 px on, where the paper has 128; the discriminator goes down to 4 × 4, where the paper goes
 * to 2 × 2; conditions are the attributes of the real images of the batch, where the paper draws them at random; one layer
 * predicts all attributes, of any kind, where the paper has 34 binary ones.
 *
 * @param options - see {@link ClassicCganOptions}.
 * @returns networks for `cgan`, with `method: "classic"`.
 * @throws OmakaseError `option` unless the size is a power of two, 8 … 256.
 */
export function classicCganNetworks(options: ClassicCganOptions): CganNetworks {
  const { size, channels, features, latent, attributes, blocks = 16 } = options;
  const widths = stageWidths(options, features / 2, Number.POSITIVE_INFINITY).reverse();
  return {
    method: "classic",
    latent,
    attributes,
    generator: sequential(
      dense(features * (size / 8) ** 2, normalized),
      reshape(features, size / 8, size / 8),
      batchNorm(),
      relu(),
      residual(...Array.from({ length: blocks }, () => generatorBlock(features)), batchNorm(), relu()),
      ...[1, 2, 3].flatMap(() => [conv(features * 4, normalized), pixelShuffle(), batchNorm(), relu()]),
      conv(channels, { ...plain, kernel: 9 }),
      tanh(),
    ),
    discriminator: sequential(
      ...widths.flatMap((width, at) => [
        conv(width, { ...plain, stride: 2 }),
        leakyRelu(),
        ...(at < widths.length - 1 ? [discriminatorBlock(width), discriminatorBlock(width)] : []),
      ]),
      flatten(),
    ),
  };
}

const plain = { initial: normal(0.02) };
/** A layer before batch normalization needs no bias. */
const normalized = { ...plain, bias: false };

function generatorBlock(features: number): Layer {
  return residual(conv(features, normalized), batchNorm(), relu(), conv(features, normalized), batchNorm());
}

function discriminatorBlock(width: number): Layer {
  return sequential(residual(conv(width, plain), leakyRelu(), conv(width, plain)), leakyRelu());
}
