import { InvalidArgumentError } from "commander";
import { anomalyThreshold, scoreEvidence, withFeedback } from "../../../anomaly/index.ts";
import { OmakaseError } from "../../../error.ts";
import { openOutlierModel, removeOutlierFeedback } from "../../../run/index.ts";
import { defineCommand, type AddCommand } from "../define-command.ts";
import { openJudgedModel } from "../../input/open-judged-model.ts";
import { parseRate, thresholdData, thresholdTexts } from "../../output/threshold-texts.ts";
import type { Session } from "../../session.ts";
import { cliText } from "../../../text/index.ts";

interface OutlierFeedbackOptions {
  readonly undo?: readonly number[] | "all";
  readonly falseAlarms: number;
}

const words = cliText.outlierFeedback;

/** `omakase outlier feedback <run>`: lists what was said of single images, or takes it back. */
export const addOutlierFeedbackCommand: AddCommand = (program, t, language) => {
  const about = words.about;
  const examples = [
    "omakase outlier feedback runs/good",
    "omakase outlier feedback runs/good --undo 1,3",
    "omakase outlier feedback runs/good --undo all",
  ];
  const parseUndo = (value: string): readonly number[] | "all" => {
    const numbers = value.split(",").map(Number);
    if (value !== "all" && !numbers.every((number) => Number.isInteger(number) && number > 0))
      throw new InvalidArgumentError(t(words.numbers));
    return value === "all" ? "all" : numbers;
  };
  defineCommand(program, { name: "feedback", about, examples, language }, runOutlierFeedback)
    .argument("<run>", t(words.run))
    .option("--undo <numbers>", t(words.undo), parseUndo)
    .option("--false-alarms <rate>", t(words.falseAlarms), parseRate, 0.01);
};

async function runOutlierFeedback(
  session: Session,
  path: string,
  { undo, falseAlarms }: OutlierFeedbackOptions,
): Promise<void> {
  const { files } = session.host;
  if (undo === "all") {
    await openOutlierModel(files, path); // any feedback goes, even a damaged one, but only that of a model
    const removed = await removeOutlierFeedback(files, path, "all");
    printUndone(session, path, removed);
  } else if (undo) {
    const { feedback = [] } = await openJudgedModel(files, path);
    const unknown = undo.find((number) => number > feedback.length);
    if (unknown !== undefined) throw unknownNumber(path, unknown, feedback.length);
    const hashes = [...new Set(undo)].map((number) => feedback[number - 1].hash);
    printUndone(session, path, await removeOutlierFeedback(files, path, hashes));
  }
  await printFeedback(session, path, falseAlarms);
}

function printUndone({ emit, print }: Session, path: string, count: number): void {
  emit({ type: "outlier-undo", run: path, count });
  print(words.undone({ count }));
}

async function printFeedback({ host, emit, print, t }: Session, path: string, rate: number): Promise<void> {
  const model = await openJudgedModel(host.files, path);
  const { feedback = [] } = model;
  const evidence = feedback.map((one) => one.evidence);
  const [fitted, scores] = [scoreEvidence(withFeedback(model, []), evidence), scoreEvidence(model, evidence)];
  const threshold = anomalyThreshold(model, rate);
  for (const [at, { verdict, name, date, hash }] of feedback.entries()) {
    const score = { before: fitted[at], after: scores[at] };
    emit({ type: "feedback", number: at + 1, verdict, file: name, date, hash, score });
    print(
      words.line({
        at: String(at + 1).padStart(String(feedback.length).length),
        verdict: t(words[verdict]),
        date: date.slice(0, 16).replace("T", " "),
        name,
        fitted: fitted[at].toFixed(2),
        score: scores[at].toFixed(2),
      }),
    );
  }
  emit({ type: "outlier-feedback", run: path, count: feedback.length, ...thresholdData(threshold) });
  if (feedback.length === 0) print(words.none({ path }));
  else for (const line of thresholdTexts(threshold, model.calibrationGroups !== undefined)) print(line);
}

function unknownNumber(where: string, number: number, count: number): OmakaseError {
  return new OmakaseError("option", { where: "--undo", ...words.unknownNumber({ count, number, path: where }) });
}
