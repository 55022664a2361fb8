export { checkNoise } from "./loss-context.ts";
export { buildStep, lossTerms, type Step, type StepOptions } from "./step.ts";
export {
  createTrainer,
  initialWeights,
  type BatchSource,
  type Metrics,
  type Snapshot,
  type Trainer,
  type TrainerOptions,
  type TrainingBatch,
} from "./trainer.ts";
export { trainClassifier, type TrainClassifierOptions, type TrainedClassifier } from "./train-classifier.ts";
export {
  createBatchSource,
  train,
  type TrainingResult,
  type BatchSourceOptions,
  type TrainOptions,
  type Training,
  type TrainingEvent,
} from "./train.ts";
export {
  assessTraining,
  isBreakdown,
  isWorse,
  verdicts,
  type TrainingHistory,
  type HealthCheck,
  type Verdict,
} from "./health.ts";
export { finishingSteps, followsLength, stageAt, totalStepsAt } from "./stage-time.ts";
export { verdictWords } from "./verdict-words.ts";
export { recoverySettings } from "./recovery-settings.ts";
export { checkGradient, type GradientCheck } from "./check-gradient.ts";
export { findNonFinite, type NonFinite } from "./find-non-finite.ts";
