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
import { anomalyText } from "../text/index.ts";

/** Latent size of the autoencoder: small, so that it cannot reconstruct anomalies. */
export const residualLatentSize = 32;

/** Side of a cell of the defect network, px: a hair is about one pixel wide. */
export const defectCellSize = 2;

/** Networks trained on normal images. */
export interface AnomalyNetworks {
  readonly residual: Model & { readonly networks: { readonly encoder: Layer; readonly decoder: Layer } };
  /** Predicts a defect logit per cell: `[batch, cells]`. */
  readonly defects: Classifier;
}

/**
 * Builds the networks for an image shape.
 *
 * @param picture - side in px and channels.
 * @param features - channels of both networks at half resolution, ≥ 1.
 */
export function anomalyNetworks(picture: ImageShape, features: number): AnomalyNetworks {
  const residual = autoencoderNetworks({ ...picture, features, latent: residualLatentSize });
  const { encoder, decoder } = residual;
  return {
    residual: { ...autoencoder(residual), networks: { encoder, decoder } },
    defects: defectNetwork(picture, features),
  };
}

/** Builds a small U-Net (Ronneberger et al. 2015) down to a sixteenth of the resolution and back to half. */
function defectNetwork({ size }: ImageShape, features: number): Classifier {
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
  const label: Text = anomalyText.anomalyNetworks.flaw;
  const tags = Array.from({ length: (size / defectCellSize) ** 2 }, (_, at) => {
    return { name: `${at}`, label, kind: "binary" as const, choices: [] };
  });
  const head = sequential(conv(1, { kernel: 1 }), flatten());
  return classifier({ attributes: { tags }, body, head });
}
