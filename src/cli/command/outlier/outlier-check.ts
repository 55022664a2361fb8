import { join } from "node:path";
import { heatMap, figurePng, outlierSheet, scoreHistogram, type ScoredImage } from "../../../figure/index.ts";
import { fitSquare } from "../../../image/index.ts";
import {
  maxFullSide,
  reduceToSide,
  resizeMap,
  anomalyThreshold,
  isOutlier,
  scoreAnomalies,
  withFeedback,
  type AnomalyThreshold,
  type AnomalyScore,
  type AnomalyModel,
  type FeedbackVerdict,
} from "../../../anomaly/index.ts";
import { defineCommand, wholeNumber, type AddCommand } from "../define-command.ts";
import { chooseDevice, addDeviceOptions, type DeviceCommandOptions } from "../../option/device-options.ts";
import { backboneOfModel } from "../../option/backbone-options.ts";
import { openJudgedModel } from "../../input/open-judged-model.ts";
import { openPictures, type ConcatenatedPictures } from "../../input/open-pictures.ts";
import { formatOutlierCsv } from "../../output/outlier-csv.ts";
import { parseRate, formatPercent, thresholdData, thresholdTexts } from "../../output/threshold-texts.ts";
import { selfTestData, selfTestTexts } from "../../output/self-test-texts.ts";
import type { Session } from "../../session.ts";
import { withinFolder, writeResults, type OutputFile } from "../../output/write-results.ts";
import { figureText, cliText } from "../../../text/index.ts";

interface OutlierCheckOptions extends DeviceCommandOptions {
  readonly falseAlarms: number;
  readonly count?: number;
  readonly out?: string;
  readonly overwrite?: boolean;
}

/** Maximum number of images in a sheet, and of lines in a terminal. */
const [sheetCapacity, maxPrintedRows] = [48, 20];
/** Largest side of a picture in a sheet, px. */
const sheetSide = 192;

/** `omakase outlier check <run> <pictures…>`: which pictures do not fit. */
export const addOutlierCheckCommand: AddCommand = (program, t, language) => {
  const about = cliText.outlierCheck.about;
  const examples = [
    "omakase outlier check runs/good photo.jpg",
    "omakase outlier check runs/good ./today --false-alarms 5% --out result",
    "omakase outlier check runs/good ./today --json",
  ];
  addDeviceOptions(
    defineCommand(program, { name: "check", about, examples, language }, runOutlierCheck)
      .argument("<run>", t(cliText.outlierCheck.run))
      .argument("<pictures...>", t(cliText.outlierCheck.pictures))
      .option("--false-alarms <rate>", t(cliText.outlierCheck.falseAlarms), parseRate, 0.01)
      .option("--count <n>", t(cliText.outlierCheck.count), wholeNumber(1))
      .option("--out <folder>", t(cliText.outlierCheck.out))
      .option("--overwrite", t(cliText.outlierCheck.overwrite)),
    t,
  );
};

async function runOutlierCheck(
  session: Session,
  path: string,
  sources: readonly string[],
  options: OutlierCheckOptions,
): Promise<void> {
  const { host, signal, t, status } = session;
  const model = await openJudgedModel(host.files, path);
  const pictures = await openPictures(session, sources, model.picture, options.count, "stretch");
  const device = await chooseDevice(session, options);
  const backbone = await backboneOfModel(session, path, model, options.threads);
  const found = await scoreAnomalies(model, pictures, {
    device,
    backbone,
    signal,
    onProgress: ({ done, total }) => status(t(cliText.outlierCheck.looking({ done, total }))),
  });
  await backbone?.dispose();
  const threshold = anomalyThreshold(model, options.falseAlarms);
  const fitted = anomalyThreshold(withFeedback(model, []), options.falseAlarms);
  const rows = outlierRows(pictures, found, { threshold, fitted });
  const files = await outlierFiles(session, { model, pictures, found, rows, threshold });
  const written = await writeResults(
    session,
    (ending) => withinFolder(files, options.out ?? join(path, `checked${ending}`)),
    { isExplicit: options.out !== undefined, overwrite: options.overwrite },
  );
  printOutlierCheck(session, { model, rows, threshold }, written);
}

/** Table row of one checked image. */
export interface OutlierRow {
  readonly file: string;
  readonly score: number;
  /** See `AnomalyScore.pValue`. */
  readonly pValue: number;
  readonly outlier: boolean;
  /** Verdict of the owner of the model about this very image. */
  readonly verdict: FeedbackVerdict | null;
  /** Score and verdict of the fitted model alone, without feedback. */
  readonly fitted: { readonly score: number; readonly outlier: boolean };
  readonly kind: AnomalyScore["kind"];
  readonly detectorScores: AnomalyScore["detectorScores"];
  /** Index among the images. */
  readonly at: number;
}

/** Sorts the rows by score, the highest first. */
function outlierRows(
  pictures: ConcatenatedPictures,
  found: readonly AnomalyScore[],
  { threshold, fitted }: { readonly threshold: AnomalyThreshold; readonly fitted: AnomalyThreshold },
): OutlierRow[] {
  return found
    .map((one, at) => {
      const { score, pValue, kind, detectorScores, verdict = null, fittedScore } = one;
      const alone = { score: fittedScore, outlier: fittedScore > fitted.threshold };
      const outlier = isOutlier(one, threshold);
      return { file: pictures.nameOf(at), score, pValue, outlier, verdict, fitted: alone, kind, detectorScores, at };
    })
    .sort((a, b) => b.score - a.score);
}

interface OutlierCheckFindings {
  readonly model: AnomalyModel;
  readonly pictures: ConcatenatedPictures;
  readonly found: readonly AnomalyScore[];
  readonly rows: readonly OutlierRow[];
  readonly threshold: AnomalyThreshold;
}

async function outlierFiles(
  session: Session,
  { model, pictures, found, rows, threshold }: OutlierCheckFindings,
): Promise<OutputFile[]> {
  const { host, language, t } = session;
  const heated = async ({ at }: OutlierRow) => {
    const picture = reduceToSide(await pictures.fullPicture(at), maxFullSide, pictures.channels);
    const map = resizeMap(found[at].map, picture.width, picture.height);
    return { picture, heat: heatMap(picture, map.values) };
  };
  const shown: ScoredImage[] = [];
  for (const row of rows.slice(0, sheetCapacity)) {
    const { picture, heat } = await heated(row);
    const side = Math.min(sheetSide, Math.max(picture.width, picture.height));
    const [small, smallHeat] = [picture, heat].map((one) => fitSquare(one, side, 3, "pad"));
    shown.push({ name: row.file, picture: small, heat: smallHeat, score: row.score, outlier: row.outlier });
  }
  const note = t(
    rows.length > shown.length
      ? cliText.outlierCheck.oddest({ count: shown.length, total: rows.length })
      : cliText.outlierCheck.all({ count: rows.length }),
  );
  const figures = {
    sheet: outlierSheet(shown, { language, note }),
    histogram: await scoreHistogram(
      model.calibration,
      found.map(({ score }) => score),
      { language, threshold: threshold.threshold },
    ),
  };
  const files: OutputFile[] = [
    { path: "table.csv", bytes: new TextEncoder().encode(formatOutlierCsv(rows, language)) },
    {
      path: "table.json",
      bytes: new TextEncoder().encode(`${JSON.stringify(outlierCheckData(model, rows, threshold), undefined, 2)}\n`),
    },
  ];
  for (const [name, figure] of Object.entries(figures))
    files.push(
      { path: `${name}.png`, bytes: await figurePng(figure, host.asset) },
      { path: `${name}.svg`, bytes: new TextEncoder().encode(figure.svg) },
    );
  for (const [place, row] of rows.entries()) {
    const name = row.file.replace(/[\\/:*?"<>|]/g, "_").replace(/\.[^.]*$/, "");
    const number = String(place + 1).padStart(String(rows.length).length, "0");
    files.push({
      path: join("heat", `${number}-${name}.png`),
      bytes: await host.codecs.encodePng((await heated(row)).heat),
    });
  }
  return files;
}

function printOutlierCheck(
  { t, print, emit }: Session,
  { model, rows, threshold }: Pick<OutlierCheckFindings, "model" | "rows" | "threshold">,
  written: readonly OutputFile[],
): void {
  for (const row of rows) emit({ type: "picture", ...withoutIndex(row) });
  const outliers = rows.filter(({ outlier }) => outlier).length;
  const [first] = written;
  emit({
    type: "outlier-check",
    ...outlierCheckSummary(model, rows, threshold),
    ready: selfTestData(model).ready,
    files: written.slice(0, 6).map(({ path }) => path),
  });
  const shown = rows.slice(0, maxPrintedRows);
  const width = Math.min(60, Math.max(...shown.map(({ file }) => file.length)));
  for (const { file, score, pValue, outlier, verdict } of shown) {
    const result = t(outlier ? figureText.outlier.outlier : figureText.outlier.normal);
    const rarity = t(
      verdict ? cliText.outlierCheck[verdict] : cliText.outlierCheck.pValue({ pValue: formatPercent(pValue) }),
    );
    print(`${file.padEnd(width)}  ${score.toFixed(2).padStart(6)}  ${result}  (${rarity})`);
  }
  if (rows.length > maxPrintedRows) print(cliText.outlierCheck.more({ count: rows.length - maxPrintedRows }));
  print(cliText.outlierCheck.outliers({ outliers, count: rows.length }));
  const { accepted, missed, fewer, more } = feedbackEffect(model, rows);
  if (accepted + missed > 0) print(cliText.outlierCheck.changed({ accepted, missed, fewer, more }));
  for (const line of thresholdTexts(threshold, model.calibrationGroups !== undefined)) print(line);
  for (const line of selfTestTexts(model)) print(line);
  print(`  ${first.path.replace(/table\.csv$/, "")}`);
}

/** Returns all results for programs. */
function outlierCheckData(model: AnomalyModel, rows: readonly OutlierRow[], threshold: AnomalyThreshold) {
  return { ...outlierCheckSummary(model, rows, threshold), pictures: rows.map(withoutIndex) };
}

function outlierCheckSummary(model: AnomalyModel, rows: readonly OutlierRow[], threshold: AnomalyThreshold) {
  return {
    ...thresholdData(threshold),
    count: rows.length,
    outliers: rows.filter(({ outlier }) => outlier).length,
    feedback: feedbackEffect(model, rows),
  };
}

/** Counts the entries of feedback, and the images whose verdict they change. */
function feedbackEffect({ feedback = [] }: AnomalyModel, rows: readonly OutlierRow[]) {
  const missed = feedback.filter(({ verdict }) => verdict === "missed").length;
  const fewer = rows.filter(({ outlier, fitted }) => !outlier && fitted.outlier).length;
  const more = rows.filter(({ outlier, fitted }) => outlier && !fitted.outlier).length;
  return { accepted: feedback.length - missed, missed, fewer, more };
}

function withoutIndex({ file, score, pValue, outlier, verdict, fitted, kind, detectorScores }: OutlierRow) {
  return { file, score, pValue, outlier, verdict, fitted, kind, detectorScores };
}
