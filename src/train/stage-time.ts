import { type Settings, type Stage } from "../model/index.ts";

/** The stage of a step, and the number of steps done in it. */
export interface StageTime {
  readonly stage: Stage;
  readonly step: number;
}

/** Finds the stage of the step after `step` steps; it depends on the images seen, never on the clock. */
export function stageAt(
  stages: readonly Stage[],
  { batchSize, totalImages = Infinity }: Pick<Settings, "batchSize" | "totalImages">,
  step: number,
): StageTime {
  let first = 0;
  for (const { fraction, ...stage } of stages) {
    const images = fraction === undefined ? stage.images : fraction * totalImages;
    const steps = Math.ceil(images / batchSize);
    if (step < first + steps) return { stage, step: step - first };
    first += steps;
  }
  return { stage: stages[stages.length - 1], step };
}
