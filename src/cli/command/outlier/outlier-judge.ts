import {
  anomalyThreshold,
  judgePictures,
  scoreEvidence,
  withFeedback,
  type AnomalyModel,
  type FeedbackVerdict,
  type PictureFeedback,
} from "../../../anomaly/index.ts";
import { OmakaseError } from "../../../error.ts";
import { writeOutlierFeedback } from "../../../run/index.ts";
import { defineCommand, wholeNumber, type AddCommand } from "../define-command.ts";
import { chooseDevice, addDeviceOptions, type DeviceCommandOptions } from "../../option/device-options.ts";
import { backboneOfModel } from "../../option/backbone-options.ts";
import { openJudgedModel } from "../../input/open-judged-model.ts";
import { openPictures } from "../../input/open-pictures.ts";
import { parseRate, thresholdData, thresholdTexts } from "../../output/threshold-texts.ts";
import type { Session } from "../../session.ts";
import { cliText } from "../../../text/index.ts";

interface OutlierJudgeOptions extends DeviceCommandOptions {
  readonly falseAlarms: number;
  readonly count?: number;
}

/** Most images of feedback: each makes checking slower. Most lines in a terminal. */
const [maxFeedback, maxPrintedRows] = [300, 20];

/** `omakase outlier accept <run> <pictures…>`: these are fine. */
export const addOutlierAcceptCommand: AddCommand = (program, t, language) =>
  addJudgeCommand("accepted", [program, t, language]);

/** `omakase outlier missed <run> <pictures…>`: these were missed. */
export const addOutlierMissedCommand: AddCommand = (program, t, language) =>
  addJudgeCommand("missed", [program, t, language]);

const words = cliText.outlierJudge;

function addJudgeCommand(verdict: FeedbackVerdict, [program, t, language]: Parameters<AddCommand>): void {
  const name = verdict === "accepted" ? "accept" : "missed";
  const about = verdict === "accepted" ? words.acceptAbout : words.missedAbout;
  const examples = [`omakase outlier ${name} runs/good today/7.jpg`, `omakase outlier ${name} runs/good ./some --json`];
  const action = (session: Session, path: string, sources: readonly string[], options: OutlierJudgeOptions) =>
    runOutlierJudge(session, verdict, { path, sources, options });
  addDeviceOptions(
    defineCommand(program, { name, about, examples, language }, action)
      .argument("<run>", t(words.run))
      .argument("<pictures...>", t(words.pictures))
      .option("--false-alarms <rate>", t(words.falseAlarms), parseRate, 0.01)
      .option("--count <n>", t(words.count), wholeNumber(1)),
    t,
  );
}

async function runOutlierJudge(
  session: Session,
  verdict: FeedbackVerdict,
  { path, sources, options }: { path: string; sources: readonly string[]; options: OutlierJudgeOptions },
): Promise<void> {
  const { host, signal, t, status } = session;
  const model = await openJudgedModel(host.files, path);
  const pictures = await openPictures(session, sources, model.picture, options.count, "stretch");
  requireFew((model.feedback?.length ?? 0) + pictures.count, path);
  const device = await chooseDevice(session, options);
  const backbone = await backboneOfModel(session, path, model, options.threads);
  const judged = await judgePictures(model, pictures, {
    ...{ device, backbone, verdict, signal },
    date: new Date().toISOString(),
    nameOf: (at) => pictures.nameOf(at),
    onProgress: ({ done, total }) => status(t(words.looking({ done, total }))),
  });
  await backbone?.dispose();
  await writeOutlierFeedback(host.files, path, model, judged);
  printOutlierJudge(session, { path, verdict, model, judged, rate: options.falseAlarms });
}

interface JudgedPictures {
  readonly path: string;
  readonly verdict: FeedbackVerdict;
  /** Model before the verdict. */
  readonly model: AnomalyModel;
  readonly judged: readonly PictureFeedback[];
  readonly rate: number;
}

/** Prints the scores before and after, and what the threshold promises from now on. */
function printOutlierJudge({ emit, print }: Session, { path, verdict, model, judged, rate }: JudgedPictures): void {
  const taught = withFeedback(model, [...(model.feedback ?? []), ...judged]);
  const evidence = judged.map((one) => one.evidence);
  const [before, after] = [scoreEvidence(model, evidence), scoreEvidence(taught, evidence)];
  const threshold = anomalyThreshold(taught, rate);
  const isGrouped = model.calibrationGroups !== undefined;
  for (const [at, { name, hash }] of judged.entries()) {
    emit({ type: "picture", file: name, hash, verdict, score: { before: before[at], after: after[at] } });
    if (at < maxPrintedRows)
      print(`${name}  ${before[at].toFixed(2).padStart(6)} → ${after[at].toFixed(2).padStart(6)}`);
  }
  const count = judged.length;
  emit({ type: "outlier-feedback", run: path, verdict, count, ...thresholdData(threshold) });
  if (count > maxPrintedRows) print(words.more({ count: count - maxPrintedRows }));
  print(verdict === "accepted" ? words.accepted({ count }) : words.missed({ count }));
  if (verdict === "missed") for (const line of thresholdTexts(threshold, isGrouped)) print(line);
  print(words.next({ path }));
}

function requireFew(count: number, where: string): void {
  if (count > maxFeedback) throw new OmakaseError("option", { where, ...words.tooMany({ most: maxFeedback, count }) });
}
