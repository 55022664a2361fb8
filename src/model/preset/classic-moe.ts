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
} from "../layer/index.ts";
import { moe, type Moe } from "../moe.ts";
import type { MoePreset } from "./moe.ts";
import { stages } from "./stage.ts";

/** See {@link classicMoePreset}. */
export interface ClassicMoePreset extends MoePreset {
  /** Residual blocks of the generator. Default 16, as published. */
  readonly blocks?: number;
}

/**
 * The networks of Jin et al. 2017 ("Towards the automatic anime characters creation with generative adversarial
 * networks", section 3.3): an SRResNet (Ledig et al. 2017) that begins at an eighth of the side, and a deep residual
 * discriminator without normalisation. `features` is the generator's width, 64 as published; the discriminator begins
 * with half of it. It is heavy: a laptop is better served by `moePreset`.
 *
 * Where we differ: any size from 16 px on, where the paper has 128; the discriminator goes down to 4 × 4, where the paper
 * goes to 2 × 2; wishes are what the real pictures of the batch show, where the paper draws them at random; one layer
 * reads all attributes, of any kind, where the paper has 34 yes-or-no ones.
 */
export function classicMoePreset(options: ClassicMoePreset): Moe {
  const { size, channels, features, latent, attributes, blocks = 16 } = options;
  const widths = stages(options, features / 2, Number.POSITIVE_INFINITY).reverse();
  return moe({
    method: "classic",
    latent,
    attributes,
    generator: sequential(
      dense(features * (size / 8) ** 2, normed),
      reshape(features, size / 8, size / 8),
      batchNorm(),
      relu(),
      residual(...Array.from({ length: blocks }, () => smoothBlock(features)), batchNorm(), relu()),
      ...[1, 2, 3].flatMap(() => [conv(features * 4, normed), pixelShuffle(), batchNorm(), relu()]),
      conv(channels, { ...plain, kernel: 9 }),
      tanh(),
    ),
    discriminator: sequential(
      ...widths.flatMap((width, at) => [
        conv(width, { ...plain, stride: 2 }),
        leakyRelu(),
        ...(at < widths.length - 1 ? [sharpBlock(width), sharpBlock(width)] : []),
      ]),
      flatten(),
    ),
  });
}

const plain = { initial: normal(0.02) };
/** What batch normalisation follows needs no shift of its own. */
const normed = { ...plain, bias: false };

function smoothBlock(features: number): Layer {
  return residual(conv(features, normed), batchNorm(), relu(), conv(features, normed), batchNorm());
}

function sharpBlock(width: number): Layer {
  return sequential(residual(conv(width, plain), leakyRelu(), conv(width, plain)), leakyRelu());
}
