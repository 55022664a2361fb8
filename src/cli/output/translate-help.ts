import type { Command } from "commander";
import type { Language } from "../../error.ts";

/** Japanese headings and lines of commander's own help. */
const japaneseHeadings: Readonly<Record<string, string>> = {
  "Usage:": "使い方:",
  "Arguments:": "値:",
  "Options:": "オプション:",
  "Commands:": "コマンド:",
};

/** Translates the help of a program and of the commands that are added afterwards. */
export function translateHelp(program: Command, language: Language): void {
  const words = {
    help: { ja: "この説明を表示する", en: "show this help" },
    verb: { ja: "コマンドの説明を表示する", en: "show the help of a command" },
  };
  program.helpOption("-h, --help", words.help[language]).helpCommand("help [command]", words.verb[language]);
  if (language === "ja") program.configureHelp({ styleTitle: (title) => japaneseHeadings[title] ?? title });
}
