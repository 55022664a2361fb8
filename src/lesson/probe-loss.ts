import { referenceDevice, type Device, type Values } from "../device/index.ts";
import type { LossContext, Model, Networks } from "../model/index.ts";
import { scheduleAt } from "../optim/index.ts";
import { checkNoise, lossTerms } from "../train/index.ts";
import { add, constant, input, isTensor, random, reshape, sizeOf, type Shape, type Tensor } from "../tensor/index.ts";

/** See {@link probeLoss}. */
export interface ProbeOptions {
  /** Returns networks in place of the model's own, as plain functions of tensors, for the batch of images and `more`. */
  readonly networks: (
    images: Tensor,
    more: Readonly<Record<string, Tensor>>,
  ) => Readonly<Record<string, (...inputs: Tensor[]) => unknown>>;
  /** Shape of the batch of images; its first number is the batch size. */
  readonly shape: Shape;
  /** Images, `shape`; default: random ones. */
  readonly images?: Values;
  /** Further data of the batch, such as `inputs` or `prepared`: shapes of random numbers in [−1, 1). Default: none. */
  readonly more?: Readonly<Record<string, Shape>>;
  /** Stage of the loss. Default: any. */
  readonly stage?: string;
  /** Which loss: the network that it trains. Default: the first. */
  readonly loss?: string;
  /** Seed of the images and of the noise. */
  readonly seed: number;
  /** More tensors to compute, from the loss and from what the networks were called with. */
  readonly outputs?: (loss: Tensor, calls: Calls) => Readonly<Record<string, Tensor>>;
}

/** Inputs that each network was called with, in order. */
export type Calls = Readonly<Record<string, readonly (readonly Tensor[])[]>>;

/** See {@link probeLoss}. */
export interface Probe {
  /** Sum of all terms. */
  readonly loss: number;
  /** Terms by name; one called `loss` where the function returned a plain number. */
  readonly terms: Readonly<Record<string, number>>;
  /** Values of {@link ProbeOptions.outputs}. */
  readonly outputs: Readonly<Record<string, Values>>;
  /** Number of calls of each network. */
  readonly calls: Readonly<Record<string, number>>;
}

/**
 * Calls a model's loss with known networks and known random numbers, and computes it in float64. What a learner wrote is
 * judged by its values, so any code with the same meaning passes.
 *
 * @throws OmakaseError `shape`, or whatever the loss throws.
 */
export async function probeLoss(model: Model, options: ProbeOptions): Promise<Probe> {
  const { shape, seed, outputs, stage } = options;
  const group = model.stages
    .filter(({ name }) => stage === undefined || name === stage)
    .flatMap(({ groups }) => groups)
    .find(({ name }) => !options.loss || name === options.loss);
  if (!group) return { loss: NaN, terms: {}, outputs: {}, calls: {} };
  const values: Record<string, Values> = {
    images: options.images ?? random(seed, "images").uniforms(sizeOf(shape), -1, 1),
  };
  const given = new Map<string, Tensor>();
  const draw = (kind: "normals" | "uniforms") => (name: string, size: readonly number[]) => {
    checkNoise(kind === "normals" ? "noise" : "uniform", name, size);
    const key = `${kind}.${name}`;
    values[key] ??= random(seed, key)[kind](sizeOf(size));
    if (!given.has(key)) given.set(key, input(key, [...size]));
    return given.get(key)!;
  };
  const calls: Record<string, Tensor[][]> = {};
  const images = input("images", shape);
  const further: Record<string, Tensor> = {};
  for (const [name, size] of Object.entries(options.more ?? {})) {
    values[name] = random(seed, name).uniforms(sizeOf(size), -1, 1);
    further[name] = input(name, size);
  }
  const spied = Object.entries(options.networks(images, further)).map(([name, network]) => [
    name,
    (...inputs: Tensor[]) => {
      (calls[name] ??= []).push(inputs);
      return network(...inputs);
    },
  ]);
  const batch = { size: shape[0], images, ...further };
  const context = {
    ...Object.fromEntries(spied),
    settings: model.settings,
    noise: draw("normals"),
    uniform: draw("uniforms"),
    weight: (name: string) => constant(scheduleAt(model.settings.weights[name], 0), []),
    metric() {},
    trackLatents() {},
    augment: (tensor: Tensor) => tensor,
    applyToEach: (network: (...inputs: Tensor[]) => unknown, ...batches: Tensor[][]) =>
      batches.map((inputs) => network(...inputs)),
  } as unknown as LossContext<Networks>;
  const returned = group.loss(batch as Parameters<typeof group.loss>[0], context);
  const terms = lossTerms(asScalars(returned), group.name || "loss");
  const total = Object.values(terms).reduce((sum, term) => add(sum, term), constant(0, []));
  const more = outputs?.(total, calls) ?? {};
  const named = { ...prefixed("term.", terms), ...prefixed("output.", more), loss: total };
  const read = await evaluateTensors(referenceDevice(), named, values);
  const part = (prefix: string) =>
    Object.entries(read).flatMap(([name, one]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), one] as const] : [],
    );
  return {
    loss: read.loss[0],
    terms: Object.fromEntries(part("term.").map(([name, one]) => [name, one[0]])),
    outputs: Object.fromEntries(part("output.")),
    calls: Object.fromEntries(Object.entries(calls).map(([name, all]) => [name, all.length])),
  };
}

/** Computes tensors from the values of their inputs. */
export async function evaluateTensors(
  device: Device,
  outputs: Readonly<Record<string, Tensor>>,
  inputs: Readonly<Record<string, Values>>,
): Promise<Record<string, Values>> {
  const program = await device.compile({ outputs, updates: new Map() });
  const state = device.upload(new Map());
  const handles = Object.entries(program.run(state, inputs));
  const read = await Promise.all(handles.map(async ([name, handle]) => [name, await handle.read()] as const));
  program.dispose();
  state.dispose();
  return Object.fromEntries(read);
}

/** Makes numbers of terms such as `[1, 1]`, which a check can still judge. */
function asScalars(returned: unknown): unknown {
  if (isTensor(returned)) return sizeOf(returned.shape) === 1 ? reshape(returned, []) : returned;
  if (typeof returned !== "object" || returned === null || "then" in returned) return returned;
  return Object.fromEntries(Object.entries(returned).map(([name, term]) => [name, asScalars(term)]));
}

function prefixed(prefix: string, tensors: Readonly<Record<string, Tensor>>): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [prefix + name, tensor]));
}
