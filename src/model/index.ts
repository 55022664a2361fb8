export {
  defineModel,
  type Batch,
  type Code,
  type ImageShape,
  type Loss,
  type LossContext,
  type Losses,
  type LossGroup,
  type LossTerms,
  type LossTools,
  type Model,
  type ModelDefinition,
  type NetworkCalls,
  type Networks,
  type Stage,
  type StageDefinition,
} from "./define-model.ts";
export { settingsSchema, type Settings } from "./settings.ts";
export { optionOf, withOption, type TrainingOption } from "./training-option.ts";
export { autoencoder, autoencoderNetworks, type AutoencoderNetworks, type AutoencoderOptions } from "./autoencoder.ts";
export { vae, vaeNetworks, type VaeNetworks } from "./vae.ts";
export { gan, ganNetworks, type GanNetworks, type GanOptions } from "./gan.ts";
export { dcgan, dcganNetworks, type DcganOptions } from "./dcgan.ts";
export { cgan, cganNetworks, type CganNetworks, type CganOptions } from "./cgan.ts";
export { classicCganNetworks, type ClassicCganOptions } from "./cgan-classic-networks.ts";
export {
  latentFlow,
  latentFlowNetworks,
  type LatentFlowNetworks,
  type LatentFlowOptions,
  type PatchOutput,
} from "./latent-flow.ts";
export { pix2pix, pix2pixNetworks, type Pix2pixNetworks, type Pix2pixOptions } from "./pix2pix.ts";
export {
  classifier,
  classifierNetworks,
  featurePyramid,
  featureTrunk,
  type Classifier,
  type ClassifierNetworks,
  type ClassifierOptions,
} from "./classifier.ts";
export { upscaler, upscalerNetwork } from "./upscaler.ts";
export { locateInUserCode, runUserCode } from "./user-code.ts";
export { fitLatentGaussian, latentStatistics, type LatentGaussian } from "./latent-gaussian.ts";
export { builtInModels, modelNames, type BuiltInModel, type BuiltInOptions, type ModelName } from "./built-in.ts";
export { restoreModel, storedModelSchema, storeModel, type StoredModel } from "./stored-model.ts";
