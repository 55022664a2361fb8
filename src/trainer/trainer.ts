import { OmakaseError } from "../error.ts";
import type { Device, Handle, Program, State, Values, Weights } from "../device/index.ts";
import type { Classifier, Model, PictureShape } from "../model/index.ts";
import { random, sizeOf, sourcesOf, type Tensor } from "../tensor/index.ts";
import { createOptimizer } from "./optimizer/create-optimizer.ts";
import { checkFrozen, withoutFrozen } from "./optimizer/frozen.ts";
import { optimizerInputs } from "./optimizer/optimize.ts";
import { rampAt } from "./ramp.ts";
import { defaultSettings, type Settings } from "./settings.ts";
import { stepInputs } from "./step/step-plan.ts";
import { buildStep, type Step } from "./step/step.ts";
import { readTurns, timesLearned, turnAt, turnsIn, type Turn } from "./step/turn.ts";
import { takeOver } from "./take-over.ts";

/** Where a trainer gets its pictures from. */
export interface Pictures extends PictureShape {
  /** The batch of a step; the same step gives the same batch, whatever was asked for before. */
  batch(step: number, count: number): Promise<TrainingBatch>;
}

/** What a step learns from, by the names under which the step's graph knows it. */
export interface TrainingBatch {
  /** Pictures, `[count, channel, size, size]` in [−1, 1]. */
  readonly real: Float32Array;
  /** Of pairs: what they are to be made from, `[count, inputChannel, size, size]` in [−1, 1]. */
  readonly given?: Float32Array;
  /** Of tagged pictures: their tags, `[count, width]`; see `encodeAttributes`. */
  readonly attributes?: Float32Array;
  /** Which of these numbers are known, `[count, width]`, 1 or 0. */
  readonly known?: Float32Array;
}

/** See {@link createTrainer}. */
export interface TrainerOptions {
  readonly device: Device;
  /** Decides the first weights and every random number of training. Default 1. */
  readonly seed?: number;
  /** What differs from the model's default settings. */
  readonly settings?: Partial<Settings>;
  /** Goes on from here instead of starting with fresh weights. */
  readonly from?: Snapshot;
  /** Begins with what a model has learned elsewhere, its states; where there is a `from`, that counts. */
  readonly start?: Weights;
}

/** Everything that is needed to go on training bit-exactly. */
export interface Snapshot {
  /** Steps done. */
  readonly step: number;
  /** All states: weights, running averages, optimizer moments, averaged weights. */
  readonly weights: Weights;
}

/** What was measured in one step, by name. */
export type Metrics = Readonly<Record<string, number>>;

/** Training, one step at a time. Everything that a step draws depends on the seed and the step's number alone. */
export interface Trainer {
  readonly settings: Settings;
  /** Steps done. */
  readonly step: number;
  readonly picturesSeen: number;
  /** How many numbers it learns. */
  readonly parameters: number;
  /**
   * Does the next steps, and waits only after the last of them: a GPU does them back to back.
   *
   * @param steps - how many. Default 1.
   * @returns what they measured, on the average.
   * @throws OmakaseError `diverged` when a loss is no number any more; the weights are lost then.
   */
  advance(steps?: number): Promise<Metrics>;
  snapshot(): Promise<Snapshot>;
  /** Gives the device's memory back. */
  dispose(): void;
}

/** Keeps the small gradients of pixels farther from 6e-8, the least that half precision can hold. */
const halfScale = 1024;

/** Compiles a model's step and puts its first weights, or those of a snapshot, on the device. */
export async function createTrainer(
  model: Model | Classifier,
  pictures: Pictures,
  options: TrainerOptions,
): Promise<Trainer> {
  const { device, seed = 1, from, start } = options;
  const settings = { ...(device.half && { lossScale: halfScale }), ...defaultSettings(model), ...options.settings };
  const turns = readTurns(settings.balance);
  const steps = new Map<Turn, Step & { readonly program: Program; readonly needed: ReadonlyMap<string, Tensor> }>();
  for (const turn of turnsIn(turns)) {
    const step = buildStep(model, pictures, settings, turn);
    steps.set(turn, { ...step, program: await device.compile(step.graph), needed: sourcesOf(step.graph).inputs });
  }
  const whole = steps.get("both")!;
  checkFrozen(parametersIn(whole), settings.frozen);
  const state: State = device.upload(from ? continued(whole, from.weights) : begun(whole, seed, start));
  let step = from?.step ?? 0;
  let upcoming: Promise<TrainingBatch> | undefined;

  const learned = withoutFrozen(parametersIn(whole), settings.frozen);
  return {
    settings,
    parameters: learned.reduce((total, name) => total + sizeOf(whole.registry.definitions.get(name)!.tensor.shape), 0),
    get step() {
      return step;
    },
    get picturesSeen() {
      return step * settings.batch;
    },
    async advance(count = 1) {
      const runs: Readonly<Record<string, Handle>>[] = [];
      for (let each = 0; each < count; each++) {
        const batch = await (upcoming ?? pictures.batch(step, settings.batch));
        const now = steps.get(turnAt(turns, step))!;
        const offered = { ...noiseAt(now, seed, step), ...scalarsAt(now, settings, step), ...batch };
        const inputs = Object.fromEntries(Object.entries(offered).filter(([name]) => now.needed.has(name)));
        runs.push(now.program.run(state, inputs));
        step++;
        upcoming = pictures.batch(step, settings.batch); // meanwhile, where the device works on its own
        upcoming.catch(() => undefined); // whoever asks for it hears
      }
      const metrics = await meansOf(runs);
      refuseNonsense(metrics, step);
      return metrics;
    },
    snapshot: async () => ({ step, weights: await state.read() }),
    dispose() {
      for (const { program } of steps.values()) program.dispose();
      state.dispose();
    },
  };
}

/** The mean of what runs measured; not every run has to measure everything. */
async function meansOf(runs: readonly Readonly<Record<string, Handle>>[]): Promise<Metrics> {
  const sums = new Map<string, { total: number; count: number }>();
  for (const outputs of runs)
    for (const [name, handle] of Object.entries(outputs)) {
      const sum = sums.get(name) ?? { total: 0, count: 0 };
      sum.total += (await handle.read())[0];
      sum.count++;
      sums.set(name, sum);
    }
  return Object.fromEntries([...sums].map(([name, { total, count }]) => [name, total / count]));
}

function parametersIn({ registry }: Step): string[] {
  return [...registry.definitions].filter(([, { kind }]) => kind === "parameter").map(([name]) => name);
}

function begun(step: Step, seed: number, start: Weights | undefined): Weights {
  const fresh = initialWeights(step, seed);
  return start ? takeOver(fresh, start) : fresh;
}

/** Fresh values for everything a step keeps. Each state has random numbers of its own, whatever else there is. */
export function initialWeights({ registry }: Step, seed: number): Weights {
  return new Map(
    [...registry.definitions].map(([name, { tensor, initial }]) => {
      const own = name.replace(/^average\./, ""); // averaged weights start as the weights themselves
      return [name, { shape: tensor.shape, values: initial(random(seed, `weight ${own}`), tensor.shape) }];
    }),
  );
}

function continued({ registry }: Step, weights: Weights): Weights {
  return new Map(
    [...registry.definitions].map(([name, { tensor }]) => {
      const known = weights.get(name);
      if (!known || known.values.length !== sizeOf(tensor.shape))
        throw new OmakaseError("checkpoint", {
          where: name,
          expected: { ja: `${sizeOf(tensor.shape)} 個の値`, en: `${sizeOf(tensor.shape)} values` },
          got: { ja: known ? `${known.values.length} 個` : "なし", en: known ? `${known.values.length}` : "none" },
          remedy: { ja: "同じモデルのチェックポイントを使ってください", en: "Use a checkpoint of the same model" },
        });
      return [name, known];
    }),
  );
}

function noiseAt({ registry }: Step, seed: number, step: number): Record<string, Values> {
  return Object.fromEntries(
    [...registry.noise].map(([name, { tensor, kind }]) => {
      const stream = random(seed, name, step);
      const count = sizeOf(tensor.shape);
      return [name, kind === "normal" ? stream.normals(count) : stream.uniforms(count)];
    }),
  );
}

function scalarsAt({ optimizers }: Step, settings: Settings, step: number): Record<string, Values> {
  const seen = step * settings.batch;
  const scalars: Record<string, Values> = {
    [stepInputs.penalty]: scalar(rampAt(settings.penalty ?? 0, seen)),
    [stepInputs.worst]: scalar(rampAt(settings.worst ?? 0, seen)),
    [stepInputs.average]: scalar(averageShare(settings, seen)),
  };
  for (const network of optimizers) {
    const own = network === "discriminator" ? settings.discriminatorRate : undefined;
    const times = timesLearned(readTurns(settings.balance), network, step);
    const rate = rampAt(own ?? settings.rate, seen) * warmth(settings, seen);
    Object.assign(scalars, optimizerInputs(network, createOptimizer(settings.optimizer), times + 1, rate));
  }
  return scalars;
}

/** The part of its rate with which a network learns: it rises in equal steps (Goyal et al. 2017, section 2.2). */
function warmth({ warmUp = 0, batch }: Settings, seen: number): number {
  return Math.min(1, (seen + batch) / Math.max(warmUp, batch));
}

/** The average's memory grows with training, so that the untrained start is soon forgotten. */
function averageShare({ averagePart = 0, batch }: Settings, seen: number): number {
  return averagePart === 0 ? 1 : 1 - 0.5 ** (batch / (averagePart * (seen + batch)));
}

/** Double precision, so that the reference device loses nothing; other devices round it. */
function scalar(value: number): Values {
  return new Float64Array([value]);
}

function refuseNonsense(metrics: Metrics, step: number): void {
  const broken = Object.entries(metrics).find(([, value]) => !Number.isFinite(value));
  if (!broken) return;
  throw new OmakaseError("diverged", {
    where: `step ${step}, ${broken[0]}`,
    expected: { ja: "ふつうの数", en: "a number" },
    got: { ja: String(broken[1]), en: String(broken[1]) },
    remedy: {
      ja: "学習率を下げて、直前のチェックポイントから再開してください",
      en: "Lower the learning rate and resume from the last checkpoint",
    },
  });
}
