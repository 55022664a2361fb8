import { describeValue, OmakaseError } from "../error.ts";
import { type ImageShape, type LossGroup, type Model, type Settings, type Stage } from "../model/index.ts";
import { createRegistry, graphOf, type Registry } from "../nn/index.ts";
import { createOptimizer, optimize } from "../optim/index.ts";
import { input, addN, isTensor, type Graph, type Tensor } from "../tensor/index.ts";
import { adaptStrength } from "./augment.ts";
import { accuracyBand, updateBalance, learningRateScales } from "./balance.ts";
import { updateAverage } from "./ema.ts";
import { createLossBuilder, stepInputs, type LossBuilder } from "./loss-context.ts";
import { shareGradient } from "./shared-gradient.ts";
import { preparedShape } from "./prepare-stage.ts";
import { stageSettings } from "./stage-time.ts";
import { trainText } from "../text/index.ts";

/** One training step as a graph, with its states and inputs. */
export interface Step {
  readonly graph: Graph;
  readonly registry: Registry;
  /** Prefixes of the optimizer inputs, by index of the loss. */
  readonly optimizers: ReadonlyMap<number, string>;
}

/** See {@link buildStep}. */
export interface StepOptions {
  /** Default: the first stage of the model. */
  readonly stage?: Stage;
  /** Indices of the losses that are minimized. Default: all. */
  readonly losses?: readonly number[];
}

/**
 * Builds a training step: forward and backward passes and updates in one graph, with all metrics as outputs. Each loss is
 * minimized over its own networks, in the order of the definition.
 *
 * @param shape - size and channels of the images.
 * @param options - stage and losses; see {@link StepOptions}.
 * @throws OmakaseError `shape` when a loss combines tensors that do not fit; it names the line of the user's file.
 */
export function buildStep(model: Model, shape: ImageShape, training: Settings, options: StepOptions = {}): Step {
  const { stage = model.stages[0] } = options;
  const settings = stageSettings(training, stage);
  const indices = options.losses ?? stage.groups.map((_, index) => index);
  const registry = createRegistry();
  const isSimultaneous = settings.updates === "simultaneous" && indices.length > 1;
  const builder = createLossBuilder(model, shape, settings, registry, isSimultaneous, preparedShape(stage, shape));
  const outputs: Record<string, Tensor> = {};
  const groups = indices.map((index) => stage.groups[index]);
  const evaluated = isSimultaneous ? groups.map((group) => evaluate(group, model, builder)) : [];
  const shared = evaluated.map((_, at) => sharedLoss(groups, evaluated, at, builder, settings));
  const scales = settings.balance === "auto" ? learningRateScales(registry) : undefined;
  const optimizers = new Map<number, string>();
  groups.forEach((group, at) => {
    const terms = evaluated[at] ?? evaluate(group, model, builder);
    const loss = addN(Object.values(terms));
    const prefix = optimizerPrefix(model, stage, group);
    optimizers.set(indices[at], prefix);
    const gradientNorm = optimize(registry, group.networks, shared[at] ?? loss, createOptimizer(settings.optimizer), {
      ...settings,
      prefix,
      slotPrefix: slotPrefixOf(model, stage),
      learningRateScale: scales?.[group.name],
    });
    builder.forget(group.networks);
    for (const [name, term] of Object.entries(terms)) if (name !== "loss") outputs[metricName(group, name)] = term;
    Object.assign(outputs, { [metricName(group, "loss")]: loss, [metricName(group, "gradientNorm")]: gradientNorm });
  });
  averageWeights(model, settings, groups, registry);
  if (indices.length === stage.groups.length) requireAccuracy(model, settings, builder);
  Object.assign(outputs, Object.fromEntries(builder.metrics), adapt(registry, settings, builder));
  return { graph: graphOf(registry, outputs), registry, optimizers };
}

/** Evaluates a loss function to its terms. */
function evaluate(group: LossGroup, model: Model, { batch, context }: LossBuilder): Readonly<Record<string, Tensor>> {
  return lossTerms(group.loss(batch, context), `${model.kind}, ${group.name || "loss"}`);
}

/**
 * Returns the terms of what a loss function returned; a single tensor is the term `loss`.
 *
 * @param where - model and loss, for errors.
 * @throws OmakaseError `shape` unless each term is one number, and there is one.
 */
export function lossTerms(terms: unknown, where: string): Readonly<Record<string, Tensor>> {
  const isAsync = terms instanceof Promise;
  if (typeof terms !== "object" || terms === null || isAsync)
    throw new OmakaseError("shape", { where, ...trainText.step.noTerms({ got: describeValue(terms), isAsync }) });
  const all = (isTensor(terms) ? { loss: terms } : terms) as Readonly<Record<string, Tensor | undefined>>;
  const defined = Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, Tensor] => entry[1] !== undefined),
  );
  const wrong = Object.entries(defined).find(([, term]) => !isTensor(term) || term.shape.length !== 0);
  if (wrong) {
    const [name, value] = wrong;
    throw new OmakaseError("shape", { where, ...trainText.step.notScalar({ name, got: describeValue(value) }) });
  }
  if (Object.keys(defined).length > 0) return defined;
  throw new OmakaseError("shape", { where, ...trainText.step.noNames });
}

/** Returns a loss that shares the backward pass of the loss before this one, where that is possible. */
function sharedLoss(
  groups: readonly LossGroup[],
  evaluated: readonly Readonly<Record<string, Tensor>>[],
  at: number,
  { applications }: LossBuilder,
  { adversarial, lossScale }: Settings,
): Tensor | undefined {
  if (at === 0 || adversarial === undefined || adversarial === "hinge") return undefined;
  const { networks } = groups[at - 1];
  const calls = applications.filter(({ network }) => networks.includes(network));
  const loss = addN(Object.values(evaluated[at]));
  return shareGradient(loss, Object.values(evaluated[at - 1]), calls, lossScale);
}

/** Updates the averaged weights of the networks that this step trains. */
function averageWeights(model: Model, { emaHalfLife }: Settings, groups: readonly LossGroup[], registry: Registry) {
  if (!emaHalfLife) return;
  const trained = new Set(groups.flatMap(({ networks }) => networks));
  const fraction = input(stepInputs.average, []);
  const isOneStage = model.stages.length === 1;
  for (const network of model.average)
    if (isOneStage || trained.has(network)) updateAverage(registry, network, fraction);
}

/** Refuses `auto` where no loss logs the accuracy that it needs: it would do nothing. */
function requireAccuracy({ kind }: Model, { augment, balance }: Settings, { metrics }: LossBuilder): void {
  const setting = augment === "auto" ? "augment" : balance === "auto" ? "balance" : undefined;
  if (setting === undefined || metrics.has("accuracy")) return;
  throw new OmakaseError("option", { where: `${kind}, ${setting}: auto`, ...trainText.step.noAccuracy({ setting }) });
}

/** Adapts augmentation and balance to the accuracy that a loss has logged, and returns both as metrics. */
function adapt(registry: Registry, settings: Settings, { metrics, augmentation }: LossBuilder): Record<string, Tensor> {
  const accuracy = metrics.get("accuracy");
  const outputs: Record<string, Tensor> = augmentation === undefined ? {} : { augmentation };
  if (!accuracy) return outputs;
  if (settings.augment === "auto") adaptStrength(registry, accuracy, settings.batchSize);
  if (settings.balance !== "auto") return outputs;
  const band = accuracyBand[settings.adversarial ?? "standard"];
  return { ...outputs, balance: updateBalance(registry, accuracy, band, settings.batchSize) };
}

function metricName({ name }: LossGroup, term: string): string {
  return name === "" ? term : `${name}.${term}`;
}

/** Names the prefix of an optimizer's inputs: the first network of the loss, after the stage if there are several. */
function optimizerPrefix(model: Model, stage: Stage, { networks }: LossGroup): string {
  return model.stages.length === 1 ? networks[0] : `${stage.name}.${networks[0]}`;
}

/** Names the prefix of the optimizer's moments; each stage has its own. */
function slotPrefixOf(model: Model, { name }: Stage): string {
  return model.stages.length === 1 ? "optimizer" : `optimizer.${name}`;
}
