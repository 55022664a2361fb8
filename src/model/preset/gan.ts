import { gan, type Gan } from "../gan.ts";
import {
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
} from "../layer/index.ts";
import type { PictureShape } from "../model.ts";
import { stages } from "./stage.ts";

/** See {@link ganPreset}. */
export interface GanPreset extends PictureShape {
  /** Features at half the full size; deeper stages have more. */
  readonly features: number;
  /** How many numbers a latent has. */
  readonly latent: number;
  /** Spectral norm in the discriminator (Miyato et al. 2018), for training without penalties. Default false. */
  readonly spectral?: boolean;
}

/**
 * Small plain convolutional networks without normalisation: the gradient penalties of the loss keep the discriminator
 * gentle, and without batch statistics a picture is judged by itself. So gentle a judge does not mind chequers of single
 * pixels, so the generator's last layer is one that makes none.
 */
export function ganPreset(options: GanPreset): Gan {
  const { spectral } = options;
  const [first, ...rest] = stages(options, options.features);
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
  return gan({ generator, discriminator, latent: options.latent });
}
