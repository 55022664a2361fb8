#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { omakaseVersion } from "../checkpoint/index.ts";
import { formatErrorTexts, OmakaseError, formatError } from "../error.ts";
import { commandError } from "./output/command-error.ts";
import type { AddCommand } from "./command/define-command.ts";
import { translateHelp } from "./output/translate-help.ts";
import { chooseLanguage } from "./language.ts";
import { guardOutput, visible } from "./output.ts";
import { inLanguage, cliText, nameFlagsInTexts } from "../text/index.ts";

const words = process.argv.slice(2);
nameFlagsInTexts();
const language = chooseLanguage(words);
guardOutput(language);
const about = cliText.main.about;

/** Commands in the order of the help. A command is loaded when it is named: to load all takes most of a start. */
const commands: Readonly<Record<string, () => Promise<AddCommand>>> = {
  start: async () => (await import("./command/start.ts")).addStartCommand,
  lesson: async () => (await import("./command/lesson.ts")).addLessonCommand,
  class: async () => (await import("./command/class.ts")).addClassCommand,
  train: async () => (await import("./command/train.ts")).addTrainCommand,
  generate: async () => (await import("./command/generate.ts")).addGenerateCommand,
  morph: async () => (await import("./command/morph.ts")).addMorphCommand,
  arithmetic: async () => (await import("./command/arithmetic.ts")).addArithmeticCommand,
  direction: async () => (await import("./command/direction/direction.ts")).addDirectionCommand,
  fuse: async () => (await import("./command/fuse.ts")).addFuseCommand,
  reconstruct: async () => (await import("./command/reconstruct.ts")).addReconstructCommand,
  invert: async () => (await import("./command/invert.ts")).addInvertCommand,
  translate: async () => (await import("./command/translate.ts")).addTranslateCommand,
  evaluate: async () => (await import("./command/evaluate.ts")).addEvaluateCommand,
  export: async () => (await import("./command/export.ts")).addExportCommand,
  dataset: async () => (await import("./command/dataset.ts")).addDatasetCommand,
  map: async () => (await import("./command/map.ts")).addMapCommand,
  outlier: async () => (await import("./command/outlier/outlier.ts")).addOutlierCommand,
  preference: async () => (await import("./command/preference.ts")).addPreferenceCommand,
  studio: async () => (await import("./command/studio.ts")).addStudioCommand,
  watch: async () => (await import("./command/watch.ts")).addWatchCommand,
};

const program = new Command("omakase")
  .description(inLanguage(about, language))
  .showHelpAfterError(false)
  .exitOverride();
program.configureOutput({ outputError: () => {} }); // its errors are printed below
program.version(omakaseVersion, "-V, --version", language === "ja" ? "バージョンを表示する" : "show the version");
translateHelp(program, language);
for (const load of neededCommands()) (await load())(program, (text) => inLanguage(text, language), language);

/** Time that leftovers such as a half-open connection have to end after the work, ms. */
const patience = 1000;

process.on("uncaughtException", (error) => {
  fail(error);
  process.exit();
});

try {
  await program.parseAsync(words, { from: "user" });
} catch (thrown) {
  fail(thrown instanceof CommanderError ? commandError(thrown, words[0]) : thrown);
  if (thrown instanceof CommanderError) process.exitCode = thrown.exitCode && 2;
}
setTimeout(endAnyway, patience).unref();

/** Returns the command that the words name, or all of them, for the help and for advice about an unknown name. */
function neededCommands(): (() => Promise<AddCommand>)[] {
  const name = words[0] === "help" ? words[1] : words[0];
  return Object.hasOwn(commands, name ?? "") ? [commands[name]] : Object.values(commands);
}

/** Prints the error, and sets the exit code. */
function fail(error: unknown): void {
  if (error === undefined) return; // commander showed help
  process.exitCode = exitCodeOf(error);
  if (!isAbort(error)) {
    process.stderr.write(`${visible(formatError(error, language))}\n`);
    if (words.includes("--json"))
      process.stdout.write(`${JSON.stringify({ type: "error", text: formatErrorTexts(error) })}\n`);
  }
  if (process.env.OMAKASE_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
}

/** Ends the process once all output is written. */
function endAnyway(): void {
  if (process.stdout.writableLength + process.stderr.writableLength > 0) setTimeout(endAnyway, patience).unref();
  else process.exit();
}

/** Returns the exit code: 2 for user errors, 130 after Ctrl-C, 1 for bugs of omakase. */
function exitCodeOf(error: unknown): number {
  if (isAbort(error)) return 130;
  return error instanceof OmakaseError && error.code !== "internal" ? 2 : 1;
}

/** Whether the error is an abort by Ctrl-C. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
