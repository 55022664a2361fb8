import { join } from "node:path";
import { heatMap, figurePng, outlierSheet, outlierWords, scoreHistogram } from "../figure/index.ts";
import { openOutlierModel } from "../run/index.ts";
import {
  checkOutliers,
  conformalThreshold,
  type ConformalThreshold,
  type Oddness,
  type OutlierModel,
} from "../score/index.ts";
import { verb, whole, type Verb } from "./command.ts";
import { chooseDevice, computing, type ComputingOptions } from "./computing.ts";
import { gatherPictures, type GatheredPictures } from "./gather-pictures.ts";
import { outlierCsv } from "./outlier-csv.ts";
import { rateOf, percentText, thresholdWords } from "./outlier-lines.ts";
import type { Session } from "./session.ts";
import { inFolder, writeResults, type Result } from "./write-results.ts";

interface CheckOptions extends ComputingOptions {
  readonly falseAlarms: number;
  readonly count?: number;
  readonly out?: string;
  readonly overwrite?: boolean;
}

/** How many pictures fit into a sheet, and how many lines into a terminal. */
const [shownPictures, shownLines] = [48, 20];

/** `omakase outlier check <run> <pictures…>`: which pictures do not fit. */
export const checkVerb: Verb = (program, say, language) => {
  const about = { ja: "絵を調べて、外れたものを見つける", en: "find the pictures that do not fit" };
  const examples = [
    "omakase outlier check runs/good photo.jpg",
    "omakase outlier check runs/good ./today --false-alarms 5% --out result",
    "omakase outlier check runs/good ./today --json",
  ];
  const option = (ja: string, en: string) => say({ ja, en });
  computing(
    verb(program, { name: "check", about, examples, language }, check)
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
        rateOf,
        0.01,
      )
      .option(
        "--count <n>",
        option("フォルダなどから使う枚数（省くと全部）", "how many of each folder or set"),
        whole(1),
      )
      .option(
        "--out <folder>",
        option("書きこむフォルダ（省くと実行フォルダの checked）", "default: checked of the run"),
      )
      .option("--overwrite", option("同じ名前のファイルを置きかえる", "replace files of the same names")),
    say,
  );
};

async function check(session: Session, path: string, sources: readonly string[], options: CheckOptions): Promise<void> {
  const { host, signal, say, status } = session;
  const { model } = await openOutlierModel(host.files, path);
  const pictures = await gatherPictures(session, sources, model.picture, options.count);
  const device = await chooseDevice(session, options);
  const found = await checkOutliers(model, pictures, {
    device,
    signal,
    onProgress: ({ done, total }) =>
      status(say({ ja: `調べています ${done} / ${total}`, en: `looking ${done} / ${total}` })),
  });
  const threshold = conformalThreshold(model.calibration, options.falseAlarms);
  const rows = rowsOf(pictures, found, threshold);
  const files = await filesOf(session, { model, pictures, found, rows, threshold });
  const written = await writeResults(
    session,
    (ending) => inFolder(files, options.out ?? join(path, `checked${ending}`)),
    { chosen: options.out !== undefined, overwrite: options.overwrite },
  );
  report(session, rows, threshold, written);
}

/** One checked picture, as tables have it. */
export interface CheckedRow {
  readonly file: string;
  readonly score: number;
  /** See `Oddness.chance`. */
  readonly chance: number;
  readonly outlier: boolean;
  readonly aim: Oddness["aim"];
  readonly parts: Oddness["parts"];
  /** Its place among the pictures. */
  readonly at: number;
}

/** The oddest first. */
function rowsOf(
  pictures: GatheredPictures,
  found: readonly Oddness[],
  { threshold }: ConformalThreshold,
): CheckedRow[] {
  return found
    .map(({ score, chance, aim, parts }, at) => {
      return { file: pictures.nameOf(at), score, chance, outlier: score > threshold, aim, parts, at };
    })
    .sort((a, b) => b.score - a.score);
}

interface Findings {
  readonly model: OutlierModel;
  readonly pictures: GatheredPictures;
  readonly found: readonly Oddness[];
  readonly rows: readonly CheckedRow[];
  readonly threshold: ConformalThreshold;
}

async function filesOf(session: Session, { model, pictures, found, rows, threshold }: Findings): Promise<Result[]> {
  const { host, language, say } = session;
  const heated = async ({ at, file, score, outlier }: CheckedRow) => {
    const picture = await pictures.picture(at);
    return { name: file, picture, heat: heatMap(picture, found[at].map.values), score, outlier };
  };
  const shown = await Promise.all(rows.slice(0, shownPictures).map(heated));
  const note = say(
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
  const files: Result[] = [
    { path: "table.csv", bytes: new TextEncoder().encode(outlierCsv(rows, language)) },
    {
      path: "table.json",
      bytes: new TextEncoder().encode(`${JSON.stringify(asData(rows, threshold), undefined, 2)}\n`),
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

function report(
  { say, print, emit }: Session,
  rows: readonly CheckedRow[],
  threshold: ConformalThreshold,
  written: readonly Result[],
): void {
  for (const row of rows) emit({ type: "picture", ...withoutPlace(row) });
  const outliers = rows.filter(({ outlier }) => outlier).length;
  const [first] = written;
  emit({ type: "outlier check", ...summaryOf(rows, threshold), files: written.slice(0, 6).map(({ path }) => path) });
  const shown = rows.slice(0, shownLines);
  const width = Math.min(60, Math.max(...shown.map(({ file }) => file.length)));
  for (const { file, score, chance, outlier } of shown) {
    const verdict = say(outlier ? outlierWords.outlier : outlierWords.normal);
    const rarity = say({ ja: `正常なら ${percentText(chance)}`, en: `${percentText(chance)} of normal ones` });
    print(`${file.padEnd(width)}  ${score.toFixed(2).padStart(6)}  ${verdict}  (${rarity})`);
  }
  if (rows.length > shownLines)
    print({
      ja: `…ほか ${rows.length - shownLines} 枚は表にあります`,
      en: `… ${rows.length - shownLines} more in the table`,
    });
  print({ ja: `${rows.length} 枚のうち、外れ ${outliers} 枚。`, en: `${outliers} of ${rows.length} are outliers.` });
  for (const line of thresholdWords(threshold)) print(line);
  print(`  ${first.path.replace(/table\.csv$/, "")}`);
}

/** Everything for programs. */
function asData(rows: readonly CheckedRow[], threshold: ConformalThreshold) {
  return { ...summaryOf(rows, threshold), pictures: rows.map(withoutPlace) };
}

function summaryOf(rows: readonly CheckedRow[], { threshold, rate, count, lowest }: ConformalThreshold) {
  return {
    falseAlarms: rate,
    threshold: Number.isFinite(threshold) ? threshold : null,
    calibration: count,
    lowestFalseAlarms: lowest,
    count: rows.length,
    outliers: rows.filter(({ outlier }) => outlier).length,
  };
}

function withoutPlace({ file, score, chance, outlier, aim, parts }: CheckedRow) {
  return { file, score, chance, outlier, aim, parts };
}
