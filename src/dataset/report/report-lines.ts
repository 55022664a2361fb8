import type { Text } from "../../error.ts";
import type { Dataset } from "../dataset.ts";
import { untranslatedText } from "../tag.ts";
import type { DatasetReport } from "./report-dataset.ts";
import { datasetText, listText } from "../../text/index.ts";

/** Maximum number of examples of one kind. */
const maxExamples = 10;

/** Formats a report in sentences, the most important first. */
export function reportLines(report: Omit<DatasetReport, "lines">, dataset: Dataset): Text[] {
  return [
    ...summary(report),
    ...(dataset.inputs ? [datasetText.reportLines.aboutPairs] : []),
    ...dataset.notices,
    ...sizes(report),
    ...duplicates(report, dataset),
    ...labels(report),
    ...rareCombinationLines(report),
    ...skippedFiles(report),
    ...(dataset.credit ? [dataset.credit] : []),
  ];
}

type Facts = Omit<DatasetReport, "lines">;

function summary({ name, count, size, channels, brightness, blankIndices }: Facts): Text[] {
  const mean = Math.round((100 * brightness.reduce((sum, value) => sum + value, 0)) / count);
  const lines: Text[] = [datasetText.reportLines.summary({ name, count, size, channels, mean })];
  if (count < 500) {
    lines.push(datasetText.reportLines.fewPictures);
  }
  if (blankIndices.length > 0) {
    lines.push(datasetText.reportLines.blank({ count: blankIndices.length }));
  }
  return lines;
}

function sizes({ widths, heights, size, enlargedCount, count }: Facts): Text[] {
  const range = (values: readonly number[]): string => {
    const low = values.reduce((least, value) => Math.min(least, value), Infinity);
    const high = values.reduce((most, value) => Math.max(most, value), 0);
    return low === high ? `${low}` : `${low}–${high}`;
  };
  if ([...widths, ...heights].every((length) => length === size)) return [];
  const lines: Text[] = [datasetText.reportLines.originalSizes({ widths: range(widths), heights: range(heights) })];
  if (enlargedCount > 0) {
    lines.push(
      datasetText.reportLines.enlarged({
        size,
        count: enlargedCount,
        percent: percent(enlargedCount, count),
      }),
    );
  }
  return lines;
}

function duplicates({ duplicates: { exact, nearPairs, isIncomplete } }: Facts, { nameOf }: Dataset): Text[] {
  const surplus = exact.reduce((sum, group) => sum + group.length - 1, 0);
  const lines: Text[] = [];
  if (surplus === 0) lines.push(datasetText.reportLines.noRepetitions);
  else {
    lines.push(datasetText.reportLines.exactRepetitions({ surplus, count: exact.length }));
    for (const group of exact.slice(0, maxExamples))
      lines.push(untranslatedText(`  ${group.slice(0, 5).map(nameOf).join(" = ")}`));
  }
  if (nearPairs.length > 0) {
    lines.push(datasetText.reportLines.nearRepetitions({ count: nearPairs.length, isIncomplete }));
    for (const { first, second } of nearPairs.slice(0, maxExamples))
      lines.push(untranslatedText(`  ${nameOf(first)} ≈ ${nameOf(second)}`));
  }
  return lines;
}

function labels({ labels: tags, numberTags, count }: Facts): Text[] {
  const lines = tags.map(({ tag, counts, unknown }): Text => {
    const sorted = [...counts].sort((a, b) => b.count - a.count);
    const shown: (Text | string)[] = sorted
      .slice(0, 2 * maxExamples)
      .map(({ choice, count: times }) => datasetText.reportLines.choiceCount({ choice: choice.label, count: times }));
    if (sorted.length > shown.length) shown.push("…");
    if (unknown > 0) shown.push(datasetText.reportLines.unknownCount({ count: unknown }));
    return datasetText.reportLines.choiceLabel({ label: tag.label, list: listText(shown) });
  });
  for (const { tag, values } of numberTags) {
    const known = values.filter((value) => !Number.isNaN(value)).sort();
    if (known.length === 0) continue;
    const [low, middle, high] = [known[0], known[known.length >> 1], known[known.length - 1]].map((value) =>
      String(Number(value.toPrecision(3))),
    );
    const unknown = count - known.length;
    lines.push(datasetText.reportLines.numberLabel({ label: tag.label, low, high, middle, unknown }));
  }
  return lines;
}

function rareCombinationLines({ rareCombinations }: Facts): Text[] {
  if (rareCombinations.length === 0) return [];
  const lines: Text[] = [datasetText.reportLines.rareCombinations({ count: rareCombinations.length })];
  for (const { first, second, count, expected } of rareCombinations.slice(0, maxExamples)) {
    const pair = {
      firstTag: first.tag.label,
      firstChoice: first.choice.label,
      secondTag: second.tag.label,
      secondChoice: second.choice.label,
    };
    lines.push(datasetText.reportLines.rareCombination({ ...pair, count, expected: Math.round(expected) }));
  }
  return lines;
}

function skippedFiles({ skipped }: Facts): Text[] {
  if (skipped.length === 0) return [];
  const lines: Text[] = [datasetText.reportLines.skippedFiles({ count: skipped.length })];
  for (const { file, reason } of skipped.slice(0, maxExamples)) {
    lines.push(datasetText.reportLines.skippedFile({ file, reason }));
  }
  if (skipped.length > maxExamples) lines.push(untranslatedText("  …"));
  return lines;
}

function percent(part: number, whole: number): string {
  const share = (100 * part) / whole;
  return share < 1 ? "<1%" : `${Math.round(share)}%`;
}
