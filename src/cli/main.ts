#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { omakaseVersion } from "../checkpoint/index.ts";
import { bothSentences, OmakaseError, sentence } from "../error.ts";
import { commandError } from "./command-error.ts";
import { arithmeticVerb } from "./arithmetic.ts";
import { datasetVerb } from "./dataset.ts";
import { directionVerb } from "./direction.ts";
import { evaluateVerb } from "./evaluate.ts";
import { exportVerb } from "./export.ts";
import { fuseVerb } from "./fuse.ts";
import { generateVerb } from "./generate.ts";
import { speakHelp } from "./help-words.ts";
import { chooseLanguage } from "./language.ts";
import { invertVerb } from "./invert.ts";
import { mapVerb } from "./map.ts";
import { morphVerb } from "./morph.ts";
import { outlierVerb } from "./outlier.ts";
import { guardOutput, visible } from "./output.ts";
import { reconstructVerb } from "./reconstruct.ts";
import { startVerb } from "./start.ts";
import { studioVerb } from "./studio.ts";
import { tasteVerb } from "./taste.ts";
import { trainVerb } from "./train.ts";
import { watchVerb } from "./watch.ts";
import { translateVerb } from "./translate.ts";

const words = process.argv.slice(2);
const language = chooseLanguage(words);
guardOutput(language);
const about = {
  ja: "おまかせ: 絵を見せると、似た絵を描けるようになります。",
  en: "omakase: give it pictures; it learns to draw more of them.",
};

const verbs = [
  startVerb,
  trainVerb,
  generateVerb,
  morphVerb,
  arithmeticVerb,
  directionVerb,
  fuseVerb,
  reconstructVerb,
  invertVerb,
  translateVerb,
  evaluateVerb,
  exportVerb,
  datasetVerb,
  mapVerb,
  outlierVerb,
  tasteVerb,
  studioVerb,
  watchVerb,
];

const program = new Command("omakase").description(about[language]).showHelpAfterError(false).exitOverride();
program.configureOutput({ outputError: () => {} }); // its errors are said below, as all others are
program.version(omakaseVersion, "-V, --version", language === "ja" ? "バージョンを表示する" : "show the version");
speakHelp(program, language);
for (const add of verbs) add(program, (text) => text[language], language);

/** Milliseconds that what is left over, such as a half-open connection, has to end after the work. */
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

/** Says why it ends, and sets the exit code. */
function fail(error: unknown): void {
  if (error === undefined) return; // help was asked for
  process.exitCode = exitCodeOf(error);
  if (!isStop(error)) {
    process.stderr.write(`${visible(sentence(error, language))}\n`);
    if (words.includes("--json"))
      process.stdout.write(`${JSON.stringify({ type: "error", text: bothSentences(error) })}\n`);
  }
  if (process.env.OMAKASE_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
}

/** Ends the process once all is written: it lives on only for what nobody waits for any more. */
function endAnyway(): void {
  if (process.stdout.writableLength + process.stderr.writableLength > 0) setTimeout(endAnyway, patience).unref();
  else process.exit();
}

/** 2 for what a person can mend, 130 after Ctrl-C, 1 for our own bugs. */
function exitCodeOf(error: unknown): number {
  if (isStop(error)) return 130;
  return error instanceof OmakaseError ? 2 : 1;
}

/** The person stopped it. */
function isStop(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
