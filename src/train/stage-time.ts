import { type Model, type Settings, type Stage } from "../model/index.ts";
import { isFraction } from "../optim/index.ts";

/** The stage of a step, and what was done before. */
export interface StageTime {
  readonly stage: Stage;
  /** Number of steps done in the stage. */
  readonly step: number;
  /** Images seen in the earlier stages. */
  readonly imagesBefore: number;
  /** Fraction of the stage that is done, 0 … 1; 0 where its length is not known yet. */
  readonly progress: number;
}

/** Returns the settings of a stage: its own, then those of the training. */
export function stageSettings(settings: Settings, stage: Stage): Settings {
  return { ...settings, ...stage.settings, weights: { ...settings.weights, ...stage.settings.weights } };
}

/** Settings that decide which stage a step belongs to. */
type Lengths = Pick<Settings, "batchSize" | "totalImages">;

/** Returns the steps of the whole training as known after `step` steps; infinite before they are known. */
export function totalStepsAt({ batchSize, totalImages }: Lengths, step: number): number {
  const known = lengthsOf(totalImages).findLast(({ from }) => from <= step * batchSize)!;
  return Math.ceil(known.total / batchSize);
}

/** Returns the `totalImages` of a training whose length changes to `steps` after `step` steps; later changes are dropped. */
export function withTotalSteps({ batchSize, totalImages }: Lengths, step: number, steps: number) {
  const [from, total] = [step * batchSize, steps * batchSize];
  const before = lengthsOf(totalImages).filter((one) => one.from < from && one.total < Infinity);
  return step === 0 ? total : [...before, { from, total }];
}

/** Returns whether anything in a training depends on its length. */
export function followsLength({ stages }: Model, settings: Settings): boolean {
  if (stages.some(({ fraction }) => fraction !== undefined)) return true;
  return stages.some((stage) => {
    const { learningRate, discriminatorLearningRate = 0, weights } = stageSettings(settings, stage);
    return [learningRate, discriminatorLearningRate, ...Object.values(weights)].some(isFraction);
  });
}

/**
 * Finds the stage of the step after `step` steps; it depends on the images seen, never on the clock. A stage that is a
 * fraction of the training ends at the first step that reaches it: a training that is extended later stays in its stage.
 */
export function stageAt(stages: readonly Stage[], settings: Lengths, step: number): StageTime {
  let [first, imagesBefore] = [0, 0];
  for (const stage of stages.slice(0, -1)) {
    const end = endOf(stage, settings, first);
    if (step < end) {
      const steps = stage.fraction === undefined ? end - first : stage.fraction * totalStepsAt(settings, step);
      return { stage, step: step - first, imagesBefore, progress: fractionOf(step - first, steps) };
    }
    imagesBefore += (end - first) * batchOf(stage, settings);
    first = end;
  }
  const progress = fractionOf(step - first, totalStepsAt(settings, step) - first);
  return { stage: stages[stages.length - 1], step: step - first, imagesBefore, progress };
}

/**
 * Returns the steps after which a training that is to end early can end: its last stage keeps at least half of the share
 * that it has in the whole, as a model draws noise before it. Without stages that are fractions: `step`.
 */
export function finishingSteps(stages: readonly Stage[], settings: Lengths, step: number): number {
  if (stages.length === 1) return step;
  const { stage, step: within } = stageAt(stages, settings, step);
  const isLast = stage === stages.at(-1);
  const [before, done] = isLast
    ? [stages.slice(0, -1), step - within]
    : [stages.slice(0, stages.indexOf(stage) + 1), step];
  const share = before.reduce((sum, { fraction = Number.NaN }) => sum + fraction, 0);
  const rest = done / share - done;
  const left = rest > 0 ? done + Math.ceil(rest / 2) - step : 0;
  const rounding = isLast ? before.length : 0; // each stage before may have ended up to a step late
  return left > rounding ? step + left : step;
}

function fractionOf(step: number, steps: number): number {
  return steps > 0 ? Math.min(1, step / steps) : 1;
}

/** Counts the images seen after `step` steps. */
export function imagesSeenAt(stages: readonly Stage[], settings: Lengths, step: number): number {
  const time = stageAt(stages, settings, step);
  return time.imagesBefore + time.step * batchOf(time.stage, settings);
}

/** Returns the first step after a stage that begins after `first` steps and that another one follows. */
function endOf(stage: Stage, settings: Lengths, first: number): number {
  const { fraction } = stage;
  if (fraction === undefined) return first + Math.ceil(stage.images / batchOf(stage, settings));
  const { batchSize, totalImages } = settings;
  const lengths = lengthsOf(totalImages);
  for (const [at, { from, total }] of lengths.entries()) {
    const end = Math.max(first + Math.ceil((fraction * total) / batchSize), Math.ceil(from / batchSize));
    if (end * batchSize <= (lengths[at + 1]?.from ?? Infinity)) return end;
  }
  return Infinity;
}

function batchOf({ settings: own }: Stage, { batchSize }: Lengths): number {
  return own.batchSize ?? batchSize;
}

/** Lists from which image on which total holds; the first entry begins at 0. */
function lengthsOf(totalImages: Settings["totalImages"]): { readonly from: number; readonly total: number }[] {
  if (typeof totalImages === "number") return [{ from: 0, total: totalImages }];
  const known = totalImages ?? [];
  return known[0]?.from === 0 ? [...known] : [{ from: 0, total: Infinity }, ...known];
}
