import type { Command } from "commander";
import type { Language } from "../../../error.ts";
import { addOutlierCheckCommand } from "./outlier-check.ts";
import { addOutlierFeedbackCommand } from "./outlier-feedback.ts";
import { addOutlierFitCommand } from "./outlier-fit.ts";
import { addOutlierAcceptCommand, addOutlierMissedCommand } from "./outlier-judge.ts";
import type { AddCommand } from "../define-command.ts";
import { cliText } from "../../../text/index.ts";

/** `omakase outlier fit | check | accept | missed | feedback`: learn what is normal, find what does not fit, be taught. */
export const addOutlierCommand: AddCommand = (program, t, language) => {
  const about = cliText.outlier.about;
  const group: Command = program.command("outlier").description(t(about));
  group.helpOption("-h, --help", t(cliText.outlier.help));
  group.helpCommand("help [command]", t(cliText.outlier.helpCommand));
  group.addHelpText(
    "after",
    `\n${t(cliText.outlier.examples)}:\n${outlierExamples.map((one) => `  ${one}`).join("\n")}`,
  );
  for (const add of outlierCommands) add(group, t, language satisfies Language);
};

const outlierCommands = [
  addOutlierFitCommand,
  addOutlierCheckCommand,
  addOutlierAcceptCommand,
  addOutlierMissedCommand,
  addOutlierFeedbackCommand,
];
const outlierExamples = [
  "omakase outlier fit ./good --out runs/good",
  "omakase outlier check runs/good ./today --false-alarms 1%",
  "omakase outlier accept runs/good today/7.jpg",
];
