import type { Language, Text } from "../../error.ts";
import { escapeMarkup } from "../markup.ts";
import { countText } from "../number-text.ts";
import { bilingualHtml, element, fillTemplate, inPageLanguage } from "./bilingual.ts";
import { comparison, shortNames } from "./comparison.ts";
import { creditsSection } from "./credits.ts";
import { glossary } from "./glossary.ts";
import { modelWords } from "./model-words.ts";
import { nextSection } from "./next-section.ts";
import { pageScript } from "./page-script.ts";
import { pageStyle } from "./page-style.ts";
import type { ReportRun } from "./report-run.ts";
import { coverImage, coverKind, runSection } from "./run-section.ts";
import { inLanguage, reportText, writeText, listText } from "../../text/index.ts";

/** Options of {@link reportPage}. */
export interface ReportPageOptions {
  /** Runs in display order. */
  readonly runs: readonly ReportRun[];
  /** Initial language of the page, which contains both. */
  readonly language: Language;
  /** Further lines of the credits, such as the origin of the data set. Default none. */
  readonly credits?: readonly Text[];
}

/**
 * Builds the report as one HTML document that opens by a double click: what to look at, why the pictures are as they
 * are, what to try next, and a glossary. Pictures are loaded from addresses relative to the page; nothing else is
 * loaded.
 *
 * @param options - runs, language and further credits.
 * @returns complete HTML document.
 */
export function reportPage({ runs, language, credits: more = [] }: ReportPageOptions): string {
  const ids = runs.map(({ model }, index) =>
    runs.findIndex((run) => run.model === model) === index ? model : `${model}-${index}`,
  );
  const sections = runs.map((run, index) => {
    const before = runs.slice(0, index).flatMap(({ model }) => modelWords[model].questions);
    return runSection(run, ids[index], before);
  });
  const title = reportText.page.documentTitle;
  return (
    `<!doctype html>\n<html lang="${language}" data-title-ja="${escapeMarkup(title.ja)}" data-title-en="${escapeMarkup(title.en)}">` +
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
    `<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">` +
    `<title>${escapeMarkup(inLanguage(title, language))}</title><style>${pageStyle}</style></head><body>` +
    header(runs, ids) +
    inPageLanguage(`<main>${hero(runs, ids)}${sections.join("")}${comparison(runs)}`, language) +
    `${nextSection(runs)}${terms()}${creditsSection(runs, more)}</main>` +
    `<script>${pageScript}</script></body></html>\n`
  );
}

function header(runs: readonly ReportRun[], ids: readonly string[]): string {
  const link = (id: string, text: Text | string): string => `<a href="#${id}">${bilingualHtml(text)}</a>`;
  const links = runs.map((run, index) => link(ids[index], shortNames[run.model]));
  return (
    `<header class="bar"><a class="brand" href="#top">${bilingualHtml(reportText.page.brand)}</a><nav>${links.join("")}` +
    `${link("next", reportText.page.next)}${link("terms", reportText.page.terms)}</nav>` +
    `<button type="button" data-language hidden>${bilingualHtml(reportText.page.otherLanguage)}</button>` +
    `<button type="button" data-look hidden class="look">${sun}<span class="spoken">${bilingualHtml(reportText.page.theme)}</span></button></header>`
  );
}

function hero(runs: readonly ReportRun[], ids: readonly string[]): string {
  const items = runs.map((run, index) => {
    const { name, gloss, motto } = modelWords[run.model];
    return (
      `<a class="card" href="#${ids[index]}"><div class="cover ${coverKind(run)}">${coverImage(run)}</div>` +
      `<div class="words"><b>${bilingualHtml(name)}${element("small", gloss)}</b>${element("span", motto)}</div></a>`
    );
  });
  return (
    `<section class="hero" id="top">${element("h1", reportText.page.heading)}` +
    element("p", runs.length ? leadOf(runs) : reportText.page.noRuns, "lead") +
    `<div class="cards">${items.join("")}</div></section>`
  );
}

function leadOf(runs: readonly ReportRun[]): Text {
  const sources = [...new Set(runs.map(({ source }) => source))];
  const pictures = Math.max(...runs.map((run) => run.pictures));
  return fillTemplate(reportText.page.lead, {
    source: listText(
      sources.map((source) => reportText.page.quoted({ source })),
      "and",
    ),
    pictures: writeText((language) => countText(pictures, language)),
    models:
      runs.length === 1
        ? reportText.page.oneModel
        : fillTemplate(reportText.page.manyModels, { count: String(runs.length) }),
  });
}

function terms(): string {
  const items = glossary.map(({ term, meaning }) => `<div>${element("dt", term)}${element("dd", meaning)}</div>`);
  return (
    `<section id="terms">${element("h2", reportText.page.terms)}${element("p", reportText.page.termsLead, "lead")}` +
    `<dl class="terms">${items.join("")}</dl></section>`
  );
}

const sun =
  '<svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true"><circle cx="10" cy="10" r="7" fill="none" ' +
  'stroke="currentColor" stroke-width="1.5"/><path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor"/></svg>';
