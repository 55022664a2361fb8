import { type Stage } from "../model/index.ts";

/** The stage of a step, and the number of steps done in it. */
export interface StageTime {
  readonly stage: Stage;
  readonly step: number;
}

/** Finds the stage of the step after `step` steps; it depends on the images seen, never on the clock. */
export function stageAt(stages: readonly Stage[], batch: number, step: number): StageTime {
  let first = 0;
  for (const stage of stages) {
    const steps = Math.ceil(stage.images / batch);
    if (step < first + steps) return { stage, step: step - first };
    first += steps;
  }
  return { stage: stages[stages.length - 1], step };
}
