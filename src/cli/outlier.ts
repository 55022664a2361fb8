import type { Command } from "commander";
import type { Language } from "../error.ts";
import { checkVerb } from "./outlier-check.ts";
import { fitVerb } from "./outlier-fit.ts";
import type { Verb } from "./command.ts";

/** `omakase outlier fit | check`: learn what is normal, find what does not fit. */
export const outlierVerb: Verb = (program, say, language) => {
  const about = {
    ja: "（試作中）正常な絵だけから「ふつう」を学び、外れた絵を見つける（fit で学び、check で調べる）",
    en: "(early) learn what is normal from normal pictures alone, and find what does not fit (fit, then check)",
  };
  const group: Command = program.command("outlier").description(say(about));
  group.helpOption("-h, --help", say({ ja: "この説明を表示する", en: "show this help" }));
  group.helpCommand("help [command]", say({ ja: "コマンドの説明を表示する", en: "show the help of a command" }));
  group.addHelpText(
    "after",
    `\n${say({ ja: "例", en: "Examples" })}:\n${examples.map((one) => `  ${one}`).join("\n")}`,
  );
  for (const add of [fitVerb, checkVerb]) add(group, say, language satisfies Language);
};

const examples = [
  "omakase outlier fit ./good --out runs/good",
  "omakase outlier check runs/good ./today --false-alarms 1%",
];
