import type { CommanderError } from "commander";
import { OmakaseError, type ErrorParts } from "../../error.ts";
import { cliText } from "../../text/index.ts";

/**
 * Converts commander's error about a wrong command line; undefined when commander only showed help.
 *
 * @param commandName - the first word, for the advice to read its help.
 */
export function commandError(error: CommanderError, commandName: string | undefined): OmakaseError | undefined {
  const errorParts = errorPartsByCode[error.code]?.(error.message, helpRemedy(error, commandName));
  if (errorParts) return new OmakaseError("option", errorParts, { cause: error });
  if (error.exitCode === 0 || error.code === "commander.help") return undefined;
  const said = error.message.replace(/^error: /, "");
  return new OmakaseError(
    "option",
    { where: "omakase", ...cliText.commandError.incomplete({ said, remedy: helpRemedy(error, commandName) }) },
    { cause: error },
  );
}

type ToErrorParts = (message: string, remedy: ErrorParts["remedy"]) => ErrorParts;

/** Error parts by commander's codes. Its messages quote the words of the command line. */
const errorPartsByCode: Readonly<Record<string, ToErrorParts>> = {
  "commander.unknownOption": (message, remedy) => ({
    where: quotedWords(message)[0],
    ...cliText.commandError.unknownOption({ remedy }),
  }),
  "commander.unknownCommand": (message, remedy) => ({
    where: quotedWords(message)[0],
    ...cliText.commandError.unknownCommand({ remedy }),
  }),
  "commander.missingArgument": (message, remedy) => ({
    where: quotedWords(message)[0],
    ...cliText.commandError.noValue({ got: nothingText, remedy }),
  }),
  "commander.optionMissingArgument": (message, remedy) => ({
    where: longOptionName(quotedWords(message)[0]),
    ...cliText.commandError.wrongValue({ message: valuePlaceholder(message), got: nothingText, remedy }),
  }),
  "commander.missingMandatoryOptionValue": (message, remedy) => ({
    where: longOptionName(quotedWords(message)[0]),
    ...cliText.commandError.requiredOption({ got: nothingText, remedy }),
  }),
  "commander.invalidArgument": (message, remedy) => {
    const option = /^error: option '(.*?)' argument '(.*)' is invalid\. (.*)$/s.exec(message);
    const value = /^error: command-argument value '(.*)' is invalid for argument '(.*?)'\. (.*)$/s.exec(message);
    const [, where, got, allowed] = option ?? [undefined, value?.[2], value?.[1], value?.[3]];
    return {
      where: longOptionName(where ?? "omakase"),
      ...cliText.commandError.choice({ allowed: allowed ?? "", got: got ?? "", remedy }),
    };
  },
  "commander.excessArguments": (message, remedy) => {
    const [wanted, given] = message.match(/\d+/g)?.slice(-2) ?? ["?", "?"];
    return {
      where: quotedWords(message)[0],
      ...cliText.commandError.tooMany({ wanted, given, remedy }),
    };
  },
};

const nothingText = cliText.commandError.nothing;

function helpRemedy({ message }: CommanderError, commandName: string | undefined): ErrorParts["remedy"] {
  const meant = /Did you mean (?:one of )?(.*?)\?\)/.exec(message)?.[1];
  if (meant) return cliText.commandError.perhaps({ meant });
  const command =
    commandName === undefined || commandName.startsWith("-") || message.includes("unknown command")
      ? ""
      : ` ${commandName}`;
  return cliText.commandError.seeHelp({ command });
}

function quotedWords(message: string): string[] {
  return [...message.matchAll(/'([^']*)'/g)].map(([, inside]) => inside);
}

/** Extracts `--count` from `-c, --count <n>`. */
function longOptionName(flags: string): string {
  return /--[\w-]+/.exec(flags)?.[0] ?? flags;
}

/** Extracts `<n>` from `--count <n>`. */
function valuePlaceholder(message: string): string {
  return /<[^>]+>/.exec(message)?.[0] ?? "";
}
