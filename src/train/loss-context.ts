import { encodedWidth } from "../dataset/index.ts";
import { describeValue, OmakaseError } from "../error.ts";
import {
  type Batch,
  type ImageShape,
  latentStatistics,
  type LossContext,
  type Model,
  type Networks,
  type Settings,
} from "../model/index.ts";
import { bindNetwork, define, noise, openScope, zeros, type Initializer, type Registry } from "../nn/index.ts";
import {
  isTensor,
  add,
  concatenate,
  constant,
  formatShape,
  input,
  matmul,
  mean,
  multiply,
  sameShape,
  slice,
  stopGradient,
  type Shape,
  type Tensor,
} from "../tensor/index.ts";
import { adaptiveStrength, augment } from "./augment.ts";
import { trainText, listText } from "../text/index.ts";

/** Names of a step's inputs, other than random numbers and the factors of the optimizers. */
export const stepInputs = {
  images: "images",
  inputs: "inputs",
  attributes: "attributes",
  attributeMask: "attributeMask",
  prepared: "prepared",
  average: "average",
  weight: (name: string) => `weight.${name}`,
} as const;

/** A call of a network: its inputs and its output. */
export interface Application {
  readonly network: string;
  readonly inputs: readonly unknown[];
  readonly output: unknown;
}

/** Arguments of the loss functions of one step, and a record of their calls. */
export interface LossBuilder {
  readonly batch: Batch;
  readonly context: LossContext<Networks>;
  /** Calls so far, with the current weights. */
  readonly applications: readonly Application[];
  /** Numbers that the losses logged with `metric`. */
  readonly metrics: ReadonlyMap<string, Tensor>;
  /** Strength of augmentation, `[]`; undefined: off. */
  readonly augmentation: Tensor | undefined;
  /** Drops the calls of networks whose weights have changed. */
  forget(networks: readonly string[]): void;
}

/**
 * Creates the arguments of the loss functions. A network that is called again with the same tensors returns the same
 * output, so that losses may repeat one another's calls without cost.
 *
 * @param isShared - whether `applyToEach` concatenates batches into a single pass.
 * @param prepared - shape of what the stage prepares for one image. Default: it prepares nothing.
 */
export function createLossBuilder(
  model: Model,
  shape: ImageShape,
  settings: Settings,
  registry: Registry,
  isShared: boolean,
  prepared?: Shape,
): LossBuilder {
  const applications: Application[] = [];
  const metrics = new Map<string, Tensor>();
  const augmentation = augmentationStrength(registry, settings);
  const memoize = createCache();
  const scope = openScope(registry, "", { training: true });
  const calls = Object.entries(model.networks).map(([name, network]) => {
    const bound = bindNetwork(network, scope.child(name)) as (...inputs: readonly unknown[]) => unknown;
    const call = (...inputs: readonly unknown[]) => {
      const earlier = applications.find((one) => one.network === name && areSame(one.inputs, inputs));
      if (earlier) return earlier.output;
      const output = applyInOneSize(name, bound, inputs, applications);
      applications.push({ network: name, inputs, output });
      return output;
    };
    return [name, call] as const;
  });
  const context = {
    ...Object.fromEntries(calls),
    settings,
    noise: (name: string, size: readonly number[]) => drawNumbers(registry, name, size, "normal"),
    uniform: (name: string, size: readonly number[]) => drawNumbers(registry, name, size, "uniform"),
    weight: (name: string) => memoize(["weight", name], () => weightInput(settings, name, model.kind)),
    metric: (name: string, value: Tensor) => void metrics.set(name, value),
    augment: (images: Tensor, name: string) =>
      augmentation === undefined
        ? images
        : memoize([images, name], () => augment(registry, images, augmentation, name)),
    applyToEach: (network: (...inputs: readonly unknown[]) => unknown, ...batches: readonly (readonly Tensor[])[]) =>
      isShared ? inOnePass(network, batches, memoize) : batches.map((inputs) => network(...inputs)),
    trackLatents: (latents: Tensor) => trackLatents(registry, latents),
  } as unknown as LossContext<Networks>;
  return {
    batch: createBatch(model, shape, settings, prepared),
    context,
    applications,
    metrics,
    augmentation,
    forget(networks) {
      const current = applications.filter(({ network }) => !networks.includes(network));
      applications.splice(0, applications.length, ...current);
    },
  };
}

/** Creates the data of a step as inputs of its graph; a tensor becomes an input when a loss reads it. */
function createBatch(
  model: Model,
  { size, channels }: ImageShape,
  { batchSize }: Settings,
  prepared: Shape | undefined,
): Batch {
  const missing = (field: string) =>
    new OmakaseError("option", { where: `${model.kind}, ${field}`, ...trainText.lossContext.missing({ field }) });
  const inputs = new Map<string, Tensor>();
  const once = (name: string, shape: readonly number[]) => {
    if (!inputs.has(name)) inputs.set(name, input(name, shape));
    return inputs.get(name)!;
  };
  const width = () => {
    if (!model.attributes) throw missing("attributes");
    return encodedWidth(model.attributes);
  };
  return {
    size: batchSize,
    get images() {
      return once(stepInputs.images, [batchSize, channels, size, size]);
    },
    get inputs() {
      if (model.inputChannels === undefined) throw missing("inputChannels");
      return once(stepInputs.inputs, [batchSize, model.inputChannels, size, size]);
    },
    get attributes() {
      return once(stepInputs.attributes, [batchSize, width()]);
    },
    get attributeMask() {
      return once(stepInputs.attributeMask, [batchSize, width()]);
    },
    get prepared() {
      if (!prepared) throw missing("prepare");
      return once(stepInputs.prepared, [batchSize, ...prepared]);
    },
  };
}

/** Applies a network once to the concatenated batches and slices its output. */
function inOnePass(
  network: (...inputs: readonly unknown[]) => unknown,
  batches: readonly (readonly Tensor[])[],
  memoize: Cache,
): unknown[] {
  const joined = batches[0].map((_, at) => {
    const parts = batches.map((inputs) => inputs[at]);
    return memoize(parts, () => concatenate(parts, 0));
  });
  const output = network(...joined);
  let end = 0;
  return batches.map(([first]) => {
    const [count] = first.shape;
    const start = end;
    end += count;
    return mapTensors(output, (y) => slice(y, [start, ...y.shape.slice(1).fill(0)], [count, ...y.shape.slice(1)]));
  });
}

/** Applies a function to an output that is a tensor or a record of tensors. */
function mapTensors(output: unknown, change: (tensor: Tensor) => Tensor): unknown {
  if (isTensor(output)) return change(output);
  return Object.fromEntries(Object.entries(output as object).map(([name, value]) => [name, mapTensors(value, change)]));
}

/** Returns the value stored under a key, or makes and stores it. */
type Cache = <T>(key: readonly unknown[], make: () => T) => T;

function createCache(): Cache {
  const entries: { readonly key: readonly unknown[]; readonly value: unknown }[] = [];
  return <T>(key: readonly unknown[], make: () => T): T => {
    const found = entries.find((entry) => areSame(entry.key, key));
    if (found) return found.value as T;
    const value = make();
    entries.push({ key, value });
    return value;
  };
}

/**
 * Calls a network. Where it fails on a tensor of another size than in its first call, the error names both sizes: what
 * failed inside is a layer far from the mistake.
 */
function applyInOneSize(
  network: string,
  call: (...inputs: readonly unknown[]) => unknown,
  inputs: readonly unknown[],
  earlier: readonly Application[],
): unknown {
  try {
    return call(...inputs);
  } catch (error) {
    const first = earlier.find((one) => one.network === network)?.inputs[0];
    const [second] = inputs;
    if (!(error instanceof OmakaseError) || error.code !== "shape" || !isTensor(first) || !isTensor(second))
      throw error;
    if (sameShape(first.shape.slice(1), second.shape.slice(1))) throw error;
    const sizes = { first: formatShape(first.shape), second: formatShape(second.shape) };
    throw new OmakaseError("shape", { where: network, ...trainText.lossContext.otherSize(sizes) }, { cause: error });
  }
}

function areSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, at) => value === other[at]);
}

/** Defines random numbers; the same name returns the same ones, in the same shape. */
function drawNumbers(registry: Registry, name: string, size: readonly number[], kind: "normal" | "uniform"): Tensor {
  const tool = kind === "normal" ? "noise" : "uniform";
  checkNoise(tool, name, size);
  const earlier = registry.noise.get(name)?.tensor.shape;
  if (earlier && !sameShape(earlier, size)) {
    const shapes = { name, first: formatShape(earlier), second: formatShape(size) };
    throw new OmakaseError("shape", { where: tool, ...trainText.lossContext.noiseOfTwoShapes(shapes) });
  }
  return noise(registry, name, size, kind);
}

/**
 * Checks the arguments of `noise` and `uniform`.
 *
 * @throws OmakaseError `option` when the name, the shape or a length is missing.
 */
export function checkNoise(tool: "noise" | "uniform", name: unknown, size: unknown): void {
  const isName = typeof name === "string";
  if (!isName || !Array.isArray(size)) {
    const got = describeValue(isName ? size : name);
    throw new OmakaseError("option", { where: tool, ...trainText.lossContext.noise({ tool, got, isName }) });
  }
  const at = size.findIndex((length) => !Number.isInteger(length) || length < 1);
  if (at < 0) return;
  const got = describeValue(size[at]);
  const isMissing = size[at] === undefined;
  throw new OmakaseError("option", {
    where: tool,
    ...trainText.lossContext.noiseLength({ got, isMissing, brackets: "{ size: batch }" }),
  });
}

/** Creates the input for the weight of a loss term, which may follow a schedule. */
function weightInput({ weights }: Settings, name: string, kind: string): Tensor {
  if (weights[name] !== undefined) return input(stepInputs.weight(name), []);
  const names = Object.keys(weights);
  throw new OmakaseError("option", {
    where: `${kind}, weight("${name}")`,
    ...trainText.lossContext.unknownWeight({ weights: listText(names), hasNone: names.length === 0, name }),
  });
}

/** Returns the strength of augmentation, `[]`; undefined: off. */
function augmentationStrength(registry: Registry, { augment: strength = "off" }: Settings): Tensor | undefined {
  if (strength === "off") return undefined;
  return strength === "auto" ? adaptiveStrength(registry) : constant(strength);
}

/** Updates running averages of the latents and of their products, from which `fitLatentGaussian` computes a Gaussian. */
function trackLatents(registry: Registry, latents: Tensor): void {
  const [batch, width] = latents.shape;
  const z = stopGradient(latents);
  const average = (name: string, value: Tensor, initial: Initializer) => {
    const before = define(registry, name, value.shape, initial, "buffer");
    registry.values.set(name, add(multiply(before, 0.99), multiply(value, 0.01)));
  };
  average(latentStatistics.mean, mean(z, [0]), zeros);
  average(latentStatistics.products, multiply(matmul(z, z, { transposeA: true }), 1 / batch), identity(width));
}

function identity(width: number): Initializer {
  return () => new Float32Array(width * width).map((_, at) => (at % (width + 1) === 0 ? 1 : 0));
}
