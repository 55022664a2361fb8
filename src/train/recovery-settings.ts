import { type Settings } from "../model/index.ts";
import { timesRamp } from "../optim/index.ts";

/** Returns the settings for another try after training broke: a quarter of the learning rates, twice the gradient penalty. */
export function recoverySettings(settings: Settings): Settings {
  const { rate, discriminatorRate, weights } = settings;
  return {
    ...settings,
    rate: timesRamp(rate, 1 / 4),
    ...(discriminatorRate !== undefined && { discriminatorRate: timesRamp(discriminatorRate, 1 / 4) }),
    ...(weights.gradientPenalty !== undefined && {
      weights: { ...weights, gradientPenalty: timesRamp(weights.gradientPenalty, 2) },
    }),
  };
}
