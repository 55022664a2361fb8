import { z } from "zod";
import { attributesSchema, encodedWidth } from "../dataset/index.ts";
import { createRegistry, openScope, zeros, type Layer } from "../nn/index.ts";
import { buildGraph, input, storeGraph, type GraphData, type Tensor } from "../tensor/index.ts";
import type { ImageShape, Model } from "./define-model.ts";
import { defaultSettings } from "./settings.ts";

const length = z.union([z.int().positive(), z.strictObject({ batch: z.int().positive() })]);
const graphSchema = z.strictObject({
  nodes: z
    .array(
      z.strictObject({
        op: z.string(),
        inputs: z.array(z.int().nonnegative()),
        shape: z.array(length).max(8),
        attributes: z.record(z.string(), z.unknown()),
      }),
    )
    .min(1)
    .refine((nodes) => nodes.every(({ inputs }, at) => inputs.every((one) => one < at))),
});

/** A model that is not built in, as data: its sampling functions as graphs. No code is needed to draw with it. */
export const storedModelSchema = z.strictObject({
  kind: z.string().min(1).max(64),
  latent: z.int().nonnegative(),
  prior: z.enum(["normal", "fitted"]),
  attributes: attributesSchema.optional(),
  inputChannels: z.union([z.literal(1), z.literal(3)]).optional(),
  decode: graphSchema.optional(),
  encode: graphSchema.optional(),
  embed: graphSchema.optional(),
  translate: graphSchema.optional(),
  discriminate: graphSchema.optional(),
});

/** See {@link storedModelSchema}. */
export type StoredModel = Readonly<z.infer<typeof storedModelSchema>>;

/** Name of the input of a stored graph. */
const inputName = "x";

/** Turns the sampling functions of a model into data. */
export function storeModel(model: Model, { size, channels }: ImageShape): StoredModel {
  const { kind, latent, prior, attributes, inputChannels } = model;
  const width = attributes ? encodedWidth(attributes) : 0;
  const graph = (network: Layer, ...shape: readonly number[]) =>
    storeGraph((batch) =>
      network(input(inputName, [batch, ...shape]), openScope(createRegistry(), "", { training: false })),
    ) as StoredModel["decode"];
  return {
    kind,
    latent,
    prior,
    ...(attributes && { attributes }),
    ...(inputChannels && { inputChannels }),
    ...(model.decode && { decode: graph(model.decode, latent + width) }),
    ...(model.encode && { encode: graph(model.encode, channels, size, size) }),
    ...(model.embed && { embed: graph(model.embed, channels, size, size) }),
    ...(model.translate && { translate: graph(model.translate, inputChannels!, size, size) }),
    ...(model.discriminate && { discriminate: graph(model.discriminate, channels, size, size) }),
  };
}

/** Turns data back into a model that draws, encodes and translates, but cannot be trained. */
export function restoreModel(stored: StoredModel): Model {
  const { kind, latent, prior, attributes, inputChannels } = stored;
  const layer = (data: StoredModel["decode"]): Layer | undefined =>
    data &&
    ((x, scope) =>
      buildGraph(data as GraphData, x.shape[0], (op, name, shape): Tensor =>
        op === "input" ? x : scope.buffer(name, shape, zeros),
      ));
  const [decode, encode, embed, translate, discriminate] = [stored.decode, stored.encode, stored.embed, stored.translate, stored.discriminate].map(layer); // oxfmt-ignore
  return {
    kind,
    networks: {},
    stages: [],
    settings: defaultSettings,
    average: [],
    latent,
    prior,
    ...(attributes && { attributes }),
    ...(inputChannels && { inputChannels }),
    ...(decode && { decode }),
    ...(encode && { encode }),
    ...(embed && { embed }),
    ...(translate && { translate }),
    ...(discriminate && { discriminate }),
  };
}
