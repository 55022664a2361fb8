import { encodedWidth } from "../dataset/index.ts";
import { OmakaseError } from "../error.ts";
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
  add,
  concatenate,
  constant,
  input,
  matmul,
  mean,
  multiply,
  slice,
  stopGradient,
  type Tensor,
} from "../tensor/index.ts";
import { adaptiveStrength, augment } from "./augment.ts";

/** Inputs of a step other than random numbers and the factors of the optimizers. */
export const stepInputs = {
  images: "real",
  inputs: "given",
  attributes: "attributes",
  attributeMask: "known",
  average: "average",
  weight: (name: string) => `weight.${name}`,
} as const;

/** A call of a network: its inputs and its output. */
export interface Application {
  readonly network: string;
  readonly inputs: readonly unknown[];
  readonly output: unknown;
}

/** Everything that the losses of one step are built with. */
export interface LossBuilder {
  readonly batch: Batch;
  readonly context: LossContext<Networks>;
  /** Calls so far, with the current weights. */
  readonly applications: readonly Application[];
  /** Numbers that the losses logged with `metric`. */
  readonly metrics: ReadonlyMap<string, Tensor>;
  /** Strength of augmentation, `[]`; undefined: off. */
  readonly augmentation: Tensor | undefined;
  /** Forgets the calls of networks whose weights have changed. */
  forget(networks: readonly string[]): void;
}

/**
 * Creates the arguments of the loss functions. A network that is called again with the same tensors returns the same
 * output, so that losses may repeat one another's calls without cost.
 */
export function createLossBuilder(
  model: Model,
  shape: ImageShape,
  settings: Settings,
  registry: Registry,
  isShared: boolean,
): LossBuilder {
  const applications: Application[] = [];
  const metrics = new Map<string, Tensor>();
  const augmentation = augmentationStrength(registry, settings);
  const remember = cached();
  const scope = openScope(registry, "", { training: true });
  const calls = Object.entries(model.networks).map(([name, network]) => {
    const bound = bindNetwork(network, scope.child(name)) as (...inputs: readonly unknown[]) => unknown;
    const call = (...inputs: readonly unknown[]) => {
      const known = applications.find((one) => one.network === name && isEqualToken(one.inputs, inputs));
      if (known) return known.output;
      const output = bound(...inputs);
      applications.push({ network: name, inputs, output });
      return output;
    };
    return [name, call] as const;
  });
  const context = {
    ...Object.fromEntries(calls),
    settings,
    noise: (name: string, size: readonly number[]) => noise(registry, name, size, "normal"),
    uniform: (name: string, size: readonly number[]) => noise(registry, name, size, "uniform"),
    weight: (name: string) => remember(["weight", name], () => weightInput(settings, name, model.kind)),
    metric: (name: string, value: Tensor) => void metrics.set(name, value),
    augment: (images: Tensor, name: string) =>
      augmentation === undefined
        ? images
        : remember([images, name], () => augment(registry, images, augmentation, name)),
    applyToEach: (network: (...inputs: readonly unknown[]) => unknown, ...batches: readonly (readonly Tensor[])[]) =>
      isShared ? inOnePass(network, batches, remember) : batches.map((inputs) => network(...inputs)),
    trackLatents: (latents: Tensor) => trackLatents(registry, latents),
  } as unknown as LossContext<Networks>;
  return {
    batch: createBatch(model, shape, settings),
    context,
    applications,
    metrics,
    augmentation,
    forget(networks) {
      const kept = applications.filter(({ network }) => !networks.includes(network));
      applications.splice(0, applications.length, ...kept);
    },
  };
}

/** The data of a step as inputs of its graph; a tensor is an input only once a loss reads it. */
function createBatch(model: Model, { size, channels }: ImageShape, { batchSize }: Settings): Batch {
  const missing = (what: string) =>
    new OmakaseError("option", {
      where: `${model.kind}, ${what}`,
      expected: { ja: `${what} のあるモデルの定義`, en: `a definition of the model with ${what}` },
      got: { ja: "なし", en: "none" },
      remedy: { ja: `defineModel に ${what} を書いてください`, en: `Give ${what} to defineModel` },
    });
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
  };
}

/** A single pass over concatenated batches; the outputs are cut apart again. */
function inOnePass(
  network: (...inputs: readonly unknown[]) => unknown,
  batches: readonly (readonly Tensor[])[],
  remember: Cache,
): unknown[] {
  const joined = batches[0].map((_, at) => {
    const parts = batches.map((inputs) => inputs[at]);
    return remember(parts, () => concatenate(parts, 0));
  });
  const output = network(...joined);
  let from = 0;
  return batches.map(([first]) => {
    const start = from;
    from += first.shape[0];
    return mapTensors(output, (y) =>
      slice(y, [start, ...y.shape.slice(1).fill(0)], [first.shape[0], ...y.shape.slice(1)]),
    );
  });
}

/** Applies a function to an output that is a tensor or a record of tensors. */
function mapTensors(output: unknown, change: (tensor: Tensor) => Tensor): unknown {
  if (isTensor(output)) return change(output);
  return Object.fromEntries(Object.entries(output as object).map(([name, value]) => [name, mapTensors(value, change)]));
}

function isTensor(value: unknown): value is Tensor {
  return typeof value === "object" && value !== null && "op" in value && "shape" in value;
}

type Cache = <T>(key: readonly unknown[], make: () => T) => T;

function cached(): Cache {
  const entries: { readonly key: readonly unknown[]; readonly value: unknown }[] = [];
  return <T>(key: readonly unknown[], make: () => T): T => {
    const known = entries.find((entry) => isEqualToken(entry.key, key));
    if (known) return known.value as T;
    const value = make();
    entries.push({ key, value });
    return value;
  };
}

function isEqualToken(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, at) => value === other[at]);
}

/** A weight is an input of the graph, as it may follow a schedule. */
function weightInput({ weights }: Settings, name: string, kind: string): Tensor {
  if (weights[name] !== undefined) return input(stepInputs.weight(name), []);
  throw new OmakaseError("option", {
    where: `${kind}, weight("${name}")`,
    expected: {
      ja: `settings.weights にある名前（${Object.keys(weights).join("、")}）`,
      en: `a name in settings.weights (${Object.keys(weights).join(", ")})`,
    },
    got: { ja: name, en: name },
    remedy: { ja: `settings.weights に ${name} を書いてください`, en: `Add ${name} to settings.weights` },
  });
}

/** Strength of augmentation, `[]`; undefined: off. */
function augmentationStrength(registry: Registry, { augment: wanted = "off" }: Settings): Tensor | undefined {
  if (wanted === "off") return undefined;
  return wanted === "auto" ? adaptiveStrength(registry) : constant(wanted);
}

/** Running averages of the latents and of their products, from which `fitLatentGaussian` computes a Gaussian. */
function trackLatents(registry: Registry, latents: Tensor): void {
  const [batch, width] = latents.shape;
  const fixed = stopGradient(latents);
  const follow = (name: string, value: Tensor, initial: Initializer) => {
    const before = define(registry, name, value.shape, initial, "buffer");
    registry.values.set(name, add(multiply(before, 0.99), multiply(value, 0.01)));
  };
  follow(latentStatistics.mean, mean(fixed, [0]), zeros);
  follow(latentStatistics.products, multiply(matmul(fixed, fixed, { transposeA: true }), 1 / batch), identity(width));
}

function identity(width: number): Initializer {
  return () => new Float32Array(width * width).map((_, at) => (at % (width + 1) === 0 ? 1 : 0));
}
