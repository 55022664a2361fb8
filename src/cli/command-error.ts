import type { CommanderError } from "commander";
import { OmakaseError, type Complaint } from "../error.ts";

/**
 * What commander says about a wrong command line, as a sentence of ours; undefined when it only showed help.
 *
 * @param verb - the first word, for the advice to look at its help.
 */
export function commandError(error: CommanderError, verb: string | undefined): OmakaseError | undefined {
  const complaint = complaints[error.code]?.(error.message, help(error, verb));
  if (complaint) return new OmakaseError("option", complaint, { cause: error });
  if (error.exitCode === 0 || error.code === "commander.help") return undefined;
  const said = error.message.replace(/^error: /, "");
  return new OmakaseError(
    "option",
    {
      where: "omakase",
      expected: { ja: "正しい書き方のコマンド", en: "a complete command" },
      got: { ja: `「${said}」`, en: `"${said}"` },
      remedy: help(error, verb),
    },
    { cause: error },
  );
}

type Say = (message: string, remedy: Complaint["remedy"]) => Complaint;

/** By commander's codes. What was typed stands in its messages between quotation marks. */
const complaints: Readonly<Record<string, Say>> = {
  "commander.unknownOption": (message, remedy) => ({
    where: quoted(message)[0],
    expected: { ja: "このコマンドのオプション", en: "an option of this command" },
    got: { ja: "知らない名前", en: "an unknown name" },
    remedy,
  }),
  "commander.unknownCommand": (message, remedy) => ({
    where: quoted(message)[0],
    expected: { ja: "omakase のコマンド", en: "a command of omakase" },
    got: { ja: "知らない名前", en: "an unknown name" },
    remedy,
  }),
  "commander.missingArgument": (message, remedy) => ({
    where: quoted(message)[0],
    expected: { ja: "値", en: "a value" },
    got: nothing,
    remedy,
  }),
  "commander.optionMissingArgument": (message, remedy) => ({
    where: optionName(quoted(message)[0]),
    expected: { ja: `${placeholder(message)}のところに値`, en: `a value for ${placeholder(message)}` },
    got: nothing,
    remedy,
  }),
  "commander.missingMandatoryOptionValue": (message, remedy) => ({
    where: optionName(quoted(message)[0]),
    expected: { ja: "必ずこのオプション", en: "this option, always" },
    got: nothing,
    remedy,
  }),
  "commander.invalidArgument": (message, remedy) => {
    const option = /^error: option '(.*?)' argument '(.*)' is invalid\. (.*)$/s.exec(message);
    const value = /^error: command-argument value '(.*)' is invalid for argument '(.*?)'\. (.*)$/s.exec(message);
    const [, where, got, allowed] = option ?? [undefined, value?.[2], value?.[1], value?.[3]];
    return {
      where: optionName(where ?? "omakase"),
      expected: { ja: allowed ?? "", en: allowed ?? "" },
      got: { ja: `「${got}」`, en: `"${got}"` },
      remedy,
    };
  },
  "commander.excessArguments": (message, remedy) => {
    const [wanted, given] = message.match(/\d+/g)?.slice(-2) ?? ["?", "?"];
    return {
      where: quoted(message)[0],
      expected: { ja: `${wanted} 個までの値`, en: `at most ${wanted} ${wanted === "1" ? "value" : "values"}` },
      got: { ja: `${given} 個`, en: given },
      remedy,
    };
  },
};

const nothing = { ja: "何もなし", en: "nothing" };

function help({ message }: CommanderError, verb: string | undefined): Complaint["remedy"] {
  const meant = /Did you mean (?:one of )?(.*?)\?\)/.exec(message)?.[1];
  if (meant) return { ja: `${meant} のまちがいかもしれません`, en: `Perhaps you mean ${meant}` };
  const command = verb === undefined || verb.startsWith("-") || message.includes("unknown command") ? "" : ` ${verb}`;
  return {
    ja: `書き方は npx omakase${command} --help で確かめられます`,
    en: `See npx omakase${command} --help`,
  };
}

function quoted(message: string): string[] {
  return [...message.matchAll(/'([^']*)'/g)].map(([, inside]) => inside);
}

/** `--count` out of `-c, --count <n>`. */
function optionName(flags: string): string {
  return /--[\w-]+/.exec(flags)?.[0] ?? flags;
}

/** `<n>` out of `--count <n>`. */
function placeholder(message: string): string {
  return /<[^>]+>/.exec(message)?.[0] ?? "";
}
