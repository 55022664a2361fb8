import type { z } from "zod";
import type { Text } from "../error.ts";

/**
 * Description of a setting that people can choose. It makes the setting a flag of `omakase train` with its help, and a field of the
 * studio's form.
 */
export interface TrainingOption {
  /** Description, for the help and the form. */
  readonly about: Text;
  /** Name of the value in the help, such as `n`. Default: none, for a setting that is on or off. */
  readonly value?: string;
  /** Name of the flag, where it differs from the setting. */
  readonly flag?: string;
  /** Description of the flag that turns the setting off, such as `--no-flip`. Default: there is none. */
  readonly aboutOff?: Text;
  /** Built-in models that have it. Default: all. */
  readonly models?: readonly string[];
  /** Schema of what people may give, where it is narrower than that of the setting. Default: that of the setting. */
  readonly input?: z.ZodType;
  /** Examples of values, for the error about a wrong one. Default: from the schema. */
  readonly examples?: string;
}

const options = new WeakMap<z.ZodType, TrainingOption>();

/** Makes a setting one that people can choose. */
export function withOption<Schema extends z.ZodType>(schema: Schema, option: TrainingOption): Schema {
  options.set(schema, option);
  return schema;
}

/** Returns the option of a setting; undefined for one that people do not choose. */
export function optionOf(schema: z.ZodType): TrainingOption | undefined {
  return options.get(schema);
}
