import { dcgan, type Gan } from "../gan.ts";
import {
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
} from "../layer/index.ts";
import type { PictureShape } from "../model.ts";
import { stages } from "./stage.ts";

/** See {@link dcganPreset}. */
export interface DcganPreset extends PictureShape {
  /** Features at half the full size; 64 as published. */
  readonly features: number;
  /** How many numbers a latent has; 100 as published. */
  readonly latent: number;
}

/**
 * DCGAN as in the PyTorch example, which differs from the paper (Radford et al. 2015) in this: latents are normal, not
 * uniform; 64 generator features where the paper has 128; batch normalisation's scales start from N(1, 0.02²); real
 * pictures get the label 1 without smoothing.
 */
export function dcganPreset(options: DcganPreset): Gan {
  const [first, ...rest] = stages(options, options.features);
  const plain = { bias: false, initial: normal(0.02) };
  const norm = () => batchNorm({ deviation: 0.02 });
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
  return dcgan({ generator, discriminator, latent: options.latent });
}
