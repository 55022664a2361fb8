import { join } from "node:path";
import {
  builtinDatasets,
  isBuiltinDataset,
  reportDataset,
  sampleSheet,
  type Dataset,
  type DatasetReport,
} from "../../dataset/index.ts";
import {
  brightnessHistogram,
  duplicatePairs,
  figurePng,
  labelCounts,
  sizeHistogram,
  type Figure,
} from "../../figure/index.ts";
import { defineCommand, wholeNumber, type AddCommand } from "./define-command.ts";
import { reportDatasetOutliers } from "./report-dataset-outliers.ts";
import { loadPictures } from "../input/load-pictures.ts";
import type { Session } from "../session.ts";
import { writeResults, type OutputFile } from "../output/write-results.ts";
import { inLanguage, cliText, listText } from "../../text/index.ts";

interface DatasetOptions {
  readonly size?: number;
  readonly count?: number;
  readonly pairs?: boolean;
  readonly reverse?: boolean;
  readonly outliers?: boolean;
  readonly out?: string;
  readonly overwrite?: boolean;
}

/** Default number of images of a built-in set, which is unlimited. */
const defaultCount = 2000;
/** Maximum number of pairs in a figure. */
const maxShownPairs = 12;

/** `omakase dataset <source>`: what is in a data set, and what is wrong with it. */
export const addDatasetCommand: AddCommand = (program, t, language) => {
  const about = cliText.dataset.about;
  const examples = [
    "omakase dataset ./my-pictures",
    "omakase dataset sushi --count 500 --out report",
    "omakase dataset emoji --pairs",
    "omakase dataset ./my-pictures --outliers",
  ];
  defineCommand(program, { name: "dataset", about, examples, language }, inspectDataset)
    .argument("<source>", t(cliText.dataset.source({ builtinDatasets: listText(builtinDatasets) })))
    .option("--size <px>", t(cliText.dataset.size), wholeNumber(8, 1024))
    .option("--count <n>", t(cliText.dataset.count({ defaultCount })), wholeNumber(1))
    .option("--pairs", t(cliText.dataset.pairs))
    .option("--reverse", t(cliText.dataset.reverse))
    .option("--outliers", t(cliText.dataset.outliers))
    .option("--out <folder>", t(cliText.dataset.out))
    .option("--overwrite", t(cliText.dataset.overwrite));
};

async function inspectDataset(session: Session, source: string, options: DatasetOptions): Promise<void> {
  const { size, count, pairs, reverse, outliers, out, overwrite } = options;
  const builtin = isBuiltinDataset(source);
  const datasetOptions = { size, count: count ?? (builtin ? defaultCount : undefined), pairs, reverse };
  const dataset = await loadPictures(session, source, datasetOptions);
  const report = await reportDataset(dataset, {
    onProgress: ({ done, total }) => session.status(session.t(cliText.dataset.looking({ done, total }))),
  });
  const outlierReport = outliers ? await reportDatasetOutliers(session, dataset) : undefined;
  const lines = [...report.lines, ...(outlierReport?.lines ?? [])];
  const files: OutputFile[] = [
    { path: "sheet.png", bytes: await session.host.codecs.encodePng(await sampleSheet(dataset)) },
    ...(await drawFigures(session, dataset, report)),
    ...(outlierReport?.files ?? []),
    { path: "report.txt", bytes: new TextEncoder().encode(`${lines.map(session.t).join("\n")}\n`) },
  ];
  const folder = `dataset-${dataset.name.replace(/[\\/:*?"<>|]/g, "_")}`;
  const written = await writeResults(
    session,
    (ending) => files.map(({ path, bytes }) => ({ path: join(out ?? folder + ending, path), bytes })),
    { isExplicit: out !== undefined, overwrite },
  );
  session.emit({ ...reportData(dataset, report, written), ...(outlierReport && { outliers: outlierReport.data }) });
  for (const line of lines) session.print(line);
  session.print("");
  for (const { path } of written) session.print(`  ${path}`);
}

async function drawFigures(session: Session, dataset: Dataset, report: DatasetReport): Promise<OutputFile[]> {
  const { language, host } = session;
  const figures: [name: string, figure: Figure][] = [];
  const levels = report.brightness.map((value) => value * 255);
  figures.push(["brightness", await brightnessHistogram(levels, { language })]);
  const sides = report.widths.map((width, index) => Math.min(width, report.heights[index]));
  if (sides.some((side) => side !== sides[0])) figures.push(["sizes", await sizeHistogram(sides, { language })]);
  for (const { tag, counts, unknown } of report.labels) {
    const bars = counts.map(({ choice, count }) => ({ label: inLanguage(choice.label, language), count }));
    if (unknown > 0) bars.push({ label: session.t(cliText.dataset.unknown), count: unknown });
    if (bars.length === 0) continue;
    const title = cliText.dataset.title({ label: tag.label });
    figures.push([`labels-${tag.name.replace(/[^\p{L}\p{N}_-]/gu, "_")}`, labelCounts(bars, { language, title })]);
  }
  const pairs = duplicatePairsOf(report).slice(0, maxShownPairs);
  if (pairs.length > 0) {
    const shown = pairs.map(async ({ first, second, difference }) => ({
      first: await dataset.picture(first),
      second: await dataset.picture(second),
      firstName: dataset.nameOf(first),
      secondName: dataset.nameOf(second),
      difference,
    }));
    figures.push(["duplicates", duplicatePairs(await Promise.all(shown), { language })]);
  }
  const files: OutputFile[] = [];
  for (const [name, figure] of figures) files.push({ path: `${name}.png`, bytes: await figurePng(figure, host.asset) });
  return files;
}

/** Returns the pairs of identical and of nearly identical images. */
function duplicatePairsOf({ duplicates: { exact, nearPairs } }: DatasetReport) {
  return [...exact.map(([first, second]) => ({ first, second, difference: 0 })), ...nearPairs];
}

/** Converts the report for programs: names in place of indices. */
function reportData(dataset: Dataset, report: DatasetReport, written: readonly OutputFile[]) {
  const { nameOf } = dataset;
  const {
    name,
    count,
    size,
    channels,
    enlargedCount: enlarged,
    blankIndices,
    duplicates,
    labels,
    rareCombinations,
    skipped,
  } = report;
  return {
    type: "dataset",
    name,
    count,
    size,
    channels,
    pairs: dataset.inputs !== undefined,
    enlarged,
    blank: blankIndices.map(nameOf),
    exactDuplicates: duplicates.exact.map((group) => group.map(nameOf)),
    nearDuplicates: duplicates.nearPairs.map(({ first, second, difference }) => ({
      first: nameOf(first),
      second: nameOf(second),
      difference,
    })),
    labels: labels.map(({ tag, counts, unknown }) => ({
      tag: tag.name,
      counts: Object.fromEntries(counts.map((one) => [one.choice.name, one.count])),
      unknown,
    })),
    rareCombinations: rareCombinations.map(({ first, second, count, expected }) => ({
      combination: { [first.tag.name]: first.choice.name, [second.tag.name]: second.choice.name },
      count,
      expected,
    })),
    skipped: skipped.map(({ file, reason }) => ({ file, reason: reason.en })),
    files: written.map((file) => file.path),
  };
}
