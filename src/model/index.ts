export type { Model, PictureShape } from "./model.ts";
export { autoencoder, type Autoencoder } from "./autoencoder.ts";
export { drawPosterior, encodeVae, vae, type Posterior, type Vae } from "./vae.ts";
export { dcgan, gan, type Gan, type GanNetworks } from "./gan.ts";
export { judgeMoe, moe, type Moe } from "./moe.ts";
export { pix2pix, type Pix2pix } from "./pix2pix.ts";
export { classifier, type Classifier } from "./classifier.ts";
export { autoencoderPreset, vaePreset, type AutoencoderPreset } from "./preset/autoencoder.ts";
export { classifierPreset, classifierStages, classifierViews, type ClassifierPreset } from "./preset/classifier.ts";
export { dcganPreset, type DcganPreset } from "./preset/dcgan.ts";
export { ganPreset, type GanPreset } from "./preset/gan.ts";
export { classicMoePreset, type ClassicMoePreset } from "./preset/classic-moe.ts";
export { moePreset, type MoePreset } from "./preset/moe.ts";
export { pix2pixPreset, type Pix2pixPreset } from "./preset/pix2pix.ts";
export {
  averagePool,
  batchNorm,
  conv,
  createRegistry,
  define,
  dense,
  dropout,
  elu,
  flatten,
  gelu,
  graphOf,
  groupNorm,
  instanceNorm,
  leakyRelu,
  maxPool,
  noise,
  normal,
  ones,
  openScope,
  pixelShuffle,
  relu,
  reshape,
  residual,
  resizeBilinear,
  scaledNormal,
  sequential,
  sigmoid,
  silu,
  skip,
  softplus,
  tanh,
  upConv,
  upConvSmooth,
  upNearest,
  zeros,
  type BatchNormOptions,
  type ConvOptions,
  type UpConvSmoothOptions,
  type Definition,
  type DenseOptions,
  type Initializer,
  type Layer,
  type Noise,
  type Registry,
  type Scope,
} from "./layer/index.ts";
