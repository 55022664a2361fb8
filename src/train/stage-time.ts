import { type Settings, type Stage } from "../model/index.ts";

/** The stage of a step, and what was done before. */
export interface StageTime {
  readonly stage: Stage;
  /** Number of steps done in the stage. */
  readonly step: number;
  /** Images seen in the earlier stages. */
  readonly imagesBefore: number;
}

/** Returns the settings of a stage: its own, then those of the training. */
export function stageSettings(settings: Settings, stage: Stage): Settings {
  return { ...settings, ...stage.settings, weights: { ...settings.weights, ...stage.settings.weights } };
}

/** Settings that decide which stage a step belongs to. */
type Lengths = Pick<Settings, "batchSize" | "totalImages">;

/** Finds the stage of the step after `step` steps; it depends on the images seen, never on the clock. */
export function stageAt(stages: readonly Stage[], settings: Lengths, step: number): StageTime {
  let [first, imagesBefore] = [0, 0];
  for (const stage of stages.slice(0, -1)) {
    const steps = stageSteps(stage, settings);
    if (step < first + steps) return { stage, step: step - first, imagesBefore };
    first += steps;
    imagesBefore += steps * batchOf(stage, settings);
  }
  return { stage: stages[stages.length - 1], step: step - first, imagesBefore };
}

/** Counts the images seen after `step` steps. */
export function imagesSeenAt(stages: readonly Stage[], settings: Lengths, step: number): number {
  const time = stageAt(stages, settings, step);
  return time.imagesBefore + time.step * batchOf(time.stage, settings);
}

/** Returns the length of a stage that another one follows. */
function stageSteps(stage: Stage, settings: Lengths): number {
  const { batchSize, totalImages = Infinity } = settings;
  if (stage.fraction !== undefined) return Math.ceil((stage.fraction * totalImages) / batchSize);
  return Math.ceil(stage.images / batchOf(stage, settings));
}

function batchOf({ settings: own }: Stage, { batchSize }: Lengths): number {
  return own.batchSize ?? batchSize;
}
