import type { Language, Text } from "../../error.ts";
import { metricNames, type Estimate, type Evaluation } from "../../evaluate/index.ts";
import { qualityFaultWords } from "../../feature/index.ts";
import { inLanguage, cliText } from "../../text/index.ts";

/** Name of each metric, with a hint on reading it. */
const metricTexts: Readonly<Record<(typeof metricNames)[number], { readonly name: Text; readonly hint: Text }>> =
  cliText.formatEvaluation.metricTexts;

/** Formats an evaluation as lines for people: a table, the verdict on copies, notices. */
export function formatEvaluation(evaluation: Evaluation, language: Language): string[] {
  const { space, counts, generated, floor, notices } = evaluation;
  const t = (text: Text) => inLanguage(text, language);
  const table = [
    ["", t(cliText.formatEvaluation.drawn), t(cliText.formatEvaluation.real), ""],
    ...metricNames.map((measure) => {
      const { name, hint } = metricTexts[measure];
      const digits = decimalPlaces(generated[measure], floor[measure]);
      return [t(name), formatEstimate(generated[measure], digits), formatEstimate(floor[measure], digits), t(hint)];
    }),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => terminalWidth(row[column]))));
  const lines = table.map((row) =>
    row
      .map((cell, column) => (column < 3 ? cell + " ".repeat(widths[column] - terminalWidth(cell)) : cell))
      .join("  ")
      .trimEnd(),
  );
  const heading = cliText.formatEvaluation.heading({ compared: counts.compared, space });
  return [
    ...qualityLines(evaluation).map(t),
    "",
    t(heading),
    "",
    ...lines,
    "",
    t(copyText(evaluation)),
    ...notices.map((notice) => `  ${t(notice)}`),
  ];
}

/** Says how far the pictures are from the real ones, and what is wrong. */
function qualityLines({ quality: { generated, floor, faults } }: Evaluation): Text[] {
  const [far, near] = [generated.distance, floor.distance].map((value) => Math.max(0, value).toFixed(3));
  return [
    cliText.formatEvaluation.quality({ far, near, count: faults.length }),
    ...faults.map((fault) => {
      const { name, meaning } = qualityFaultWords[fault];
      return cliText.formatEvaluation.fault({ name, meaning });
    }),
  ];
}

function copyText({ counts, copies: { suspicious, expected, found } }: Evaluation): Text {
  const near = Math.round(suspicious * counts.drawn);
  const percent = (part: number) => `${(100 * part).toFixed(1)} %`;
  return cliText.formatEvaluation.copies({
    real: counts.real,
    near,
    drawn: counts.drawn,
    suspicious: percent(suspicious),
    expected: percent(expected),
    found,
  });
}

/** Returns the number of decimals that show two digits of the larger standard deviation. */
function decimalPlaces(...estimates: readonly (Estimate | undefined)[]): number {
  const std = Math.max(...estimates.map((estimate) => estimate?.std ?? 0));
  return std > 0 ? Math.min(8, Math.max(0, 1 - Math.floor(Math.log10(std)))) : 3;
}

/** Formats `12.34 ± 0.56`. */
function formatEstimate(estimate: Estimate | undefined, digits: number): string {
  if (!estimate) return "—";
  return `${estimate.value.toFixed(digits)} ± ${estimate.std.toFixed(digits)}`.replaceAll("-", "−");
}

/** Returns the columns of a terminal that a text takes: Japanese characters take two. */
function terminalWidth(text: string): number {
  return [...text].reduce((columns, letter) => columns + (/[\u3000-\u9fff\uff01-\uff60]/.test(letter) ? 2 : 1), 0);
}
