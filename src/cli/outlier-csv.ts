import type { Language } from "../error.ts";
import { outlierWords } from "../figure/index.ts";
import { outlierParts } from "../score/index.ts";
import type { CheckedRow } from "./outlier-check.ts";

/** Checked pictures as CSV (RFC 4180), with a byte order mark, by which spreadsheets know UTF-8. */
export function outlierCsv(rows: readonly CheckedRow[], language: Language): string {
  const lines = rows.map(({ file, score, chance, outlier, parts }) => [
    file,
    score.toFixed(4),
    chance.toFixed(4),
    (outlier ? outlierWords.outlier : outlierWords.normal)[language],
    ...outlierParts.map((part) => parts[part]?.toFixed(4) ?? ""),
  ]);
  const all = [["file", "score", "chance", "verdict", ...outlierParts], ...lines];
  return `\ufeff${all.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** Quoted where it must be; what a spreadsheet would take for a formula begins with an apostrophe. */
function cell(text: string): string {
  const harmless = /^[=+@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
