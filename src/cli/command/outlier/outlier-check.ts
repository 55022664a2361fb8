import { join } from "node:path";
import { heatMap, figurePng, outlierSheet, outlierWords, scoreHistogram } from "../../../figure/index.ts";
import { openOutlierModel } from "../../../run/index.ts";
import {
  scoreAnomalies,
  conformalThreshold,
  type ConformalThreshold,
  type AnomalyScore,
  type AnomalyModel,
} from "../../../anomaly/index.ts";
import { defineCommand, wholeNumber, type AddCommand } from "../define-command.ts";
import { chooseDevice, addDeviceOptions, type DeviceCommandOptions } from "../../option/device-options.ts";
import { openPictures, type ConcatenatedPictures } from "../../input/open-pictures.ts";
import { formatOutlierCsv } from "../../output/outlier-csv.ts";
import { parseRate, formatPercent, thresholdTexts } from "../../output/threshold-texts.ts";
import type { Session } from "../../session.ts";
import { withinFolder, writeResults, type OutputFile } from "../../output/write-results.ts";

interface OutlierCheckOptions extends DeviceCommandOptions {
  readonly falseAlarms: number;
  readonly count?: number;
  readonly out?: string;
  readonly overwrite?: boolean;
}

/** Maximum number of images in a sheet, and of lines in a terminal. */
const [sheetCapacity, maxPrintedRows] = [48, 20];

/** `omakase outlier check <run> <pictures…>`: which pictures do not fit. */
export const addOutlierCheckCommand: AddCommand = (program, t, language) => {
  const about = { ja: "絵を調べて、外れたものを見つける", en: "find the pictures that do not fit" };
  const examples = [
    "omakase outlier check runs/good photo.jpg",
    "omakase outlier check runs/good ./today --false-alarms 5% --out result",
    "omakase outlier check runs/good ./today --json",
  ];
  const option = (ja: string, en: string) => t({ ja, en });
  addDeviceOptions(
    defineCommand(program, { name: "check", about, examples, language }, runOutlierCheck)
      .argument("<run>", option("outlier fit が作ったフォルダ", "a folder that outlier fit made"))
      .argument(
        "<pictures...>",
        option("調べる画像、フォルダ、zip、または sushi など", "pictures, folders, archives, or a set such as sushi"),
      )
      .option(
        "--false-alarms <rate>",
        option(
          "正常な絵を「外れ」とまちがえてよい割合（省くと 1%）",
          "how often normal pictures may be called outliers; default 1%",
        ),
        parseRate,
        0.01,
      )
      .option(
        "--count <n>",
        option("フォルダなどから使う枚数（省くと全部）", "how many of each folder or set"),
        wholeNumber(1),
      )
      .option(
        "--out <folder>",
        option("書きこむフォルダ（省くと実行フォルダの checked）", "default: checked of the run"),
      )
      .option("--overwrite", option("同じ名前のファイルを置きかえる", "replace files of the same names")),
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
  const { model } = await openOutlierModel(host.files, path);
  const pictures = await openPictures(session, sources, model.picture, options.count);
  const device = await chooseDevice(session, options);
  const found = await scoreAnomalies(model, pictures, {
    device,
    signal,
    onProgress: ({ done, total }) =>
      status(t({ ja: `調べています ${done} / ${total}`, en: `looking ${done} / ${total}` })),
  });
  const threshold = conformalThreshold(model.calibration, options.falseAlarms);
  const rows = outlierRows(pictures, found, threshold);
  const files = await outlierFiles(session, { model, pictures, found, rows, threshold });
  const written = await writeResults(
    session,
    (ending) => withinFolder(files, options.out ?? join(path, `checked${ending}`)),
    { isExplicit: options.out !== undefined, overwrite: options.overwrite },
  );
  printOutlierCheck(session, rows, threshold, written);
}

/** Table row of one checked image. */
export interface OutlierRow {
  readonly file: string;
  readonly score: number;
  /** See `AnomalyScore.pValue`. */
  readonly pValue: number;
  readonly outlier: boolean;
  readonly kind: AnomalyScore["kind"];
  readonly detectorScores: AnomalyScore["detectorScores"];
  /** Index among the images. */
  readonly at: number;
}

/** Sorts the rows by score, the highest first. */
function outlierRows(
  pictures: ConcatenatedPictures,
  found: readonly AnomalyScore[],
  { threshold }: ConformalThreshold,
): OutlierRow[] {
  return found
    .map(({ score, pValue, kind, detectorScores }, at) => {
      return { file: pictures.nameOf(at), score, pValue, outlier: score > threshold, kind, detectorScores, at };
    })
    .sort((a, b) => b.score - a.score);
}

interface OutlierCheckFindings {
  readonly model: AnomalyModel;
  readonly pictures: ConcatenatedPictures;
  readonly found: readonly AnomalyScore[];
  readonly rows: readonly OutlierRow[];
  readonly threshold: ConformalThreshold;
}

async function outlierFiles(
  session: Session,
  { model, pictures, found, rows, threshold }: OutlierCheckFindings,
): Promise<OutputFile[]> {
  const { host, language, t } = session;
  const heated = async ({ at, file, score, outlier }: OutlierRow) => {
    const picture = await pictures.picture(at);
    return { name: file, picture, heat: heatMap(picture, found[at].map.values), score, outlier };
  };
  const shown = await Promise.all(rows.slice(0, sheetCapacity).map(heated));
  const note = t(
    rows.length > shown.length
      ? {
          ja: `${rows.length} 枚のうち、おかしい順に ${shown.length} 枚`,
          en: `the oddest ${shown.length} of ${rows.length}`,
        }
      : { ja: `${rows.length} 枚`, en: `${rows.length} in all` },
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
      bytes: new TextEncoder().encode(`${JSON.stringify(outlierCheckData(rows, threshold), undefined, 2)}\n`),
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
  rows: readonly OutlierRow[],
  threshold: ConformalThreshold,
  written: readonly OutputFile[],
): void {
  for (const row of rows) emit({ type: "picture", ...withoutIndex(row) });
  const outliers = rows.filter(({ outlier }) => outlier).length;
  const [first] = written;
  emit({
    type: "outlier-check",
    ...outlierCheckSummary(rows, threshold),
    files: written.slice(0, 6).map(({ path }) => path),
  });
  const shown = rows.slice(0, maxPrintedRows);
  const width = Math.min(60, Math.max(...shown.map(({ file }) => file.length)));
  for (const { file, score, pValue, outlier } of shown) {
    const verdict = t(outlier ? outlierWords.outlier : outlierWords.normal);
    const rarity = t({ ja: `正常なら ${formatPercent(pValue)}`, en: `${formatPercent(pValue)} of normal ones` });
    print(`${file.padEnd(width)}  ${score.toFixed(2).padStart(6)}  ${verdict}  (${rarity})`);
  }
  if (rows.length > maxPrintedRows)
    print({
      ja: `…ほか ${rows.length - maxPrintedRows} 枚は表にあります`,
      en: `… ${rows.length - maxPrintedRows} more in the table`,
    });
  print({ ja: `${rows.length} 枚のうち、外れ ${outliers} 枚。`, en: `${outliers} of ${rows.length} are outliers.` });
  for (const line of thresholdTexts(threshold)) print(line);
  print(`  ${first.path.replace(/table\.csv$/, "")}`);
}

/** Returns all results for programs. */
function outlierCheckData(rows: readonly OutlierRow[], threshold: ConformalThreshold) {
  return { ...outlierCheckSummary(rows, threshold), pictures: rows.map(withoutIndex) };
}

function outlierCheckSummary(rows: readonly OutlierRow[], { threshold, rate, count, lowestRate }: ConformalThreshold) {
  return {
    falseAlarms: rate,
    threshold: Number.isFinite(threshold) ? threshold : null,
    calibration: count,
    lowestFalseAlarms: lowestRate,
    count: rows.length,
    outliers: rows.filter(({ outlier }) => outlier).length,
  };
}

function withoutIndex({ file, score, pValue, outlier, kind, detectorScores }: OutlierRow) {
  return { file, score, pValue, outlier, kind, detectorScores };
}
