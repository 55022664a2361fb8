import type { Text } from "../../error.ts";
import { studioPort } from "../../host.ts";
import { escapeMarkup } from "../markup.ts";
import { countText, valueText } from "../number-text.ts";
import { alternatives, bilingualHtml, element, fillTemplate, escapedText, pictureAddress } from "./bilingual.ts";
import { diagram } from "./diagram.ts";
import { modelChapters } from "./model-chapter.ts";
import { figureGuide, modelWords, type ModelQuestion } from "./model-words.ts";
import type { ReportFigure, ReportFigureKind, ReportModel, ReportMorph, ReportRun } from "./report-run.ts";
import { inLanguage, type Language, writeText, reportText, verbatim } from "../../text/index.ts";

/** Display order of the figures of a run. */
const order = [
  "over-time",
  "reconstructions",
  "translations",
  "samples",
  "attributes",
  "morph",
  "latent-map",
  "morph-strip",
  "health",
  "balance",
  "losses",
];

/** Formats the section of a run: summary, figures, questions that are not yet answered, metrics. */
export function runSection(run: ReportRun, id: string, answered: readonly ModelQuestion[]): string {
  const words = modelWords[run.model];
  const questions = words.questions.filter((question) => !answered.includes(question));
  const best = strength(run.model);
  const blocks = run.figures.map((figure) => ({ kind: figure.kind as string, block: figureBlock(figure, run) }));
  if (run.morph) blocks.push({ kind: "morph", block: morphBlock(run.morph, words.name) });
  blocks.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const join = (some: typeof blocks): string => some.map(({ block }) => block).join("");
  return (
    `<section class="run" id="${id}"><div class="intro"><div class="about">` +
    element("p", words.motto, "eyebrow") +
    `<h2>${bilingualHtml(words.name)}${element("small", words.gloss)}</h2>` +
    element("p", words.lead, "lead") +
    warnings(run.warnings) +
    facts(run) +
    `</div><div class="first">${join(blocks.filter(({ kind }) => kind === best))}</div></div>` +
    diagram(run.model, run.latent) +
    chapterLine(modelChapters[run.model]) +
    `<div class="figures">${join(blocks.filter(({ kind }) => kind !== best))}</div>` +
    (questions.length > 0 ? questionBlocks(questions) : "") +
    `${metrics(run)}</section>`
  );
}

/** Formats where to read on: a command, and a link that opens while a studio runs at its usual address. */
function chapterLine(number: number): string {
  const words = reportText.runSection;
  const url = `http://127.0.0.1:${studioPort}/#/learn?chapter=${number}`;
  const link = `<a href="${url}">${bilingualHtml(words.openChapter({ number }))}</a>`;
  return `<p class="chapter">${bilingualHtml(words.chapter({ number }))} ${link}</p>`;
}

function questionBlocks(questions: readonly ModelQuestion[]): string {
  const blocks = questions.map(({ question, answer }) => {
    return `<div class="question">${element("h3", question)}${element("p", answer)}</div>`;
  });
  return `<div class="questions">${blocks.join("")}</div>`;
}

/** Selects the cover of a run: an animation if there is one. */
export function coverImage(run: ReportRun): string {
  const words = modelWords[run.model];
  if (coverKind(run) === "morph") return morphPicture(run.morph!, words.name);
  const figure = run.figures.find(({ kind }) => kind === coverKind(run)) ?? run.figures[0];
  return figure ? pictures(figure, figureGuide(figure.kind, run.model).heading) : "";
}

/** Selects the kind of figure for the cover: the strength of the model. */
export function coverKind({ model, morph }: ReportRun): "morph" | ReportFigureKind {
  return morph && strength(model) === "samples" ? "morph" : strength(model);
}

/** Returns the strength of a model: autoencoders reconstruct, translators translate, the others generate. */
function strength(model: ReportModel): ReportFigureKind {
  if (model === "ae") return "reconstructions";
  return model === "pix2pix" ? "translations" : "samples";
}

function facts(run: ReportRun): string {
  const speed = run.imagesPerSecond >= 10 ? Math.round(run.imagesPerSecond) : run.imagesPerSecond;
  const rounds = run.imagesSeen / Math.max(1, run.pictures);
  const minutes = run.minutes >= 10 ? String(Math.round(run.minutes)) : valueText(Number(run.minutes.toFixed(1)));
  const count = (value: number): Text => writeText((language) => countText(value, language));
  const items: [Text, Text][] = [
    [
      reportText.page.learnt,
      fillTemplate(reportText.page.source, {
        source: run.source,
        pictures: count(run.pictures),
        size: String(run.size),
      }),
    ],
    [
      reportText.page.time,
      run.minutes < 1 ? reportText.page.underAMinute : fillTemplate(reportText.page.minutes, { minutes }),
    ],
    [
      reportText.page.seen,
      fillTemplate(reportText.page.seenValue, { seen: count(run.imagesSeen), rounds: roundsText(rounds) }),
    ],
    [reportText.page.steps, count(run.steps)],
    [reportText.page.speed, fillTemplate(reportText.page.speedValue, { speed: valueText(speed) })],
  ];
  return `<dl class="facts">${items.map(([name, value]) => `<div>${element("dt", name)}${element("dd", value)}</div>`).join("")}</dl>`;
}

function roundsText(rounds: number): string {
  return valueText(rounds >= 10 ? Math.round(rounds) : Number(rounds.toFixed(1)));
}

function warnings(texts: readonly Text[] = []): string {
  return texts.map((text) => element("p", escapedText(text), "warning")).join("");
}

function figureBlock(figure: ReportFigure, { model }: ReportRun): string {
  const { heading, look } = figureGuide(figure.kind, model);
  return (
    `<figure class="${figure.kind}">${element("h3", heading)}<div class="sheet" tabindex="0">${pictures(figure, heading)}</div>` +
    `<figcaption>${swiped.has(figure.kind) ? element("span", reportText.page.swipe, "swipe") : ""}` +
    `${element("b", reportText.page.lookAt)} ${bilingualHtml(look)}</figcaption></figure>`
  );
}

/** Figures with text, which a phone shows in part so that they stay readable. */
const swiped: ReadonlySet<ReportFigureKind> = new Set([
  "losses",
  "balance",
  "health",
  "latent-map",
  "over-time",
  "morph-strip",
]);

function pictures({ address, width, height }: ReportFigure, alternative: Text): string {
  const size = width && height ? ` width="${Math.round(width)}" height="${Math.round(height)}"` : "";
  const one = (path: string, language: Language | undefined): string => {
    const alt = language
      ? ` lang="${language}" alt="${escapeMarkup(inLanguage(alternative, language))}"`
      : alternatives(alternative);
    return `<img src="${pictureAddress(path)}"${alt}${size} loading="lazy" decoding="async">`;
  };
  if (typeof address === "string") return one(address, undefined);
  return one(address.ja, "ja") + one(address.en, "en");
}

function morphBlock(morph: ReportMorph, name: Text): string {
  return (
    `<figure class="morph">${element("h3", reportText.page.morph)}<div class="sheet">${morphPicture(morph, name)}</div>` +
    `<figcaption>${element("b", reportText.page.lookAt)} ${bilingualHtml(reportText.page.morphLook)}</figcaption></figure>`
  );
}

function morphPicture({ address, still }: ReportMorph, name: Text): string {
  const calm = still ? `<source media="(prefers-reduced-motion: reduce)" srcset="${pictureAddress(still)}">` : "";
  const words = reportText.runSection.morphAlternative({ morph: reportText.page.morph, name });
  const moving = `<img class="pixels" src="${pictureAddress(address)}"${alternatives(words)} decoding="async">`;
  return `<picture>${calm}${moving}</picture>`;
}

function metrics({ metrics: list = [] }: ReportRun): string {
  if (list.length === 0) return "";
  const rows = list.map(({ name, value }) => {
    const label = escapedText(typeof name === "string" ? verbatim(name) : name);
    return `<tr><th scope="row">${bilingualHtml(label)}</th><td>${escapeMarkup(value)}</td></tr>`;
  });
  return `<details class="numbers"><summary>${bilingualHtml(reportText.page.numbers)}</summary><table>${rows.join("")}</table></details>`;
}
