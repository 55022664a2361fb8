import { readRunConfig } from "../checkpoint/index.ts";
import { encodedWidth } from "../dataset/index.ts";
import type { Files } from "../host.ts";
import { createRegistry, openScope } from "../nn/index.ts";
import { input, isOp, sizeOf, topologicalOrder, type Shape, type Tensor } from "../tensor/index.ts";
import { runSchema, type ModelConfig } from "./config.ts";
import { createModel } from "./resolve-config.ts";

/** A layer with learned numbers, as found in the graphs of a model. */
export interface LearnedLayer {
  /** Path in its network, such as `2` or `1.0`. */
  readonly path: string;
  /** Use of its numbers; `scale` multiplies by them or adds them, such as a normalization. */
  readonly kind: "convolution" | "transposed-convolution" | "dense" | "scale";
  /** Height and width of the kernel of a convolution. */
  readonly kernel?: readonly [height: number, width: number];
  /** Shape of its output for one picture. */
  readonly output: Shape;
  /** Number of its learned numbers. */
  readonly parameters: number;
}

/** A network of a model, layer by layer. */
export interface NetworkLayers {
  /** Name, such as `decoder`. */
  readonly name: string;
  /** Shape of its input for one picture. */
  readonly input: Shape;
  readonly layers: readonly LearnedLayer[];
}

/**
 * Lists the layers of a model's networks in the order in which they run. It reads the graphs that encode, draw, translate
 * and judge, so a model of one's own is listed without its code. Layers without learned numbers (activations,
 * enlargements) show in the shapes alone.
 *
 * @param config - the configuration of a run.
 */
export function listLayers(config: ModelConfig): NetworkLayers[] {
  const networks = new Map<string, { readonly input: Shape; readonly layers: Map<string, LearnedLayer> }>();
  const order = topologicalOrder(inferenceOutputs(config));
  const carriesInput = new Set<Tensor>();
  /** Learned tensors that alone decide a tensor. */
  const learnedOf = new Map<Tensor, readonly Tensor<"state">[]>();
  for (const node of order) {
    if (isOp(node, "state")) learnedOf.set(node, [node]);
    if (isOp(node, "input") || node.inputs.some((one) => carriesInput.has(one))) carriesInput.add(node);
    else if (!isOp(node, "state")) learnedOf.set(node, [...new Set(node.inputs.flatMap((one) => learnedOf.get(one)!))]);
    if (!carriesInput.has(node)) continue;
    const data = node.inputs.find((one) => carriesInput.has(one));
    for (const state of node.inputs.flatMap((one) => learnedOf.get(one) ?? [])) {
      const [name, ...steps] = state.attributes.name.split(".");
      const path = steps.slice(0, -1).join(".");
      const network = networks.get(name) ?? { input: data!.shape.slice(1), layers: new Map<string, LearnedLayer>() };
      networks.set(name, network);
      network.layers.set(path, { ...layerKind(node, network.layers.get(path)), path, output: node.shape.slice(1), parameters: 0 }); // oxfmt-ignore
    }
  }
  const sizes = new Map<string, number>();
  for (const node of order)
    if (isOp(node, "state")) {
      const layer = node.attributes.name.split(".").slice(0, -1).join(".");
      sizes.set(layer, (sizes.get(layer) ?? 0) + sizeOf(node.shape));
    }
  return [...networks].map(([name, { input, layers }]) => ({
    name,
    input,
    layers: [...layers.values()].map((layer) => ({
      ...layer,
      parameters: sizes.get(layer.path === "" ? name : `${name}.${layer.path}`) ?? 0,
    })),
  }));
}

/** Lists the layers of the run in a folder, from its configuration alone. */
export async function readRunLayers(files: Files, path: string): Promise<NetworkLayers[]> {
  return listLayers(await readRunConfig(files, path, runSchema));
}

/** Returns what a layer does, by the operation that takes its numbers; a bias does not change the kind. */
function layerKind(node: Tensor, before: LearnedLayer | undefined): Pick<LearnedLayer, "kind" | "kernel"> {
  const kernel = node.inputs.at(-1)?.shape.slice(2) as [number, number] | undefined;
  if (isOp(node, "conv2d")) return { kind: "convolution", kernel };
  if (isOp(node, "conv2dInputGradient")) return { kind: "transposed-convolution", kernel };
  if (isOp(node, "matmul")) return { kind: "dense" };
  return before ? { kind: before.kind, ...(before.kernel && { kernel: before.kernel }) } : { kind: "scale" };
}

/** Builds the graphs of a model for one picture, in the order in which a picture goes through them. */
function inferenceOutputs(config: ModelConfig): Tensor[] {
  const model = createModel(config);
  const { channels, size } = config;
  const scope = openScope(createRegistry(), "", { training: false });
  const picture = input("picture", [1, channels, size, size]);
  const width = model.attributes ? encodedWidth(model.attributes) : 0;
  return [
    (model.embed ?? model.encode)?.(picture, scope),
    model.decode?.(input("code", [1, model.latent + width]), scope),
    model.translate?.(input("given", [1, model.inputChannels ?? channels, size, size]), scope),
    model.discriminate?.(picture, scope),
  ].filter((output) => output !== undefined);
}
