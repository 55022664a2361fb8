export { adam, type AdamOptions } from "./optimizer/adam.ts";
export { rmsProp, type RmsPropOptions } from "./optimizer/rms-prop.ts";
export { sgd } from "./optimizer/sgd.ts";
export { optimize, optimizerInputs, type OptimizeOptions } from "./optimizer/optimize.ts";
export type { Optimizer } from "./optimizer/optimizer.ts";
export { hingeLoss, relativisticLoss, standardLoss, type AdversarialLoss } from "./loss/adversarial.ts";
export { attributesLoss, type AttributesLoss } from "./loss/attributes.ts";
export { steepness } from "./loss/penalty.ts";
export { rampAt, timesRamp, type Ramp } from "./ramp.ts";
export { createOptimizer, type OptimizerSettings } from "./optimizer/create-optimizer.ts";
export { defaultSettings, settingsSchema, type Settings } from "./settings.ts";
export { buildStep, type Step } from "./step/step.ts";
export { averagePrefix } from "./average-network.ts";
export {
  createTrainer,
  initialWeights,
  type Metrics,
  type Pictures,
  type Snapshot,
  type Trainer,
  type TrainerOptions,
  type TrainingBatch,
} from "./trainer.ts";
export { trainClassifier, type TrainClassifierOptions, type TrainedClassifier } from "./train-classifier.ts";
export { latentStatistics } from "./loss/reconstruction.ts";
export { latentCloud, type LatentCloud } from "./latent-cloud.ts";
export {
  picturesOf,
  train,
  type Learned,
  type PicturesOptions,
  type TrainOptions,
  type Training,
  type TrainingEvent,
} from "./train.ts";
export { diagnose, isBreakdown, isWorse, verdicts, type CaseHistory, type Checkup, type Verdict } from "./health.ts";
export { verdictWords } from "./verdict-words.ts";
export { gentler } from "./gentler.ts";
