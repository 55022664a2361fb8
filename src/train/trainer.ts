import type { Device, Handle, Program, State, Values, Weights } from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import { type ImageShape, type Model, type Settings, type Stage } from "../model/index.ts";
import { averagePrefix, type Definition, type Registry } from "../nn/index.ts";
import { checkFrozen, createOptimizer, optimizerInputs, scheduleAt, withoutFrozen } from "../optim/index.ts";
import { formatShape, random, sizeOf, graphSources, type Tensor } from "../tensor/index.ts";
import { checkSampling } from "./check-sampling.ts";
import { findNonFinite, type NonFinite } from "./find-non-finite.ts";
import { stepInputs } from "./loss-context.ts";
import { buildStep, type Step } from "./step.ts";
import { allImages, prepareStage, type Prepared } from "./prepare-stage.ts";
import { followsLength, imagesSeenAt, stageAt, stageSettings, withTotalSteps, type StageTime } from "./stage-time.ts";
import { transferWeights } from "./transfer-weights.ts";
import { cycleOf, lossesAt, parseUpdateRatio, updatesBefore, type UpdateRatio } from "./update-ratio.ts";
import { trainText } from "../text/index.ts";

/** Source of training batches. */
export interface BatchSource extends ImageShape {
  /** Returns the batch of a step, which depends on the step only. */
  batch(step: number, count: number): Promise<TrainingBatch>;
  /** All images, for stages that prepare something for each; see `StageDefinition.prepare`. */
  readonly all?: TrainingImages;
}

/** Training images by their rows: those of the data set, then their mirror images where training mirrors them. */
export interface TrainingImages {
  /** Number of rows. */
  readonly count: number;
  /** Loads images, `[rows.length, channel, size, size]` in [−1, 1]. */
  load(rows: readonly number[]): Promise<Float32Array>;
  /** Returns the rows of the batch of a step, and its attributes; the images are not loaded. */
  choose(step: number, count: number): Promise<Omit<TrainingBatch, "images"> & { readonly rows: Uint32Array }>;
}

/** Data of one step, by the names of the inputs of the step's graph. */
export interface TrainingBatch {
  /** Images, `[count, channel, size, size]` in [−1, 1]. */
  readonly images: Float32Array;
  /** Input images of pairs, `[count, inputChannel, size, size]` in [−1, 1]. */
  readonly inputs?: Float32Array;
  /** Encoded attributes, `[count, width]`; see `encodeAttributes`. */
  readonly attributes?: Float32Array;
  /** 1 where an attribute is known, else 0, `[count, width]`. */
  readonly attributeMask?: Float32Array;
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
  /** States of a trained model to start from (fine-tuning); ignored with `from`. */
  readonly start?: Weights;
  /**
   * Names the first operation that makes a number NaN or infinite in the error `diverged`, for debugging a loss. It copies
   * all weights from the device before each step. Default false.
   */
  readonly detectAnomaly?: boolean;
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

/** A training, one step at a time. All random numbers of a step depend on the seed and the step only. */
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
   * Runs the next steps and waits only after the last of them, so that a GPU runs them without gaps.
   *
   * @param steps - default 1.
   * @returns their metrics, averaged.
   * @throws OmakaseError `diverged` when a metric is NaN or infinite; the weights are lost then.
   */
  advance(steps?: number): Promise<Metrics>;
  /** Changes `settings.totalImages` to those of `steps` steps, from the next step on. */
  changeLength(steps: number): void;
  snapshot(): Promise<Snapshot>;
  /** Frees the device's memory. */
  dispose(): void;
}

/** Loss scale for half precision: keeps small gradients above 6e-8, its smallest value. */
const halfScale = 1024;

/** Inputs of a step's graph by name. */
type Inputs = Readonly<Record<string, Values>>;

/** A compiled step. */
interface CompiledStep extends Step {
  readonly program: Program;
  /** Inputs of its graph by name. */
  readonly inputs: ReadonlyMap<string, Tensor>;
}

/**
 * Compiles a model's training steps and puts initial weights, or those of a snapshot, on the device.
 *
 * @param source - batches; its shape is that of the images.
 * @throws OmakaseError `shape` when the networks do not fit the images; `option` when `settings.frozen` names no layer, or
 *   a stage or a schedule is a fraction of a training whose `totalImages` are unknown;
 *   `checkpoint` when the snapshot belongs to another model.
 *
 * @example
 * ```ts
 * const model = autoencoder(autoencoderNetworks({ size: 16, channels: 3, features: 8, latent: 16 }));
 * const trainer = await createTrainer(model, createBatchSource(sushi, 1, { flip: false }), { device });
 * const { loss } = await trainer.advance();
 * trainer.dispose();
 * ```
 */
export async function createTrainer(model: Model, source: BatchSource, options: TrainerOptions): Promise<Trainer> {
  const { device, seed = 1, from, start, detectAnomaly = false } = options;
  let settings: Settings = {
    ...(device.half && { lossScale: halfScale }),
    ...model.settings,
    ...options.settings,
    weights: { ...model.settings.weights, ...options.settings?.weights },
  };
  requireLength(model, settings);
  const ratio = parseUpdateRatio(settings.balance);
  const build = (stage: Stage, losses?: readonly number[]) => buildStep(model, source, settings, { stage, losses });
  const definitions = unionOf(model.stages.map((stage) => build(stage)));
  const parameters = [...definitions].filter(([, { kind }]) => kind === "parameter").map(([name]) => name);
  checkFrozen(parameters, settings.frozen);
  checkSampling(model, source, definitions);

  const compiled = new Map<string, Promise<CompiledStep>>();
  const stepFor = ({ stage, step }: StageTime): Promise<CompiledStep> => {
    const losses = lossesAt(ratio, stage.groups.length, step);
    const key = `${stage.name} ${losses.join()}`;
    let program = compiled.get(key);
    if (!program) compiled.set(key, (program = compileStep(device, build(stage, losses))));
    return program;
  };
  let step = from?.step ?? 0;
  const timeOf = (at: number) => stageAt(model.stages, settings, at);
  for (let at = 0; at < cycleOf(ratio); at++) await stepFor(timeOf(step + at));
  const weights = from ? resumedWeights(definitions, from.weights) : freshWeights(definitions, seed, start);
  const state: State = device.upload(weights);
  let upcoming: Promise<Inputs> | undefined;
  const prepared = new Map<string, Promise<Prepared>>();
  const prepare = (stage: Stage) => {
    let preparing = prepared.get(stage.name);
    if (!preparing)
      prepared.set(stage.name, (preparing = state.read().then((now) => prepareStage(stage, source, device, now))));
    return preparing;
  };
  const batchOf = async (at: number): Promise<Inputs> => {
    const { stage } = timeOf(at);
    const { batchSize } = stageSettings(settings, stage);
    if (!stage.prepare) return { ...(await source.batch(at, batchSize)) };
    const { choose, load } = allImages(source);
    const { rows, ...rest } = await choose(at, batchSize);
    const needsImages = (await stepFor(timeOf(at))).inputs.has(stepInputs.images);
    const images = needsImages && { [stepInputs.images]: await load([...rows]) };
    return { ...rest, ...images, [stepInputs.prepared]: (await prepare(stage)).select(rows) };
  };

  return {
    get settings() {
      return settings;
    },
    parameters: withoutFrozen(parameters, settings.frozen).reduce(
      (count, name) => count + sizeOf(definitions.get(name)!.tensor.shape),
      0,
    ),
    get step() {
      return step;
    },
    get imagesSeen() {
      return imagesSeenAt(model.stages, settings, step);
    },
    get stage() {
      return timeOf(step).stage.name;
    },
    async advance(count = 1) {
      const runs: Readonly<Record<string, Handle>>[] = [];
      for (let done = 0; done < count; done++) {
        const batch = await (upcoming ?? batchOf(step));
        const time = timeOf(step);
        const current = await stepFor(time);
        const all = { ...noiseAt(current, seed, step), ...scalarsAt(current, settings, ratio, time), ...batch };
        const inputs = Object.fromEntries(Object.entries(all).filter(([name]) => current.inputs.has(name)));
        const before = detectAnomaly ? await state.read() : undefined;
        const outputs = current.program.run(state, inputs);
        runs.push(outputs);
        step++;
        if (before)
          await refuseNonFinite(await meansOf([outputs]), step, () => findNonFinite(current.graph, before, inputs));
        upcoming = batchOf(step); // loads while the device computes
        upcoming.catch(() => undefined); // the next call reports the error
      }
      const metrics = await meansOf(runs);
      await refuseNonFinite(metrics, step);
      return metrics;
    },
    changeLength(steps) {
      settings = { ...settings, totalImages: withTotalSteps(settings, step, steps) };
      upcoming = undefined; // the next step may belong to another stage now
    },
    snapshot: async () => ({ step, weights: await state.read() }),
    dispose() {
      for (const compiling of compiled.values()) void compiling.then(({ program }) => program.dispose());
      state.dispose();
    },
  };
}

async function compileStep(device: Device, step: Step): Promise<CompiledStep> {
  return { ...step, program: await device.compile(step.graph), inputs: graphSources(step.graph).inputs };
}

/** Collects the states of all stages. */
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
  const fresh = initialWeights({ registry: { definitions } }, seed);
  return start ? transferWeights(fresh, start) : fresh;
}

/** Draws the initial values of states. Each state has its own stream of random numbers, by its name. */
export function initialWeights(
  { registry }: { readonly registry: { readonly definitions: ReadonlyMap<string, Definition> } },
  seed: number,
): Weights {
  return new Map(
    [...registry.definitions].map(([name, { tensor, initial }]) => {
      const weight = name.startsWith(averagePrefix) ? name.slice(averagePrefix.length) : name; // averaged weights start as the weights themselves
      return [name, { shape: tensor.shape, values: initial(random(seed, `weight ${weight}`), tensor.shape) }];
    }),
  );
}

function resumedWeights(definitions: ReadonlyMap<string, Definition>, weights: Weights): Weights {
  return new Map(
    [...definitions].map(([name, { tensor }]) => {
      const saved = weights.get(name);
      if (!saved || saved.values.length !== sizeOf(tensor.shape))
        throw new OmakaseError("checkpoint", {
          where: name,
          ...trainText.trainer.resumedWeights({
            shape: sizeOf(tensor.shape),
            hasSaved: saved !== undefined,
            count: saved?.values.length ?? 0,
          }),
        });
      return [name, saved];
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
  { optimizers, inputs }: CompiledStep,
  training: Settings,
  ratio: UpdateRatio,
  { stage, step: stageStep, progress }: StageTime,
): Record<string, Values> {
  const settings = stageSettings(training, stage);
  const imagesSeen = stageStep * settings.batchSize; // in this stage
  const scalars: Record<string, Values> = { [stepInputs.average]: scalar(emaFraction(settings, imagesSeen)) };
  for (const [name, weight] of Object.entries(settings.weights))
    if (inputs.has(stepInputs.weight(name)))
      scalars[stepInputs.weight(name)] = scalar(scheduleAt(weight, imagesSeen, progress));
  for (const [index, prefix] of optimizers) {
    const isDiscriminator = stage.groups[index].networks.includes("discriminator");
    const schedule = (isDiscriminator ? settings.discriminatorLearningRate : undefined) ?? settings.learningRate;
    const updates = updatesBefore(ratio, index, stageStep);
    const rate = scheduleAt(schedule, imagesSeen, progress) * warmUpFactor(settings, imagesSeen);
    Object.assign(scalars, optimizerInputs(prefix, createOptimizer(settings.optimizer), updates + 1, rate));
  }
  return scalars;
}

/** Computes the factor of the learning rate, which rises linearly to 1 (Goyal et al. 2017, section 2.2). */
function warmUpFactor({ warmUpImages = 0, batchSize }: Settings, imagesSeen: number): number {
  return Math.min(1, (imagesSeen + batchSize) / Math.max(warmUpImages, batchSize));
}

/** Computes the fraction of the current weights in the average; it falls, so that the untrained start soon fades. */
function emaFraction({ emaHalfLife = 0, batchSize }: Settings, imagesSeen: number): number {
  return emaHalfLife === 0 ? 1 : 1 - 0.5 ** (batchSize / (emaHalfLife * (imagesSeen + batchSize)));
}

/** Refuses a training that depends on its length where that is unknown. */
function requireLength(model: Model, settings: Settings): void {
  if (settings.totalImages !== undefined || !followsLength(model, settings)) return;
  throw new OmakaseError("option", {
    where: `${model.kind}, settings.totalImages`,
    ...trainText.trainer.noTotalImages,
  });
}

/** Wraps a number in double precision for the reference device; other devices round it. */
function scalar(value: number): Values {
  return new Float64Array([value]);
}

/** Refuses metrics that are NaN or infinite; names the operation that made the first such number where it can be found. */
async function refuseNonFinite(
  metrics: Metrics,
  step: number,
  find?: () => Promise<NonFinite | undefined>,
): Promise<void> {
  const broken = Object.entries(metrics).find(([, value]) => !Number.isFinite(value));
  if (!broken) return;
  const [name, value] = broken;
  const first = await find?.();
  const text = trainText.trainer;
  throw new OmakaseError("diverged", {
    where: `step ${step}, ${name}`,
    ...(first ? text.nonFinite(describe(first)) : text.diverged({ broken: value })),
  });
}

/** Writes an operation, its shapes and weights as words. */
function describe({ op, inputs, shape, weights }: NonFinite) {
  return {
    op,
    inputs: inputs.map(formatShape).join(", "),
    output: formatShape(shape),
    weights: weights.join(", ") || "-",
  };
}
