import type { Text } from "../error.ts";
import { batchNorm, conv, flatten, type Layer, leakyRelu, sequential, skip, upConv } from "../nn/index.ts";
import {
  autoencoder,
  autoencoderNetworks,
  classifier,
  type Classifier,
  type ImageShape,
  type Model,
} from "../model/index.ts";

/** Numbers of the narrow place: few, so that what is odd does not pass. */
export const residualLatentSize = 32;

/** Width and height of a cell of the finder of flaws, px: a hair is about one pixel wide. */
export const defectCellSize = 2;

/** The networks that learn normal pictures. */
export interface AnomalyNetworks {
  readonly residual: Model & { readonly networks: { readonly encoder: Layer; readonly decoder: Layer } };
  /** Says of every cell whether there is a flaw: `[batch, cells]`, a logit each. */
  readonly defects: Classifier;
  /** What the finder of flaws sees in parts of 4 × 4 px: a beginning of its body. */
  readonly patches: Layer;
}

/**
 * The networks for pictures of a shape.
 *
 * @param features - of both at half the full size.
 */
export function anomalyNetworks(picture: ImageShape, features: number): AnomalyNetworks {
  const residual = autoencoderNetworks({ ...picture, features, latent: residualLatentSize });
  const { encoder, decoder } = residual;
  return {
    residual: { ...autoencoder(residual), networks: { encoder, decoder } },
    ...defectNetwork(picture, features),
  };
}

/** A small U-Net (Ronneberger et al. 2015) down to a sixteenth and back to half of the size. */
function defectNetwork({ size }: ImageShape, features: number): Pick<AnomalyNetworks, "defects" | "patches"> {
  const block = (width: number, stride: 1 | 2): Layer[] => [
    conv(width, { stride, bias: false }),
    batchNorm(),
    leakyRelu(),
  ];
  const up = (width: number): Layer[] => [upConv(width, { bias: false }), batchNorm(), leakyRelu()];
  const double = 2 * features;
  const most = 4 * features;
  const deepest = skip(...block(most, 2), ...block(most, 1), ...up(most));
  const middle = skip(...block(most, 2), deepest, ...block(most, 1), ...up(double));
  const first = [...block(features, 2), ...block(features, 1)];
  const quarter = [...block(double, 2), ...block(double, 1), middle, ...block(double, 1)];
  const body = sequential(...first, skip(...quarter, ...up(features)), ...block(double, 1));
  const label: Text = { ja: "傷", en: "flaw" };
  const tags = Array.from({ length: (size / defectCellSize) ** 2 }, (_, at) => {
    return { name: `${at}`, label, kind: "binary" as const, choices: [] };
  });
  const head = sequential(conv(1, { kernel: 1 }), flatten());
  return {
    defects: classifier({ attributes: { tags }, body, head }),
    patches: sequential(...first, sequential(...quarter)), // named as in the body
  };
}
