import type { Command } from "commander";
import type { Language } from "../../../error.ts";
import { addOutlierCheckCommand } from "./outlier-check.ts";
import { addOutlierFitCommand } from "./outlier-fit.ts";
import type { AddCommand } from "../define-command.ts";

/** `omakase outlier fit | check`: learn what is normal, find what does not fit. */
export const addOutlierCommand: AddCommand = (program, t, language) => {
  const about = {
    ja: "（試作中）正常な絵だけから「ふつう」を学び、外れた絵を見つける（fit で学び、check で調べる）",
    en: "(early) learn what is normal from normal pictures alone, and find what does not fit (fit, then check)",
  };
  const group: Command = program.command("outlier").description(t(about));
  group.helpOption("-h, --help", t({ ja: "この説明を表示する", en: "show this help" }));
  group.helpCommand("help [command]", t({ ja: "コマンドの説明を表示する", en: "show the help of a command" }));
  group.addHelpText(
    "after",
    `\n${t({ ja: "例", en: "Examples" })}:\n${outlierExamples.map((one) => `  ${one}`).join("\n")}`,
  );
  for (const add of [addOutlierFitCommand, addOutlierCheckCommand]) add(group, t, language satisfies Language);
};

const outlierExamples = [
  "omakase outlier fit ./good --out runs/good",
  "omakase outlier check runs/good ./today --false-alarms 1%",
];
