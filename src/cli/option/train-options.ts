import { InvalidArgumentError } from "commander";
import { OmakaseError } from "../../error.ts";
import { pictureSizes, runSchema, type RunConfig, type RunOverrides } from "../../run/index.ts";
import { modelNames, type ModelName } from "../../model/index.ts";
import { numberBetween } from "../command/define-command.ts";
import type { DeviceCommandOptions } from "./device-options.ts";

/** Options of `omakase train`, as commander gives them. */
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

/** Returns the settings that the options override. */
export function runOverrides(options: TrainCommandOptions): RunOverrides {
  const overrides = {
    ...Object.fromEntries(passedOptions.map((name) => [name, options[name]])),
    weights: options.penalty === undefined ? undefined : { gradientPenalty: options.penalty },
    adversarial: options.loss,
    frozen: options.freeze,
  };
  return Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined));
}

/** Options that are settings of the same name. */
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

/** Options that only some models have. */
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

/**
 * Refuses options that the model does not have.
 *
 * @throws OmakaseError `option`.
 */
export function requireModelOptions(model: ModelName, options: TrainCommandOptions): void {
  const otherModelOptions = modelOptions.flatMap((own) => (own.models.includes(model) ? [] : own.options));
  const found = otherModelOptions.find((name) => options[name] !== undefined);
  const isRateFixed = options.learningRate !== undefined || options.method === "classic";
  if (found === undefined && options.decay !== undefined && isRateFixed) throw fixedLearningRateError();
  if (found === undefined) return;
  throw new OmakaseError("option", {
    where: flagOf(found),
    expected: { ja: `${model} のオプション`, en: `an option of ${model}` },
    got: { ja: "ほかのモデルのもの", en: "one of other models" },
    remedy: { ja: `${flagOf(found)} を外してください`, en: `Leave ${flagOf(found)} out` },
  });
}

function fixedLearningRateError(): OmakaseError {
  return new OmakaseError("option", {
    where: "--decay",
    expected: { ja: "下がっていく学習率", en: "a learning rate that falls" },
    got: {
      ja: "--learning-rate か --method classic による、変わらない学習率",
      en: "one that stays, by --learning-rate or --method classic",
    },
    remedy: { ja: "どちらかを外してください", en: "Leave one of them out" },
  });
}

/** Parses `--decay`: the number of images at which the learning rate begins to fall, and at which it has fallen. */
export function parseDecayOption(value: string): string {
  if (runSchema.shape.decay.safeParse(value).success) return value;
  throw new InvalidArgumentError("60000:140000");
}

/** Parses `--freeze`: names of layers with commas between. */
export function parseLayerNames(value: string): string[] {
  return value.split(",").map((name) => name.trim());
}

/** Parses `--balance`: `auto`, `off`, or an update ratio such as `2:1`. */
export function parseBalanceOption(value: string): string {
  if (value === "auto" || value === "off" || /^[1-9]\d?:[1-9]\d?$/.test(value)) return value;
  throw new InvalidArgumentError("auto | off | 2:1");
}

/** Parses `--augment`: `auto`, `off`, or a probability, 0–0.8. */
export function parseAugmentation(value: string): NonNullable<RunOverrides["augment"]> {
  return value === "auto" || value === "off" ? value : numberBetween(0, 0.8)(value);
}

/**
 * Checks overrides against the schema of a configuration, before any image is read or drawn.
 *
 * @throws OmakaseError `option`.
 */
export function validateOverrides<Overrides extends RunOverrides>(overrides: Overrides): Overrides {
  const result = runSchema.partial().safeParse(overrides);
  if (!result.success) throw badValue(result.error.issues[0], overrides);
  return overrides;
}

/**
 * Checks a whole configuration against its schema.
 *
 * @throws OmakaseError `option`.
 */
export function validateConfig(config: RunConfig): RunConfig {
  const result = runSchema.safeParse(config);
  if (result.success) return result.data;
  throw badValue(result.error.issues[0], config);
}

/** Options whose flag has another name than the setting. */
const flagNames: Readonly<Record<string, string>> = { adversarial: "loss", weights: "penalty", frozen: "freeze" };

/** Returns the flag of a setting: `--batch-size` for `batchSize`. */
export function flagOf(name: string): string {
  return `--${(flagNames[name] ?? name).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function badValue(
  { path, message }: { readonly path: readonly PropertyKey[]; readonly message: string },
  values: RunOverrides,
): OmakaseError {
  const name = String(path[0] ?? "");
  const got = JSON.stringify(values[name as keyof RunOverrides]);
  return new OmakaseError("option", {
    where: flagOf(name),
    expected:
      name === "size" ? { ja: pictureSizes.join("、"), en: pictureSizes.join(", ") } : { ja: message, en: message },
    got: { ja: got, en: got },
    remedy: { ja: "ほかの値を指定してください", en: "Give another value" },
  });
}
