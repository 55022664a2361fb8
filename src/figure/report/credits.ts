import type { Text } from "../../error.ts";
import { element, escapedText } from "./bilingual.ts";
import type { ReportModel, ReportRun } from "./report-run.ts";
import { reportText } from "../../text/index.ts";

/** Papers behind the models. */
const papers: Readonly<Record<ReportModel, Text>> = reportText.credits.papers;

const parts: Text = reportText.credits.parts;

/** Formats the credits of the page. */
export function creditsSection(runs: readonly ReportRun[], more: readonly Text[]): string {
  const models = [...new Set(runs.map(({ model }) => model))];
  const given = more.map(escapedText);
  const lines = [...given, ...models.map((model) => papers[model]), parts];
  return (
    `<footer id="credits">${element("h2", reportText.page.credits)}` +
    `<ul>${lines.map((line) => element("li", line)).join("")}</ul></footer>`
  );
}
