import type { Text } from "../../error.ts";
import {
  autoencoderPreset,
  batchNorm,
  classifier,
  conv,
  flatten,
  leakyRelu,
  sequential,
  skip,
  upConv,
  type Autoencoder,
  type Classifier,
  type Layer,
  type PictureShape,
} from "../../model/index.ts";

/** Numbers of the narrow place: few, so that what is odd does not pass. */
export const residualLatent = 32;

/** Width and height of a cell of the finder of flaws, px. */
export const flawCell = 4;

/** The networks that learn normal pictures. */
export interface OutlierNetworks {
  readonly residual: Autoencoder;
  /** Says of every cell whether there is a flaw: `[batch, cells]`, a logit each. */
  readonly flaws: Classifier;
}

/**
 * The networks for pictures of a shape.
 *
 * @param features - of both at half the full size.
 */
export function networksOf(picture: PictureShape, features: number): OutlierNetworks {
  return {
    residual: autoencoderPreset({ ...picture, features, latent: residualLatent }),
    flaws: flawFinder(picture, features),
  };
}

/** A small U-Net (Ronneberger et al. 2015) down to a sixteenth and back to a quarter of the size. */
function flawFinder({ size }: PictureShape, features: number): Classifier {
  const block = (width: number, stride: 1 | 2): Layer[] => [
    conv(width, { stride, bias: false }),
    batchNorm(),
    leakyRelu(),
  ];
  const up = (width: number): Layer[] => [upConv(width, { bias: false }), batchNorm(), leakyRelu()];
  const deepest = skip(...block(4 * features, 2), ...block(4 * features, 1), ...up(3 * features));
  const middle = skip(...block(3 * features, 2), deepest, ...block(3 * features, 1), ...up(2 * features));
  const body = sequential(...block(features, 2), ...block(2 * features, 2), middle, ...block(2 * features, 1));
  const cells = (size / flawCell) ** 2;
  const label: Text = { ja: "傷", en: "flaw" };
  const tags = Array.from({ length: cells }, (_, at) => {
    return { name: `${at}`, label, kind: "binary" as const, choices: [] };
  });
  return classifier({ attributes: { tags }, body, head: sequential(conv(1, { kernel: 1 }), flatten()) });
}
