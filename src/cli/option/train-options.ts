import { InvalidArgumentError, type Command } from "commander";
import type { Attributes } from "../../dataset/index.ts";
import { OmakaseError } from "../../error.ts";
import {
  describeOptionValues,
  hasOption,
  listTrainingOptions,
  offFlag,
  parseOptionValue,
  pictureSizes,
  runSchema,
  trainingFlag,
  type RunConfig,
  type RunOverrides,
} from "../../run/index.ts";
import type { ModelName } from "../../model/index.ts";
import type { Translate } from "../language.ts";
import type { DeviceCommandOptions } from "./device-options.ts";
import { cliText, listText } from "../../text/index.ts";

/** Options of `omakase train`, as commander gives them. */
export interface TrainCommandOptions extends Omit<RunOverrides, "from">, DeviceCommandOptions {
  readonly steps?: number;
  readonly minutes?: number;
  readonly out?: string;
  readonly resume?: string;
  readonly finish?: boolean;
  readonly dryRun?: boolean;
  readonly checkpointEvery?: number;
  readonly figuresEvery?: number;
  readonly tags?: readonly string[];
  readonly from?: string;
  /** Weight of the gradient penalty. */
  readonly penalty?: number;
}

/** Adds a flag for each setting that people can choose. */
export function addTrainingOptions(command: Command, t: Translate, options = listTrainingOptions()): Command {
  for (const option of options) {
    const flag = trainingFlag(option);
    if (option.value === undefined) command.option(flag, t(option.about));
    else
      command.option(`${flag} <${option.value}>`, t(option.about), (text: string) => {
        const value = parseOptionValue(option, text);
        if (value === undefined) throw new InvalidArgumentError(describeOptionValues(option));
        return value;
      });
    if (option.aboutOff) command.option(offFlag(flag), t(option.aboutOff));
  }
  return command;
}

/** Returns the settings that the options override. */
export function runOverrides(options: TrainCommandOptions): RunOverrides {
  const given = options as Readonly<Record<string, unknown>>;
  const overrides = {
    ...Object.fromEntries(listTrainingOptions().map((option) => [option.name, given[camelCase(trainingFlag(option))]])),
    weights: options.penalty === undefined ? undefined : { gradientPenalty: options.penalty },
    totalImages: options.totalImages,
  };
  return Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined));
}

/** Returns the name under which commander keeps a flag. */
function camelCase(flag: string): string {
  return flag.slice(2).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Options of `omakase train` that are no settings, and the models that have them. */
const otherModelOptions = [
  { name: "tags", models: ["cgan", "latent-flow"] },
  { name: "penalty", models: ["gan", "dcgan", "cgan", "pix2pix"] },
] as const;

/**
 * Refuses options that the model does not have.
 *
 * @throws OmakaseError `option`.
 */
export function requireModelOptions(model: ModelName, options: TrainCommandOptions): void {
  const given = options as Readonly<Record<string, unknown>>;
  const found = [...listTrainingOptions(), ...otherModelOptions]
    .filter((option) => !hasOption(model, option))
    .map(trainingFlag)
    .find((flag) => given[camelCase(flag)] !== undefined);
  const isRateFixed = options.learningRate !== undefined || options.method === "classic";
  if (found === undefined && options.decay !== undefined && isRateFixed) throw fixedLearningRateError();
  if (found === undefined) return;
  throw new OmakaseError("option", { where: found, ...cliText.trainOptions.otherModels({ model, found }) });
}

/** Refuses `--flip` for images with a yaw, which mirroring would make wrong. */
export function requireNoMirroring({ tags }: Attributes): void {
  if (!tags.some(({ name }) => name === "yaw")) return;
  throw new OmakaseError("option", { where: "--flip", ...cliText.trainOptions.flippedYaw });
}

function fixedLearningRateError(): OmakaseError {
  return new OmakaseError("option", { where: "--decay", ...cliText.trainOptions.fixedLearningRate });
}

/** Parses `--total-images`: `40000`, or `384:40000,20000:60000` for a length that became known or changed later. */
export function parseTotalImages(value: string): NonNullable<RunOverrides["totalImages"]> {
  const parts = value.split(",").map((part) => part.split(":").map(Number));
  const total = value.includes(":") ? parts.map(([from, images]) => ({ from, total: images })) : Number(value);
  const isAscending = parts.every(([from], at) => at === 0 || from > parts[at - 1][0]);
  const result = runSchema.shape.totalImages.safeParse(total);
  if (result.success && isAscending && parts.every(({ length }) => length <= 2)) return result.data!;
  throw new InvalidArgumentError("40000 | 384:40000,20000:60000");
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

/** Returns the flag of a setting: `--batch-size` for `batchSize`. */
export function flagOf(name: string): string {
  const option = name === "weights" ? { name: "penalty" } : listTrainingOptions().find((one) => one.name === name);
  return trainingFlag(option ?? { name });
}

function badValue(
  { path, message }: { readonly path: readonly PropertyKey[]; readonly message: string },
  values: RunOverrides,
): OmakaseError {
  const name = String(path[0] ?? "");
  const got = JSON.stringify(values[name as keyof RunOverrides]);
  return new OmakaseError("option", {
    where: flagOf(name),
    ...cliText.trainOptions.badValue({
      isSize: name === "size",
      pictureSizes: listText(pictureSizes.map(String)),
      message,
      got,
    }),
  });
}
