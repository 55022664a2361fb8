import { z } from "zod";
import { optionOf, type TrainingOption } from "../model/index.ts";
import { runSchema, type RunOverrides } from "./config.ts";

/** A setting that people can choose. */
export interface NamedTrainingOption extends TrainingOption {
  /** Name of the setting in `config.json`. */
  readonly name: string;
  /** Schema of what people may give. */
  readonly input: z.ZodType;
}

/**
 * Lists the settings that people can choose, as flags and in the studio's form.
 *
 * @param shape - schemas of all settings. Default: those of a run.
 */
export function listTrainingOptions(
  shape: Readonly<Record<string, z.ZodType>> = runSchema.shape,
): NamedTrainingOption[] {
  return Object.entries(shape).flatMap(([name, schema]) => {
    const option = optionOf(schema);
    return option ? [{ ...option, name, input: option.input ?? schema }] : [];
  });
}

/** Returns whether a model has an option. */
export function hasOption(model: string, { models }: Pick<TrainingOption, "models">): boolean {
  return models === undefined || models.includes(model);
}

/**
 * Reads the value of an option from a text: a number, a word, or words with commas between.
 *
 * @returns undefined when the option has no such value.
 */
export function parseOptionValue({ input }: NamedTrainingOption, text: string): unknown {
  const word = text.trim();
  const number = word === "" ? Number.NaN : Number(word);
  return [number, word, word.split(",").map((part) => part.trim())].find((value) => input.safeParse(value).success);
}

/** Describes the values of an option, for the error about a wrong one: `1 … 4096`, `modern | classic`. */
export function describeOptionValues({ input, examples }: NamedTrainingOption): string {
  if (examples !== undefined) return examples;
  const words = optionChoices({ input });
  if (words) return words.join(" | ");
  const number = withoutOptional(input);
  if (!(number instanceof z.ZodNumber)) return "a,b";
  const { minValue: least, maxValue: maximum, isInt } = number;
  if (least === null || least === -Infinity) return "a,b";
  const isExclusive = !number.safeParse(least).success;
  const isOpen = maximum === null || maximum >= Number.MAX_SAFE_INTEGER;
  const from = isExclusive && isInt ? least + 1 : least;
  const start = isExclusive && !isInt ? `> ${least}` : isOpen ? `≥ ${from}` : String(from);
  return isOpen ? start : `${start} … ${maximum}`;
}

/** Returns the values of an option that has a few; undefined for others. */
export function optionChoices({ input }: Pick<NamedTrainingOption, "input">): (string | number)[] | undefined {
  const schema = withoutOptional(input);
  if (schema instanceof z.ZodEnum) return schema.options;
  if (!(schema instanceof z.ZodUnion)) return undefined;
  const constants = schema.options.map((one) => (one instanceof z.ZodLiteral ? one.value : undefined));
  return constants.every((one) => typeof one === "number") ? constants : undefined;
}

/** Returns what an optional schema wraps, or the schema itself; `z.toJSONSchema` would be a tenth of each script of a page. */
function withoutOptional(schema: z.ZodType): unknown {
  return schema instanceof z.ZodOptional ? withoutOptional(schema.unwrap() as z.ZodType) : schema;
}

/** Returns the flag of an option, in words with hyphens: `--batch-size` for `batchSize`. */
export function trainingFlag({ name, flag = name }: Pick<NamedTrainingOption, "name" | "flag">): string {
  return `--${flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Returns the flag that turns a setting off: `--no-flip` for `--flip`. */
export function offFlag(flag: string): string {
  return `--no-${flag.slice(2)}`;
}

/** Returns the words of a command line that choose settings. */
export function trainingFlagWords(settings: Readonly<Record<string, unknown>>): string[] {
  return listTrainingOptions().flatMap((option) => {
    const value = settings[option.name];
    const flag = trainingFlag(option);
    if (value === undefined || (value === false && !option.aboutOff)) return [];
    if (typeof value === "boolean") return [value ? flag : offFlag(flag)];
    return [flag, String(value)];
  });
}

/** Schema of chosen settings, by name. */
export const chosenSettingsSchema = z
  .strictObject(Object.fromEntries(listTrainingOptions().map(({ name, input }) => [name, input])))
  .partial() as z.ZodType<RunOverrides>;
