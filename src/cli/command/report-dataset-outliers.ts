import type { Dataset } from "../../dataset/index.ts";
import { OmakaseError, type Text } from "../../error.ts";
import { figurePng, datasetOutlierSheet } from "../../figure/index.ts";
import { findDatasetAnomalies, type DatasetAnomalies } from "../../anomaly/index.ts";
import type { Session } from "../session.ts";
import { formatCsv } from "../output/csv.ts";
import type { OutputFile } from "../output/write-results.ts";

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
    status(t({ ja: `外れた絵をさがしています ${progress}`, en: `looking for what does not belong ${progress}` }));
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
  if (outliers.length === 0)
    return [
      {
        ja: `外れた絵: なし（${count} 枚とも、ほかの絵に似ています）`,
        en: `Outliers: none; each of the ${count} pictures resembles others`,
      },
    ];
  const names = outliers.slice(0, maxListedNames).map(({ file }) => file);
  const more = outliers.length - names.length;
  return [
    {
      ja: `外れた絵: ${outliers.length} 枚（ほかの絵との近さが、中央値から偏差 ${limit} 個ぶんより遠い絵）: ${names.join("、")}${more > 0 ? `、ほか ${more} 枚` : ""}`,
      en: `Outliers: ${outliers.length}, farther from the others than the median by over ${limit} deviations: ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`,
    },
    {
      ja: "  めずらしいだけの良い絵かもしれません。外す前に outliers.png で見てください。",
      en: "  They may be good ones that are only rare: look at outliers.png before you remove any.",
    },
  ];
}

function requirePowerOfTwo(size: number): void {
  if (size >= 16 && Number.isInteger(Math.log2(size))) return;
  throw new OmakaseError("option", {
    where: "--size",
    expected: { ja: "16、32、64、128、256 など", en: "16, 32, 64, 128, 256 …" },
    got: { ja: String(size), en: String(size) },
    remedy: {
      ja: "--outliers と使うときは、たとえば 64 を指定してください",
      en: "With --outliers give 64, for example",
    },
  });
}
