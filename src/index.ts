/**
 * The front door of omakase. To write a model: `defineModel`, with layers from `nn` and operations from `ops`; to train it:
 * `train`, or `trainRun` for a run in a folder; to draw: `createSampler` and `generate`. Hosts: `omakase/node` and
 * `omakase/browser`. All else is in namespaces.
 *
 * @module omakase
 */
export * as nn from "./nn/index.ts";
export * as ops from "./tensor/index.ts";
export { anomaly, figures, images, latents, metrics, optim, preference } from "./door/index.ts";
export {
  exportOnnx,
  readRecipe,
  type ExportOptions,
  type LoadCheckpointOptions,
  type Recipe,
  type WritableDtype,
} from "./checkpoint/index.ts";
export {
  encodedWidth,
  reportDataset,
  type Attributes,
  builtinDatasets,
  datasetFromPictures,
  openDataset,
  type Batch,
  type Dataset,
  type DatasetFromPicturesOptions,
  type OpenDatasetOptions,
} from "./dataset/index.ts";
export {
  onnxDevice,
  referenceDevice,
  webgpuDevice,
  type Device,
  type OnnxDeviceOptions,
  type Ort,
  type Values,
  type WebgpuDevice,
  type WebgpuDeviceOptions,
  type Weights,
} from "./device/index.ts";
export { OmakaseError, formatError, type ErrorCode, type ErrorParts } from "./error.ts";
export { evaluate, type EvaluateOptions, type Evaluation } from "./evaluate/index.ts";
export { type FeatureNetwork, type FeatureWeights, type Features, type PictureSet } from "./feature/index.ts";
export { type Host } from "./host.ts";
export { type Picture } from "./image/index.ts";
export {
  autoencoder,
  autoencoderNetworks,
  builtInModels,
  cgan,
  cganNetworks,
  classifier,
  classifierNetworks,
  dcgan,
  dcganNetworks,
  defineModel,
  gan,
  ganNetworks,
  latentFlow,
  latentFlowNetworks,
  pix2pix,
  pix2pixNetworks,
  vae,
  vaeNetworks,
  type AutoencoderNetworks,
  type AutoencoderOptions,
  type CganNetworks,
  type CganOptions,
  type Classifier,
  type ClassifierNetworks,
  type ClassifierOptions,
  type DcganOptions,
  type GanNetworks,
  type GanOptions,
  type ImageShape,
  type LatentFlowNetworks,
  type LatentFlowOptions,
  type LossContext,
  type LossTools,
  type Model,
  type ModelDefinition,
  type ModelName,
  type Pix2pixNetworks,
  type Pix2pixOptions,
  type Settings,
  type VaeNetworks,
} from "./model/index.ts";
export {
  createModel,
  openPackedRun,
  openRun,
  packRun,
  resolveConfig,
  trainRun,
  trainedRun,
  type ModelConfig,
  type OpenedRun,
  type PackOptions,
  type RunConfig,
  type RunContext,
  type RunEvent,
  type RunOverrides,
  type TrainPlan,
} from "./run/index.ts";
export {
  recipeSheet,
  render,
  createInverter,
  createSampler,
  createTranslator,
  generate,
  reconstruct,
  renderRecipe,
  translate,
  type GenerateOptions,
  type Inverter,
  type NamedImage,
  type Reconstruction,
  type LatentPoint,
  type RenderOptions,
  type RenderedImage,
  type Sampler,
  type TrainedModel,
  type TranslateOptions,
  type Translation,
  type Translator,
} from "./sample/index.ts";
export {
  drawCharacter,
  drawSushi,
  type Character,
  type CharacterOptions,
  type Sushi,
  type SushiOptions,
} from "./synthetic/index.ts";
export { random, type Random, type Shape, type Tensor } from "./tensor/index.ts";
export {
  checkGradient,
  createBatchSource,
  createTrainer,
  findNonFinite,
  train,
  trainClassifier,
  type BatchSource,
  type BatchSourceOptions,
  type Snapshot,
  type TrainClassifierOptions,
  type TrainOptions,
  type TrainedClassifier,
  type Trainer,
  type TrainerOptions,
  type Training,
  type TrainingEvent,
  type TrainingResult,
} from "./train/index.ts";
export { addLanguage, type Catalogue, type Language } from "./text/index.ts";
