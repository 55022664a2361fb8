import { type Settings } from "../model/index.ts";
import { scaleSchedule } from "../optim/index.ts";

/** Returns the settings for another try after training broke: a quarter of the learning rates, twice the gradient penalty. */
export function recoverySettings(settings: Settings): Settings {
  const { learningRate, discriminatorLearningRate, weights } = settings;
  return {
    ...settings,
    learningRate: scaleSchedule(learningRate, 1 / 4),
    ...(discriminatorLearningRate !== undefined && {
      discriminatorLearningRate: scaleSchedule(discriminatorLearningRate, 1 / 4),
    }),
    ...(weights.gradientPenalty !== undefined && {
      weights: { ...weights, gradientPenalty: scaleSchedule(weights.gradientPenalty, 2) },
    }),
  };
}
