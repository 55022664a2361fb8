#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { OmakaseError, sentence } from "../error.ts";
import { chooseLanguage } from "./language.ts";
import { startVerb } from "./start.ts";
import { trainVerb } from "./train.ts";

const words = process.argv.slice(2);
const language = chooseLanguage(words);
const about = {
  ja: "おまかせ: 絵を見せると、似た絵を描けるようになります。",
  en: "omakase: give it pictures; it learns to draw more of them.",
};

const program = new Command("omakase").description(about[language]).showHelpAfterError(false).exitOverride();
for (const add of [startVerb, trainVerb]) add(program, (text) => text[language], language);

try {
  await program.parseAsync(words, { from: "user" });
} catch (error) {
  process.exitCode = exitCodeOf(error);
  // commander has printed its own sentence already
  if (!(error instanceof CommanderError)) process.stderr.write(`${sentence(error, language)}\n`);
  if (process.env.OMAKASE_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
}

/** 2 for what a person can mend, 1 for our own bugs. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  return error instanceof OmakaseError ? 2 : 1;
}
