import type { Command } from "commander";
import type { Language } from "../../../error.ts";
import { addOutlierCheckCommand } from "./outlier-check.ts";
import { addOutlierFitCommand } from "./outlier-fit.ts";
import type { AddCommand } from "../define-command.ts";
import { cliText } from "../../../text/index.ts";

/** `omakase outlier fit | check`: learn what is normal, find what does not fit. */
export const addOutlierCommand: AddCommand = (program, t, language) => {
  const about = cliText.outlier.about;
  const group: Command = program.command("outlier").description(t(about));
  group.helpOption("-h, --help", t(cliText.outlier.help));
  group.helpCommand("help [command]", t(cliText.outlier.helpCommand));
  group.addHelpText(
    "after",
    `\n${t(cliText.outlier.examples)}:\n${outlierExamples.map((one) => `  ${one}`).join("\n")}`,
  );
  for (const add of [addOutlierFitCommand, addOutlierCheckCommand]) add(group, t, language satisfies Language);
};

const outlierExamples = [
  "omakase outlier fit ./good --out runs/good",
  "omakase outlier check runs/good ./today --false-alarms 1%",
];
