import type { Language } from "../../error.ts";
import { anomalyDetectors } from "../../anomaly/index.ts";
import { formatCsv } from "./csv.ts";
import type { OutlierRow } from "../command/outlier/outlier-check.ts";
import { figureText, inLanguage } from "../../text/index.ts";

/** Formats checked images as CSV. */
export function formatOutlierCsv(rows: readonly OutlierRow[], language: Language): string {
  const lines = rows.map(({ file, score, pValue, outlier, kind, detectorScores }) => [
    file,
    score.toFixed(4),
    pValue.toFixed(4),
    inLanguage(outlier ? figureText.outlier.outlier : figureText.outlier.normal, language),
    kind,
    ...anomalyDetectors.map((detector) => detectorScores[detector]?.toFixed(4) ?? ""),
  ]);
  return formatCsv([["file", "score", "pValue", "result", "kind", ...anomalyDetectors], ...lines]);
}
