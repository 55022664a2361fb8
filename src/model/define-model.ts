import { describeValue } from "../error.ts";
import { encodedWidth, type Attributes } from "../dataset/index.ts";
import { bindNetwork, type Layer, type Network, type NetworkCall, type Scope } from "../nn/index.ts";
import { slice, type Tensor } from "../tensor/index.ts";
import { listText, modelText } from "../text/index.ts";
import { checkDefinition, checkResult, misspelt, optionError } from "./check-definition.ts";
import { defaultSettings, type Settings } from "./settings.ts";
import { runUserCode } from "./user-code.ts";

/** Sizes of the images that a model is for. */
export interface ImageShape {
  /** Height and width in pixels. */
  readonly size: number;
  /** 1 is grey, 3 is RGB. */
  readonly channels: 1 | 3;
}

/** Networks by name. */
export type Networks = Readonly<Record<string, Network>>;

/** Networks with their parameters bound, by name: `discriminator(images)`. */
export type NetworkCalls<N extends Networks> = { readonly [Name in keyof N]: NetworkCall<N[Name]> };

/** Data of one training step. Reading a tensor that the data set does not have is an error. */
export interface Batch {
  /** Number of images. */
  readonly size: number;
  /** Real images, `[batch, channel, size, size]` in [−1, 1]. */
  readonly images: Tensor;
  /** Input images of pairs, `[batch, inputChannels, size, size]` in [−1, 1]. */
  readonly inputs: Tensor;
  /** Encoded attributes of the images, `[batch, width]`; see `encodeAttributes`. Unknown values are 0. */
  readonly attributes: Tensor;
  /** 1 where an attribute is known, else 0, `[batch, width]`. */
  readonly attributeMask: Tensor;
  /** Result of `prepare` for the images, `[batch, …]`; see {@link StageDefinition.prepare}. */
  readonly prepared: Tensor;
}

/** Tools of a loss function, beside the networks. */
export interface LossTools {
  /** Training settings of the run. */
  readonly settings: Settings;
  /** Draws numbers with mean 0 and width (standard deviation) 1, N(0, 1); the same for the same name within a step. */
  noise(name: string, shape: readonly number[]): Tensor;
  /** Draws numbers from [0, 1), the same for the same name within a step. */
  uniform(name: string, shape: readonly number[]): Tensor;
  /** Returns the current value of `settings.weights[name]`, `[]`, which may follow a schedule. */
  weight(name: string): Tensor;
  /** Logs a number `[]` that is not minimized. */
  metric(name: string, value: Tensor): void;
  /** Changes images at random before the discriminator sees them, as `settings.augment` says; by default not at all. */
  augment(images: Tensor, name: string): Tensor;
  /**
   * Applies a network to several batches and returns one output for each. With `updates: "simultaneous"` this is a single
   * pass over the concatenated batches, which both losses share.
   */
  applyToEach<Inputs extends readonly Tensor[], Output, Batches extends readonly Inputs[]>(
    network: (...inputs: [...Inputs]) => Output,
    ...batches: [...Batches]
  ): { [Index in keyof Batches]: Output };
  /** Updates the mean and covariance of the latents, `[batch, latent]`, for a model with `prior: "fitted"`. */
  trackLatents(latents: Tensor): void;
}

/**
 * Terms of a loss, each a tensor with one number, `[]`. Their sum is minimized, and each is logged under its name.
 * Undefined ones are left out.
 */
export type LossTerms = Tensor | Readonly<Record<string, Tensor | undefined>>;

/** Networks and tools of a loss function. */
export type LossContext<N extends Networks> = NetworkCalls<N> & LossTools;

/** A loss: a plain function of a batch and of networks. */
export type Loss<N extends Networks> = (batch: Batch, context: LossContext<N>) => LossTerms;

/** Losses by the networks that each trains: `discriminator`, or `"encoder, decoder"` for several. */
export type Losses<N extends Networks> = Readonly<Record<string, Loss<N>>>;

/** A part of the training, with losses of its own; networks without a loss keep their weights. */
export interface StageDefinition<N extends Networks> {
  readonly losses: Losses<N>;
  /** Images seen in this stage before the next one begins. The last stage has no end. */
  readonly images?: number;
  /** Length as a fraction of the steps of the whole training, above 0, below 1, in place of `images`. */
  readonly fraction?: number;
  /** Settings of this stage, in place of those of the model. */
  readonly settings?: Partial<Settings>;
  /**
   * Computes what the losses of this stage need of an image, `[batch, …]`, from networks that earlier stages have trained.
   * It runs once for each training image when the stage begins, and `batch.prepared` holds the result. Default: nothing.
   */
  prepare?(images: Tensor, networks: NetworkCalls<N>): Tensor;
}

/** Input of the sampling functions. */
export interface Code {
  /** Random numbers, about N(0, 1) unless `prior` is `fitted`, `[batch, latent]`. */
  readonly z: Tensor;
  /** Encoded attributes, `[batch, width]`; all 0 for none. */
  readonly attributes: Tensor;
  /** Both side by side, `[batch, latent + width]`. */
  readonly code: Tensor;
}

/** See {@link defineModel}. */
export interface ModelDefinition<N extends Networks> {
  /** Name of the kind of model, such as `vae`: it stands in recipes, cards and logs. */
  readonly kind: string;
  readonly networks: N;
  /** One loss that trains all networks together. */
  readonly loss?: Loss<N>;
  /** One loss for each network, or for several. */
  readonly losses?: Losses<N>;
  /** Parts of the training, one after the other, in place of `loss` and `losses`. */
  readonly stages?: Readonly<Record<string, StageDefinition<N>>>;
  /** Default training settings. See `settingsSchema` for what is left out. */
  readonly settings?: Partial<Settings>;
  /** Networks whose averaged weights (EMA) are used for sampling. Default: none. */
  readonly average?: readonly (keyof N & string)[];
  /** Numbers in a latent. Needed for `decode`. */
  readonly latent?: number;
  /** `normal`: latents are drawn from N(0, 1). `fitted`: from a Gaussian fitted by `trackLatents`. Default `normal`. */
  readonly prior?: "normal" | "fitted";
  /** Attributes that condition the images. Default: none. */
  readonly attributes?: Attributes;
  /** Channels of the input images of a model that translates. */
  readonly inputChannels?: 1 | 3;
  /** Draws images, `[batch, channel, size, size]` in [−1, 1]. It may call networks several times. */
  decode?(code: Code, networks: NetworkCalls<N>): Tensor;
  /** Finds the latents of images, `[batch, latent]`. */
  encode?(images: Tensor, networks: NetworkCalls<N>): Tensor;
  /**
   * Places images where alike ones lie near each other, `[batch, width]`, for maps. Default: `encode`. A flow needs its
   * own, as its latents are noise.
   */
  embed?(images: Tensor, networks: NetworkCalls<N>): Tensor;
  /** Translates images, `[batch, inputChannels, size, size]` → `[batch, channel, size, size]`. */
  translate?(images: Tensor, networks: NetworkCalls<N>): Tensor;
  /** Scores how real images look, `[batch, 1]`, larger is more real. */
  discriminate?(images: Tensor, networks: NetworkCalls<N>): Tensor;
}

/** One loss, and the networks that it trains. */
export interface LossGroup {
  /** Prefix of its metrics: `discriminator`, `encoder+decoder`; empty where one loss trains all networks. */
  readonly name: string;
  readonly networks: readonly string[];
  readonly loss: Loss<Networks>;
}

/** See {@link StageDefinition}. */
export interface Stage {
  readonly name: string;
  readonly groups: readonly LossGroup[];
  /** Images seen in this stage before the next one begins; infinite for the last one. */
  readonly images: number;
  /** Length as a fraction of the steps of the whole training, in place of `images`. */
  readonly fraction?: number;
  readonly settings: Partial<Settings>;
  /** `[batch, channel, size, size]` → `[batch, …]`. */
  readonly prepare?: Layer;
}

/** A model that can be trained and sampled. `defineModel` makes it; its functions take the root scope. */
export interface Model {
  readonly kind: string;
  readonly networks: Networks;
  readonly stages: readonly Stage[];
  readonly settings: Settings;
  readonly average: readonly string[];
  readonly latent: number;
  readonly prior: "normal" | "fitted";
  readonly attributes?: Attributes;
  readonly inputChannels?: 1 | 3;
  /** `[batch, latent + width]` → `[batch, channel, size, size]`. */
  readonly decode?: Layer;
  /** `[batch, channel, size, size]` → `[batch, latent]`. */
  readonly encode?: Layer;
  /** `[batch, channel, size, size]` → `[batch, width]`; undefined: as `encode`. */
  readonly embed?: Layer;
  /** `[batch, inputChannels, size, size]` → `[batch, channel, size, size]`. */
  readonly translate?: Layer;
  /** `[batch, channel, size, size]` → `[batch, 1]`. */
  readonly discriminate?: Layer;
}

/** Names of all loss tools; the type checker finds one that is missing. */
const toolNames: Readonly<Record<keyof LossTools, true>> = {
  settings: true,
  noise: true,
  uniform: true,
  weight: true,
  metric: true,
  augment: true,
  applyToEach: true,
  trackLatents: true,
};

/**
 * Defines a model: its networks, the losses that train them, and how images are drawn from it.
 *
 * Some names have a meaning for the trainer. A network called `discriminator` can have a learning rate of its own
 * (`settings.discriminatorLearningRate`), and `settings.balance: "auto"` slows `discriminator` or `generator`. A metric
 * called `accuracy` (of the discriminator, 0 … 1) steers `balance` and `augment`. Terms called `adversarial` of these two
 * networks are watched by the health monitor. The weight `gradientPenalty` is doubled when training restarts after a
 * breakdown. All other names are free.
 *
 * @param definition - networks and functions; see {@link ModelDefinition}.
 * @returns a model for `train`, `createSampler`, runs and exports.
 * @throws OmakaseError `option` when there is not exactly one of `loss`, `losses` and `stages`, when a loss names a network
 *   that does not exist, when a sampling function lacks `latent` or `inputChannels`, or when a field or a setting is unknown.
 *
 * @example
 * ```ts
 * const model = defineModel({
 *   kind: "mean",
 *   networks: { decoder: nn.sequential(nn.dense(3 * 16 * 16), nn.reshape(3, 16, 16)) },
 *   latent: 4,
 *   loss: ({ images, size }, { decoder, noise }) => nn.meanSquaredError(decoder(noise("z", [size, 4])), images),
 *   decode: ({ z }, { decoder }) => decoder(z),
 * });
 * ```
 */
export function defineModel<N extends Networks>(definition: ModelDefinition<N>): Model {
  const { kind, networks, settings, average = [], latent = 0, prior = "normal" } = definition;
  const { decode, encode, embed, translate, discriminate, attributes, inputChannels } = definition;
  checkDefinition(definition, Object.keys(toolNames));
  const calls = (scope: Scope) => callsOf(networks, scope);
  const layer = (name: string, apply: (x: Tensor, calls: NetworkCalls<N>) => Tensor): Layer => {
    return (x, scope) =>
      checkResult(
        `${kind}, ${name}`,
        runUserCode(() => apply(x, calls(scope))),
      );
  };
  return {
    kind,
    networks,
    stages: stagesOf(definition),
    settings: { ...defaultSettings, ...settings },
    average,
    latent,
    prior,
    ...(attributes && { attributes }),
    ...(inputChannels && { inputChannels }),
    ...(decode && { decode: layer("decode", (x, all) => decode(codeOf(x, latent, kind, attributes), all)) }),
    ...(encode && { encode: layer("encode", encode) }),
    ...(embed && { embed: layer("embed", embed) }),
    ...(translate && { translate: layer("translate", translate) }),
    ...(discriminate && { discriminate: layer("discriminate", discriminate) }),
  };
}

/** Binds each network to its part of the root scope. */
function callsOf<N extends Networks>(networks: N, scope: Scope): NetworkCalls<N> {
  const bound = Object.entries(networks).map(([name, network]) => [name, bindNetwork(network, scope.child(name))]);
  return Object.fromEntries(bound) as NetworkCalls<N>;
}

/** Divides a code into random numbers and attributes. */
function codeOf(code: Tensor, latent: number, kind: string, attributes: Attributes | undefined): Code {
  const part = (from: number, width: number) => slice(code, [0, from], [code.shape[0], width]);
  return {
    code,
    get z() {
      return attributes ? part(0, latent) : code;
    },
    get attributes() {
      if (!attributes) throw optionError(`${kind}, attributes`, modelText.defineModel.noAttributes);
      return part(latent, encodedWidth(attributes));
    },
  };
}

function stagesOf<N extends Networks>({ kind, networks, loss, losses, stages }: ModelDefinition<N>): Stage[] {
  const count = [loss, losses, stages].filter((one) => one !== undefined).length;
  if (count !== 1) throw optionError(`${kind}, losses`, modelText.defineModel.losses({ count }));
  const all = Object.keys(networks);
  const only = { name: "", images: Infinity, settings: {} };
  if (loss !== undefined && typeof loss !== "function")
    throw optionError(`${kind}, loss`, modelText.defineModel.lossFunction({ got: describeValue(loss) }));
  if (loss) return [{ ...only, groups: [{ name: "", networks: all, loss: untyped(loss) }] }];
  if (losses) return [{ ...only, groups: groupsOf(kind, all, losses) }];
  const entries = Object.entries(stages!);
  return entries.map(([name, { prepare, settings = {}, losses, ...length }], at) => ({
    name,
    ...(at === entries.length - 1 ? { images: Infinity } : lengthOf(`${kind}, stages.${name}`, length)),
    settings,
    groups: groupsOf(`${kind}.${name}`, all, losses),
    ...(prepare && {
      prepare: (x: Tensor, scope: Scope) => runUserCode(() => prepare(x, callsOf(networks, scope))),
    }),
  }));
}

/** Returns the length of a stage that another one follows: images, or a fraction of the training. */
function lengthOf(
  where: string,
  { images, fraction }: Pick<StageDefinition<Networks>, "images" | "fraction">,
): Pick<Stage, "images" | "fraction"> {
  const { stageLength, stageCount } = modelText.defineModel;
  if ((images === undefined) === (fraction === undefined))
    throw optionError(`${where}, length`, stageCount({ isNeither: images === undefined }));
  if (images !== undefined && !(images > 0)) throw optionError(`${where}, images`, stageLength({ got: images }));
  if (fraction !== undefined && !(fraction > 0 && fraction < 1))
    throw optionError(`${where}, fraction`, stageLength({ got: fraction }));
  return images === undefined ? { images: Infinity, fraction } : { images };
}

function groupsOf<N extends Networks>(kind: string, all: readonly string[], losses: Losses<N>): LossGroup[] {
  return Object.entries(losses).map(([key, loss]) => {
    const networks = key.split(",").map((name) => name.trim());
    const unknown = networks.find((name) => !all.includes(name));
    if (unknown !== undefined)
      throw optionError(
        `${kind}, losses.${key}`,
        modelText.defineModel.lossName({ networks: listText(all), ...misspelt(unknown, all) }),
      );
    if (typeof loss !== "function")
      throw optionError(`${kind}, losses.${key}`, modelText.defineModel.lossFunction({ got: describeValue(loss) }));
    return { name: networks.join("+"), networks, loss: untyped(loss) };
  });
}

/** The trainer calls a loss with the networks of its own definition, so the names in its type are not needed. */
function untyped<N extends Networks>(loss: Loss<N>): Loss<Networks> {
  return (batch, context) => runUserCode(() => loss(batch, context as unknown as LossContext<N>));
}
