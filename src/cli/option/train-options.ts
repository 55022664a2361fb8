import { InvalidArgumentError } from "commander";
import { OmakaseError } from "../../error.ts";
import { pictureSizes, runSchema, type RunConfig, type RunOverrides } from "../../run/index.ts";
import { modelNames, type ModelName } from "../../model/index.ts";
import { numberBetween } from "../command/define-command.ts";
import type { DeviceCommandOptions } from "./device-options.ts";

/** What the command line says about a training. */
export interface TrainCommandOptions extends Omit<RunOverrides, "from">, DeviceCommandOptions {
  readonly steps?: number;
  readonly minutes?: number;
  readonly out?: string;
  readonly resume?: string;
  readonly dryRun?: boolean;
  readonly checkpointEvery?: number;
  readonly figuresEvery?: number;
  readonly loss?: RunOverrides["adversarial"];
  readonly tags?: readonly string[];
  readonly from?: string;
  readonly freeze?: readonly string[];
  /** Weight of the gradient penalty. */
  readonly penalty?: number;
}

/** What a command line wishes of a run. */
export function runOverrides(options: TrainCommandOptions): RunOverrides {
  const overrides = {
    ...Object.fromEntries(passedOptions.map((name) => [name, options[name]])),
    weights: options.penalty === undefined ? undefined : { gradientPenalty: options.penalty },
    adversarial: options.loss,
    frozen: options.freeze,
  };
  return Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined));
}

/** The options that a run knows by the same name. */
const passedOptions = [
  "size",
  "seed",
  "count",
  "features",
  "latent",
  "batchSize",
  "learningRate",
  "decay",
  "flip",
  "spectral",
  "augment",
  "balance",
  "jitter",
  "reverse",
  "balanced",
  "method",
] as const satisfies readonly (keyof TrainCommandOptions & keyof RunOverrides)[];

/** Options of one model or two. */
const modelOptions: readonly {
  readonly models: readonly ModelName[];
  readonly options: readonly (keyof TrainCommandOptions)[];
}[] = [
  { models: ["pix2pix"], options: ["jitter", "reverse"] },
  { models: ["cgan"], options: ["tags", "balanced", "method"] },
  { models: ["gan", "cgan", "pix2pix"], options: ["decay"] },
  { models: ["gan", "dcgan", "cgan", "pix2pix"], options: ["balance", "loss", "penalty", "augment"] },
  { models: modelNames.filter((name) => name !== "pix2pix"), options: ["latent"] },
  { models: ["gan"], options: ["spectral"] },
];

/** An option that means nothing to the model would be left unheard. */
export function requireModelOptions(model: ModelName, options: TrainCommandOptions): void {
  const otherModelOptions = modelOptions.flatMap((own) => (own.models.includes(model) ? [] : own.options));
  const found = otherModelOptions.find((name) => options[name] !== undefined);
  const isRateFixed = options.learningRate !== undefined || options.method === "classic";
  if (found === undefined && options.decay !== undefined && isRateFixed) throw fixedLearningRateError();
  if (found === undefined) return;
  throw new OmakaseError("option", {
    where: `--${found}`,
    expected: { ja: `${model} のオプション`, en: `an option of ${model}` },
    got: { ja: "ほかのモデルのもの", en: "one of other models" },
    remedy: { ja: `--${found} を外してください`, en: `Leave --${found} out` },
  });
}

function fixedLearningRateError(): OmakaseError {
  return new OmakaseError("option", {
    where: "--decay",
    expected: { ja: "下がっていく学習率", en: "a learning rate that falls" },
    got: {
      ja: "--rate か --method classic による、変わらない学習率",
      en: "one that stays, by --rate or --method classic",
    },
    remedy: { ja: "どちらかを外してください", en: "Leave one of them out" },
  });
}

/** Two numbers of pictures seen, the smaller first. */
export function parseDecay(value: string): string {
  if (runSchema.shape.decay.safeParse(value).success) return value;
  throw new InvalidArgumentError("60000:140000");
}

/** Names with commas between. */
export function parseLayerNames(value: string): string[] {
  return value.split(",").map((name) => name.trim());
}

/** One of two words, or turns. */
export function parseUpdateRatio(value: string): string {
  if (value === "auto" || value === "off" || /^[1-9]\d?:[1-9]\d?$/.test(value)) return value;
  throw new InvalidArgumentError("auto | off | 2:1");
}

/** A chance, or one of two words. */
export function parseAugmentation(value: string): NonNullable<RunOverrides["augment"]> {
  return value === "auto" || value === "off" ? value : numberBetween(0, 0.8)(value);
}

/** What is wished for, against the schema of a configuration: before any picture is read or drawn. */
export function checkedWishes<AttributeRequest extends RunOverrides>(conditions: AttributeRequest): AttributeRequest {
  const result = runSchema.partial().safeParse(conditions);
  if (!result.success) throw badValue(result.error.issues[0], conditions);
  return conditions;
}

/** The configuration, once more against its schema: the sizes that exist, say. */
export function validateConfig(config: RunConfig): RunConfig {
  const result = runSchema.safeParse(config);
  if (result.success) return result.data;
  throw badValue(result.error.issues[0], config);
}

function badValue(
  { path, message }: { readonly path: readonly PropertyKey[]; readonly message: string },
  values: RunOverrides,
): OmakaseError {
  const name = String(path[0] ?? "");
  const got = JSON.stringify(values[name as keyof RunOverrides]);
  return new OmakaseError("option", {
    where: `--${name}`,
    expected:
      name === "size" ? { ja: pictureSizes.join("、"), en: pictureSizes.join(", ") } : { ja: message, en: message },
    got: { ja: got, en: got },
    remedy: { ja: "ほかの値を指定してください", en: "Give another value" },
  });
}
