import type { Language } from "../error.ts";
import { outlierWords } from "../figure/index.ts";
import { outlierParts } from "../score/index.ts";
import { csvOf } from "./csv.ts";
import type { CheckedRow } from "./outlier-check.ts";

/** Checked pictures as CSV. */
export function outlierCsv(rows: readonly CheckedRow[], language: Language): string {
  const lines = rows.map(({ file, score, chance, outlier, aim, parts }) => [
    file,
    score.toFixed(4),
    chance.toFixed(4),
    (outlier ? outlierWords.outlier : outlierWords.normal)[language],
    aim,
    ...outlierParts.map((part) => parts[part]?.toFixed(4) ?? ""),
  ]);
  return csvOf([["file", "score", "chance", "verdict", "aim", ...outlierParts], ...lines]);
}
