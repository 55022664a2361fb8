import type { Checkpoint } from "../checkpoint/index.ts";
import { totalStepsAt, type Trainer } from "../train/index.ts";
import type { RunConfig } from "./config.ts";

/** Duration of a measurement of the speed, s; in a short training, at most this fraction of it. */
const measured = { seconds: 2, fraction: 0.05 };
/** Number of times at which the speed is measured again: a machine may get slower while other programs run. */
const checks = 20;
/** Relative error of the estimated length above which it is corrected. */
const tolerance = 0.05;

/**
 * Turns a limit in minutes into a number of steps, for schedules that follow the length of a training. The speed is
 * measured in the first seconds, again when a stage begins, and after each twentieth of the time. Call it after each `advance`.
 *
 * @param minutes - limit of the training time.
 * @returns steps of the whole training when they should change, else undefined.
 */
export function lengthEstimator(
  minutes: number,
): (trainer: Trainer, seconds: number, total: number) => number | undefined {
  const limit = minutes * 60;
  const wait = Math.min(measured.seconds, measured.fraction * limit);
  const ahead = Array.from({ length: checks - 1 }, (_, at) => ((at + 1) / checks) * limit);
  let stage: string | undefined;
  let mark: { readonly step: number; readonly seconds: number } | undefined;
  let isDue = true;
  return (trainer, seconds, total) => {
    const { step } = trainer;
    if (mark === undefined || stage !== trainer.stage) {
      stage = trainer.stage; // its first step, which may compile, is not measured
      mark = { step, seconds };
      isDue = true;
      return undefined;
    }
    if (!isDue && seconds >= ahead[0]) isDue = true;
    if (!isDue || seconds - mark.seconds < wait) return undefined;
    while (seconds >= ahead[0]) ahead.shift();
    const speed = (step - mark.step) / (seconds - mark.seconds);
    mark = { step, seconds };
    isDue = false;
    const expected = step + speed * Math.max(0, limit - seconds);
    return Math.abs(expected / total - 1) > tolerance ? Math.max(step + 1, Math.round(expected)) : undefined;
  };
}

/** Returns the last step of an interrupted training whose length is known; undefined for a new one, or when it is over. */
export function plannedSteps(config: RunConfig, checkpoint: Checkpoint | undefined): number | undefined {
  if (config.totalImages === undefined || checkpoint === undefined) return undefined;
  const steps = totalStepsAt(config, checkpoint.step);
  return steps < Infinity && steps > checkpoint.step ? steps : undefined;
}
