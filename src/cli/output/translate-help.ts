import type { Command } from "commander";
import type { Language } from "../../error.ts";
import { inLanguage, cliText } from "../../text/index.ts";

/** Japanese headings and lines of commander's own help. */
const japaneseHeadings: Readonly<Record<string, string>> = {
  "Usage:": "使い方:",
  "Arguments:": "値:",
  "Options:": "オプション:",
  "Commands:": "コマンド:",
};

/** Translates the help of a program and of the commands that are added afterwards. */
export function translateHelp(program: Command, language: Language): void {
  const words = cliText.translateHelp;
  program
    .helpOption("-h, --help", inLanguage(words.help, language))
    .helpCommand("help [command]", inLanguage(words.verb, language));
  if (language === "ja") program.configureHelp({ styleTitle: (title) => japaneseHeadings[title] ?? title });
}
