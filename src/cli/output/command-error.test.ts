import { Command, Option, type CommanderError } from "commander";
import { expect, test } from "vitest";
import { formatError, type Language } from "../../error.ts";
import { commandError } from "./command-error.ts";
import { numberAbove, numberBetween, oneOf, wholeNumber } from "../command/define-command.ts";

/** Returns the sentence that a wrong command line gets; undefined when commander showed help. */
async function said(words: readonly string[], language: Language): Promise<string | undefined> {
  const program = new Command("omakase")
    .exitOverride()
    .configureOutput({ outputError() {}, writeErr() {}, writeOut() {} });
  program.version("1.2.3");
  program
    .command("draw")
    .argument("<run>")
    .option("-c, --count <n>", "", wholeNumber(1, 10))
    .option("--rate <n>", "", numberAbove(0))
    .option("--part <n>", "", numberBetween(0, 1))
    .option("--path <path>", "", oneOf("line", "sphere"))
    .addOption(new Option("--quiet").conflicts("rate"))
    .action(() => {});
  program
    .command("walk")
    .requiredOption("--to <stop>", "")
    .action(() => {});
  try {
    await program.parseAsync(words, { from: "user" });
  } catch (error) {
    const own = commandError(error as CommanderError, words[0]);
    return own && formatError(own, language);
  }
  throw new Error("nothing was wrong");
}

test.each([
  [["drow"], "drow: expected a command of omakase, got an unknown name. Perhaps you mean draw."],
  [["qqqqqqq"], "qqqqqqq: expected a command of omakase, got an unknown name. See npx omakase --help."],
  [["draw"], "run: expected a value, got nothing. See npx omakase draw --help."],
  [["draw", "a", "b"], "draw: expected at most 1 value, got 2. See npx omakase draw --help."],
  [
    ["draw", "a", "--cuont", "3"],
    "--cuont: expected an option of this command, got an unknown name. Perhaps you mean --count.",
  ],
  [
    ["draw", "a", "--nothing-like"],
    "--nothing-like: expected an option of this command, got an unknown name. See npx omakase draw --help.",
  ],
  [["draw", "a", "--count"], "--count: expected a value for <n>, got nothing. See npx omakase draw --help."],
  [["draw", "a", "--count", "eleven"], '--count: expected 1 … 10, got "eleven". See npx omakase draw --help.'],
  [["draw", "a", "--count", "1.5"], '--count: expected 1 … 10, got "1.5". See npx omakase draw --help.'],
  [["draw", "a", "--count", ""], '--count: expected 1 … 10, got "". See npx omakase draw --help.'],
  [["draw", "a", "--rate", "0"], '--rate: expected > 0, got "0". See npx omakase draw --help.'],
  [["draw", "a", "--part", "2"], '--part: expected 0 … 1, got "2". See npx omakase draw --help.'],
  [["draw", "a", "--path", "it's"], '--path: expected line | sphere, got "it\'s". See npx omakase draw --help.'],
  [["walk"], "--to: expected this option, always, got nothing. See npx omakase walk --help."],
  [
    ["draw", "a", "--quiet", "--rate", "1"],
    "omakase: expected a complete command, got \"option '--quiet' cannot be used with option '--rate <n>'\". See npx omakase draw --help.",
  ],
])("%j", async (words, expected) => {
  expect(await said(words, "en")).toBe(expected);
  const japanese = await said(words, "ja");
  expect(japanese).toMatch(/^\S+: .+が必要ですが、.+でした。.+。$/u);
});

test.each([[["--help"]], [["draw", "--help"]], [["--version"]], [[]]])("%j is no mistake", async (words) => {
  expect(await said(words, "en")).toBeUndefined();
});
