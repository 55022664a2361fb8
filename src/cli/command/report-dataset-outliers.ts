import type { Dataset } from "../../dataset/index.ts";
import { OmakaseError, type Text } from "../../error.ts";
import { figurePng, datasetOutlierSheet } from "../../figure/index.ts";
import { findDatasetAnomalies, type DatasetAnomalies } from "../../anomaly/index.ts";
import type { Session } from "../session.ts";
import { formatCsv } from "../output/csv.ts";
import type { OutputFile } from "../output/write-results.ts";
import { cliText, listText } from "../../text/index.ts";

/** Maximum number of images in a sheet, and of names in a terminal. */
const [sheetCapacity, maxListedNames] = [40, 10];

/** Report of `omakase dataset --outliers`. */
export interface DatasetOutlierReport {
  readonly lines: readonly Text[];
  readonly files: readonly OutputFile[];
  /** Data for programs: the outliers, the highest score first. */
  readonly data: readonly { readonly file: string; readonly score: number }[];
}

/** Finds the pictures that do not belong in a set: sentences, a table of all pictures and a sheet of the oddest. */
export async function reportDatasetOutliers(session: Session, dataset: Dataset): Promise<DatasetOutlierReport> {
  const { host, language, t, status } = session;
  requirePowerOfTwo(dataset.size);
  const found = await findDatasetAnomalies(dataset, (done) => {
    const progress = `${done} / ${dataset.count}`;
    status(t(cliText.reportDatasetOutliers.looking({ progress })));
  });
  const order = [...found.scores.keys()].sort((a, b) => found.scores[b] - found.scores[a]);
  const rows = order.map((at) => ({ at, file: dataset.nameOf(at), score: found.scores[at] }));
  const outliers = rows.filter(({ score }) => score > found.limit);
  const shown = rows.slice(0, sheetCapacity).map(async ({ at, file, score }) => {
    return { name: file, picture: await dataset.picture(at), score, outlier: score > found.limit };
  });
  const table = [
    ["file", "score", "outlier"],
    ...rows.map(({ file, score }) => [file, score.toFixed(3), score > found.limit ? "1" : "0"]),
  ];
  const sheet = datasetOutlierSheet(await Promise.all(shown), { language });
  return {
    lines: outlierLines(outliers, dataset.count, found),
    files: [
      { path: "outliers.png", bytes: await figurePng(sheet, host.asset) },
      { path: "outliers.csv", bytes: new TextEncoder().encode(formatCsv(table)) },
    ],
    data: outliers.map(({ file, score }) => ({ file, score })),
  };
}

function outlierLines(
  outliers: readonly { readonly file: string }[],
  count: number,
  { limit }: DatasetAnomalies,
): Text[] {
  if (outliers.length === 0) return [cliText.reportDatasetOutliers.none({ count })];
  const names = outliers.slice(0, maxListedNames).map(({ file }) => file);
  const more = outliers.length - names.length;
  return [
    cliText.reportDatasetOutliers.found({ count: outliers.length, limit, names: listText(names), more }),
    cliText.reportDatasetOutliers.lookFirst,
  ];
}

function requirePowerOfTwo(size: number): void {
  if (size >= 16 && Number.isInteger(Math.log2(size))) return;
  throw new OmakaseError("option", { where: "--size", ...cliText.reportDatasetOutliers.size({ size }) });
}
