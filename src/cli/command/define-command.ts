import { InvalidArgumentError, type Command } from "commander";
import { OmakaseError, type Language, type Text } from "../../error.ts";
import type { Translate } from "../language.ts";
import { requireWritable } from "../require-writable.ts";
import { openSession, type Session } from "../session.ts";
import { inLanguage, cliText } from "../../text/index.ts";

/** Function that adds a command to the program. */
export type AddCommand = (program: Command, t: Translate, language: Language) => void;

/**
 * Defines a command with the options that all commands share. Its action gets a session, then the arguments and options
 * as commander passes them.
 */
export function defineCommand<Arguments extends unknown[]>(
  program: Command,
  { name, about, examples, language }: { name: string; about: Text; examples: readonly string[]; language: Language },
  action: (session: Session, ...rest: Arguments) => Promise<void>,
): Command {
  const words = cliText.defineCommand;
  return program
    .command(name)
    .description(inLanguage(about, language))
    .option("--lang <language>", inLanguage(words.lang, language), oneOf("ja", "en"))
    .option("--json", inLanguage(words.json, language))
    .helpOption("-h, --help", inLanguage(words.help, language))
    .addHelpText(
      "after",
      `\n${inLanguage(words.examples, language)}:\n${examples.map((line) => `  ${line}`).join("\n")}`,
    )
    .action(async (...given: unknown[]) => {
      const command = given.pop() as Command;
      const session = openSession({ language, json: command.opts().json === true, standing: standing.includes(name) });
      await checkOptions(session, command);
      await action(session, ...(given as Arguments));
    });
}

/** Commands that live until they are stopped. */
const standing = ["start", "lesson", "studio", "watch"];
/** Options that name where results are written. */
const places = ["out", "site"];

/** Refuses empty values, and places that cannot be written to, before any work begins. */
async function checkOptions({ host }: Session, command: Command): Promise<void> {
  const values: Readonly<Record<string, unknown>> = command.opts();
  for (const option of command.options) {
    const value = values[option.attributeName()];
    if (value === "") throw emptyValue(option.long ?? option.flags);
    if (typeof value === "string" && places.includes(option.attributeName()))
      await requireWritable(host.files, value, option.flags.includes("<file>") ? "file" : "folder");
  }
}

function emptyValue(where: string): OmakaseError {
  return new OmakaseError("option", { where, ...cliText.defineCommand.emptyValue({ where }) });
}

/** Returns a parser of an option that is one of several words. */
export function oneOf<Word extends string>(...words: readonly Word[]): (value: string) => Word {
  return (value) => {
    const found = words.find((word) => word === value);
    if (found === undefined) throw new InvalidArgumentError(words.join(" | "));
    return found;
  };
}

/** Returns a parser of a comma-separated list of words. */
export function listOf<Word extends string>(...words: readonly Word[]): (value: string) => Word[] {
  const one = oneOf(...words);
  return (value) => value.split(",").map((word) => one(word.trim()));
}

/** Returns a parser of a whole number in a range, both ends included. */
export function wholeNumber(from: number, to: number = Number.MAX_SAFE_INTEGER): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (value.trim() === "" || !Number.isInteger(number) || number < from || number > to)
      throw new InvalidArgumentError(to === Number.MAX_SAFE_INTEGER ? `≥ ${from}` : `${from} … ${to}`);
    return number;
  };
}

/** Returns a parser of a finite number above a bound. */
export function numberAbove(bound: number, to: number = Number.MAX_VALUE): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!(value.trim() !== "" && number > bound && number <= to))
      throw new InvalidArgumentError(to === Number.MAX_VALUE ? `> ${bound}` : `> ${bound} … ${to}`);
    return number;
  };
}

/** Returns a parser of a number in a range, both ends included. */
export function numberBetween(from: number, to: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!(value.trim() !== "" && number >= from && number <= to)) throw new InvalidArgumentError(`${from} … ${to}`);
    return number;
  };
}
