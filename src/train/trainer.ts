import type { Device, Handle, Program, State, Values, Weights } from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import { type ImageShape, type Model, type Settings, type Stage } from "../model/index.ts";
import { createRegistry, type Definition, type Registry } from "../nn/index.ts";
import { checkFrozen, createOptimizer, optimizerInputs, scheduleAt, withoutFrozen } from "../optim/index.ts";
import { random, sizeOf, graphSources, type Tensor } from "../tensor/index.ts";
import { stepInputs } from "./loss-context.ts";
import { buildStep, type Step } from "./step.ts";
import { stageAt, type StageTime } from "./stage-time.ts";
import { transferWeights } from "./transfer-weights.ts";
import { cycleOf, lossesAt, parseUpdateRatio, updatesBefore, type UpdateRatio } from "./update-ratio.ts";

/** Source of training batches. */
export interface BatchSource extends ImageShape {
  /** Returns the batch of a step; the same step gives the same batch, whatever was asked for before. */
  batch(step: number, count: number): Promise<TrainingBatch>;
}

/** Data of one step, by the names of the inputs of the step's graph. */
export interface TrainingBatch {
  /** Images, `[count, channel, size, size]` in [−1, 1]. */
  readonly real: Float32Array;
  /** Input images of pairs, `[count, inputChannel, size, size]` in [−1, 1]. */
  readonly given?: Float32Array;
  /** Encoded attributes, `[count, width]`; see `encodeAttributes`. */
  readonly attributes?: Float32Array;
  /** 1 where a number is known, else 0, `[count, width]`. */
  readonly known?: Float32Array;
}

/** See {@link createTrainer}. */
export interface TrainerOptions {
  readonly device: Device;
  /** Seed of the initial weights and of all random numbers of training. Default 1. */
  readonly seed?: number;
  /** Overrides of the model's default settings. */
  readonly settings?: Partial<Settings>;
  /** Snapshot to resume from, in place of fresh weights. */
  readonly from?: Snapshot;
  /** States of a trained model to begin with; ignored where there is a `from`. */
  readonly start?: Weights;
}

/** Everything that is needed to resume training bit-exactly. */
export interface Snapshot {
  /** Steps done. */
  readonly step: number;
  /** All states: weights, running averages, optimizer moments, averaged weights. */
  readonly weights: Weights;
}

/** Measurements of one step, by name. */
export type Metrics = Readonly<Record<string, number>>;

/** Training, one step at a time. All random numbers of a step depend on the seed and the step's number alone. */
export interface Trainer {
  readonly settings: Settings;
  /** Steps done. */
  readonly step: number;
  readonly imagesSeen: number;
  /** Number of learned values. */
  readonly parameters: number;
  /** Name of the current stage; empty where the model has only one. */
  readonly stage: string;
  /**
   * Does the next steps, and waits only after the last of them: a GPU does them back to back.
   *
   * @param steps - default 1.
   * @returns their metrics, averaged.
   * @throws OmakaseError `diverged` when a metric is NaN or infinite; the weights are lost then.
   */
  advance(steps?: number): Promise<Metrics>;
  snapshot(): Promise<Snapshot>;
  /** Frees the device's memory. */
  dispose(): void;
}

/** Loss scale for half precision: keeps small gradients above 6e-8, its smallest value. */
const halfScale = 1024;

/** A step that is compiled when it is first needed. */
interface CompiledStep extends Step {
  readonly program: Program;
  /** Inputs that its graph reads. */
  readonly needed: ReadonlyMap<string, Tensor>;
}

/** Compiles a model's steps and puts initial weights, or those of a snapshot, on the device. */
export async function createTrainer(model: Model, source: BatchSource, options: TrainerOptions): Promise<Trainer> {
  const { device, seed = 1, from, start } = options;
  const settings: Settings = {
    ...(device.half && { lossScale: halfScale }),
    ...model.settings,
    ...options.settings,
    weights: { ...model.settings.weights, ...options.settings?.weights },
  };
  const ratio = parseUpdateRatio(settings.balance);
  const build = (stage: Stage, losses?: readonly number[]) => buildStep(model, source, settings, { stage, losses });
  const definitions = unionOf(model.stages.map((stage) => build(stage)));
  const parameters = [...definitions].filter(([, { kind }]) => kind === "parameter").map(([name]) => name);
  checkFrozen(parameters, settings.frozen);

  const compiled = new Map<string, Promise<CompiledStep>>();
  const stepFor = ({ stage, step }: StageTime): Promise<CompiledStep> => {
    const losses = lossesAt(ratio, stage.groups.length, step);
    const key = `${stage.name} ${losses.join()}`;
    const known = compiled.get(key);
    if (known) return known;
    const fresh = compileStep(device, build(stage, losses));
    compiled.set(key, fresh);
    return fresh;
  };
  let step = from?.step ?? 0;
  const timeOf = (at: number) => stageAt(model.stages, settings.batchSize, at);
  for (let ahead = 0; ahead < cycleOf(ratio); ahead++) await stepFor(timeOf(step + ahead));
  const weights = from ? resumedWeights(definitions, from.weights) : freshWeights(definitions, seed, start);
  const state: State = device.upload(weights);
  let upcoming: Promise<TrainingBatch> | undefined;

  return {
    settings,
    parameters: withoutFrozen(parameters, settings.frozen).reduce(
      (count, name) => count + sizeOf(definitions.get(name)!.tensor.shape),
      0,
    ),
    get step() {
      return step;
    },
    get imagesSeen() {
      return step * settings.batchSize;
    },
    get stage() {
      return timeOf(step).stage.name;
    },
    async advance(count = 1) {
      const runs: Readonly<Record<string, Handle>>[] = [];
      for (let each = 0; each < count; each++) {
        const batch = await (upcoming ?? source.batch(step, settings.batchSize));
        const time = timeOf(step);
        const now = await stepFor(time);
        const offered = { ...noiseAt(now, seed, step), ...scalarsAt(now, settings, ratio, time, step), ...batch };
        const inputs = Object.fromEntries(Object.entries(offered).filter(([name]) => now.needed.has(name)));
        runs.push(now.program.run(state, inputs));
        step++;
        upcoming = source.batch(step, settings.batchSize); // meanwhile, where the device works on its own
        upcoming.catch(() => undefined); // the next call reports the error
      }
      const metrics = await meansOf(runs);
      assertFinite(metrics, step);
      return metrics;
    },
    snapshot: async () => ({ step, weights: await state.read() }),
    dispose() {
      for (const ready of compiled.values()) void ready.then(({ program }) => program.dispose());
      state.dispose();
    },
  };
}

async function compileStep(device: Device, step: Step): Promise<CompiledStep> {
  return { ...step, program: await device.compile(step.graph), needed: graphSources(step.graph).inputs };
}

/** States of all stages. */
function unionOf(steps: readonly { readonly registry: Registry }[]): ReadonlyMap<string, Definition> {
  return new Map(steps.flatMap(({ registry }) => [...registry.definitions]));
}

/** Averages the metrics of several steps; not every step has every metric. */
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

function freshWeights(definitions: ReadonlyMap<string, Definition>, seed: number, start: Weights | undefined): Weights {
  const fresh = initialWeights({ registry: { ...createRegistry(), definitions: new Map(definitions) } }, seed);
  return start ? transferWeights(fresh, start) : fresh;
}

/** Creates the initial values of states. Each state has its own stream of random numbers, by its name. */
export function initialWeights({ registry }: Pick<Step, "registry">, seed: number): Weights {
  return new Map(
    [...registry.definitions].map(([name, { tensor, initial }]) => {
      const own = name.replace(/^average\./, ""); // averaged weights start as the weights themselves
      return [name, { shape: tensor.shape, values: initial(random(seed, `weight ${own}`), tensor.shape) }];
    }),
  );
}

function resumedWeights(definitions: ReadonlyMap<string, Definition>, weights: Weights): Weights {
  return new Map(
    [...definitions].map(([name, { tensor }]) => {
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

function scalarsAt(
  { optimizers, needed }: CompiledStep,
  settings: Settings,
  ratio: UpdateRatio,
  { stage, step: stageStep }: StageTime,
  step: number,
): Record<string, Values> {
  const seen = step * settings.batchSize;
  const scalars: Record<string, Values> = { [stepInputs.average]: scalar(emaShare(settings, seen)) };
  for (const [name, weight] of Object.entries(settings.weights))
    if (needed.has(stepInputs.weight(name))) scalars[stepInputs.weight(name)] = scalar(scheduleAt(weight, seen));
  for (const [index, prefix] of optimizers) {
    const isDiscriminator = stage.groups[index].networks.includes("discriminator");
    const own = isDiscriminator ? settings.discriminatorLearningRate : undefined;
    const updates = updatesBefore(ratio, index, stageStep);
    const rate = scheduleAt(own ?? settings.learningRate, seen) * warmUpFactor(settings, seen);
    Object.assign(scalars, optimizerInputs(prefix, createOptimizer(settings.optimizer), updates + 1, rate));
  }
  return scalars;
}

/** Factor of the learning rate, which rises in equal steps (Goyal et al. 2017, section 2.2). */
function warmUpFactor({ warmUpImages = 0, batchSize }: Settings, seen: number): number {
  return Math.min(1, (seen + batchSize) / Math.max(warmUpImages, batchSize));
}

/** Share of the current weights in the average; it falls with training, so that the untrained start is soon forgotten. */
function emaShare({ emaHalfLife = 0, batchSize }: Settings, seen: number): number {
  return emaHalfLife === 0 ? 1 : 1 - 0.5 ** (batchSize / (emaHalfLife * (seen + batchSize)));
}

/** Double precision, so that the reference device loses nothing; other devices round it. */
function scalar(value: number): Values {
  return new Float64Array([value]);
}

function assertFinite(metrics: Metrics, step: number): void {
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
