#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { omakaseVersion } from "../checkpoint/index.ts";
import { formatErrorTexts, OmakaseError, formatError } from "../error.ts";
import { commandError } from "./output/command-error.ts";
import { addArithmeticCommand } from "./command/arithmetic.ts";
import { addClassCommand } from "./command/class.ts";
import { addDatasetCommand } from "./command/dataset.ts";
import { addDirectionCommand } from "./command/direction/direction.ts";
import { addEvaluateCommand } from "./command/evaluate.ts";
import { addExportCommand } from "./command/export.ts";
import { addFuseCommand } from "./command/fuse.ts";
import { addGenerateCommand } from "./command/generate.ts";
import { translateHelp } from "./output/translate-help.ts";
import { chooseLanguage } from "./language.ts";
import { addInvertCommand } from "./command/invert.ts";
import { addLessonCommand } from "./command/lesson.ts";
import { addMapCommand } from "./command/map.ts";
import { addMorphCommand } from "./command/morph.ts";
import { addOutlierCommand } from "./command/outlier/outlier.ts";
import { guardOutput, visible } from "./output.ts";
import { addReconstructCommand } from "./command/reconstruct.ts";
import { addStartCommand } from "./command/start.ts";
import { addStudioCommand } from "./command/studio.ts";
import { addPreferenceCommand } from "./command/preference.ts";
import { addTrainCommand } from "./command/train.ts";
import { addWatchCommand } from "./command/watch.ts";
import { addTranslateCommand } from "./command/translate.ts";
import { inLanguage, cliText, nameFlagsInTexts } from "../text/index.ts";

const words = process.argv.slice(2);
nameFlagsInTexts();
const language = chooseLanguage(words);
guardOutput(language);
const about = cliText.main.about;

const commands = [
  addStartCommand,
  addLessonCommand,
  addClassCommand,
  addTrainCommand,
  addGenerateCommand,
  addMorphCommand,
  addArithmeticCommand,
  addDirectionCommand,
  addFuseCommand,
  addReconstructCommand,
  addInvertCommand,
  addTranslateCommand,
  addEvaluateCommand,
  addExportCommand,
  addDatasetCommand,
  addMapCommand,
  addOutlierCommand,
  addPreferenceCommand,
  addStudioCommand,
  addWatchCommand,
];

const program = new Command("omakase")
  .description(inLanguage(about, language))
  .showHelpAfterError(false)
  .exitOverride();
program.configureOutput({ outputError: () => {} }); // its errors are printed below
program.version(omakaseVersion, "-V, --version", language === "ja" ? "バージョンを表示する" : "show the version");
translateHelp(program, language);
for (const add of commands) add(program, (text) => inLanguage(text, language), language);

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

/** Returns the exit code: 2 for user errors, 130 after Ctrl-C, 1 for bugs. */
function exitCodeOf(error: unknown): number {
  if (isAbort(error)) return 130;
  return error instanceof OmakaseError ? 2 : 1;
}

/** Whether the error is an abort by Ctrl-C. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
