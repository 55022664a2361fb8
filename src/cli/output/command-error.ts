import type { CommanderError } from "commander";
import { OmakaseError, type ErrorParts } from "../../error.ts";

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
    {
      where: "omakase",
      expected: { ja: "正しい書き方のコマンド", en: "a complete command" },
      got: { ja: `「${said}」`, en: `"${said}"` },
      remedy: helpRemedy(error, commandName),
    },
    { cause: error },
  );
}

type ToErrorParts = (message: string, remedy: ErrorParts["remedy"]) => ErrorParts;

/** Error parts by commander's codes. Its messages quote the words of the command line. */
const errorPartsByCode: Readonly<Record<string, ToErrorParts>> = {
  "commander.unknownOption": (message, remedy) => ({
    where: quotedWords(message)[0],
    expected: { ja: "このコマンドのオプション", en: "an option of this command" },
    got: { ja: "知らない名前", en: "an unknown name" },
    remedy,
  }),
  "commander.unknownCommand": (message, remedy) => ({
    where: quotedWords(message)[0],
    expected: { ja: "omakase のコマンド", en: "a command of omakase" },
    got: { ja: "知らない名前", en: "an unknown name" },
    remedy,
  }),
  "commander.missingArgument": (message, remedy) => ({
    where: quotedWords(message)[0],
    expected: { ja: "値", en: "a value" },
    got: nothingText,
    remedy,
  }),
  "commander.optionMissingArgument": (message, remedy) => ({
    where: longOptionName(quotedWords(message)[0]),
    expected: { ja: `${valuePlaceholder(message)}のところに値`, en: `a value for ${valuePlaceholder(message)}` },
    got: nothingText,
    remedy,
  }),
  "commander.missingMandatoryOptionValue": (message, remedy) => ({
    where: longOptionName(quotedWords(message)[0]),
    expected: { ja: "必ずこのオプション", en: "this option, always" },
    got: nothingText,
    remedy,
  }),
  "commander.invalidArgument": (message, remedy) => {
    const option = /^error: option '(.*?)' argument '(.*)' is invalid\. (.*)$/s.exec(message);
    const value = /^error: command-argument value '(.*)' is invalid for argument '(.*?)'\. (.*)$/s.exec(message);
    const [, where, got, allowed] = option ?? [undefined, value?.[2], value?.[1], value?.[3]];
    return {
      where: longOptionName(where ?? "omakase"),
      expected: { ja: allowed ?? "", en: allowed ?? "" },
      got: { ja: `「${got}」`, en: `"${got}"` },
      remedy,
    };
  },
  "commander.excessArguments": (message, remedy) => {
    const [wanted, given] = message.match(/\d+/g)?.slice(-2) ?? ["?", "?"];
    return {
      where: quotedWords(message)[0],
      expected: { ja: `${wanted} 個までの値`, en: `at most ${wanted} ${wanted === "1" ? "value" : "values"}` },
      got: { ja: `${given} 個`, en: given },
      remedy,
    };
  },
};

const nothingText = { ja: "何もなし", en: "nothing" };

function helpRemedy({ message }: CommanderError, commandName: string | undefined): ErrorParts["remedy"] {
  const meant = /Did you mean (?:one of )?(.*?)\?\)/.exec(message)?.[1];
  if (meant) return { ja: `${meant} のまちがいかもしれません`, en: `Perhaps you mean ${meant}` };
  const command =
    commandName === undefined || commandName.startsWith("-") || message.includes("unknown command")
      ? ""
      : ` ${commandName}`;
  return {
    ja: `書き方は npx omakase${command} --help で確かめられます`,
    en: `See npx omakase${command} --help`,
  };
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
