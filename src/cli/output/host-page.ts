import type { Language, Text } from "../../error.ts";
import { escapeMarkup } from "../../figure/index.ts";
import { chapterFolder, chapterMinutes, planSession, type Chapter } from "../../lesson/index.ts";
import type { SiteFile } from "../../node/index.ts";
import { cliText, inLanguage } from "../../text/index.ts";

const words = cliText.hostPage;
const languages = ["ja", "en"] as const;

/** Content of the folder beside the pages. */
export interface ComesAlong {
  /** Paths of the sheets; others get no link. */
  readonly sheets: ReadonlySet<string>;
  /** System that the folder for those who use Node is made for. Default: there is no such folder. */
  readonly nodeSystem?: string;
}

/** Returns the name of the host's page in a language. */
export function hostPageName(language: Language): string {
  return `host.${language}.html`;
}

/** Returns the path of a chapter's sheet. */
export function sheetPath(chapter: Chapter, language: Language): string {
  return `sheet/${chapterFolder(chapter)}.${language}.pdf`;
}

/**
 * Writes what a host reads: a page in each language with the timetable, and the same as plain text.
 *
 */
export function hostFiles(chapters: readonly Chapter[], comes: ComesAlong): SiteFile[] {
  const plain = inBoth((language) => hostText(chapters, comes, language));
  return [
    ...languages.map((language) => file(hostPageName(language), hostPage(chapters, comes, language))),
    file("host.css", style),
    file("README.txt", plain),
  ];
}

/** Returns the README.txt of the folder for those who use Node, in both languages. */
export function nodeReadme(system: string): string {
  return inBoth((language) => inLanguage(words.nodeReadme({ system }), language));
}

function inBoth(write: (language: Language) => string): string {
  // The mark tells Notepad of old Windows that it is UTF-8.
  return `\uFEFF${languages.map(write).join(`\n${"-".repeat(72)}\n\n`)}`;
}

function file(path: string, text: string): SiteFile {
  return { path, bytes: new TextEncoder().encode(text) };
}

/** Parts of the page; the timetable stands after the second. */
function sections({
  sheets,
  nodeSystem: system,
}: ComesAlong): { readonly heading: Text; readonly paragraphs: readonly Text[] }[] {
  const print = sheets.size > 0 ? [words.print] : [];
  return [
    { heading: words.handOut, paragraphs: [words.doubleClick, words.served, words.progress] },
    { heading: words.before, paragraphs: [words.tryOldest, words.browser, ...print] },
    { heading: words.node, paragraphs: [system === undefined ? words.nodeText : words.nodeFolder({ system })] },
    { heading: words.limits, paragraphs: [words.limitsText] },
  ];
}

function hostPage(chapters: readonly Chapter[], comes: ComesAlong, language: Language): string {
  const t = (text: Text): string => escapeMarkup(inLanguage(text, language));
  const { rows, minutes, later } = planSession(chapters);
  const titleOf = (chapter: Chapter): string => {
    const path = sheetPath(chapter, language);
    const link = comes.sheets.has(path) ? ` <a href="${path}">${t(words.sheet)}</a>` : "";
    return `${chapter.number} · ${t(chapter.title)}${link}`;
  };
  const row = (cells: readonly (string | number)[]): string => `<tr><td>${cells.join("</td><td>")}</td></tr>`;
  const planned = rows.map(({ start, minutes: length, chapter }) =>
    row([clock(start), length, chapter ? titleOf(chapter) : t(words.break)]),
  );
  const atHome = later.map((chapter) => row(["", chapterMinutes(chapter), titleOf(chapter)]));
  const parts = sections(comes).map(
    ({ heading, paragraphs }) => `<h2>${t(heading)}</h2>\n<p>${paragraphs.map(t).join("</p>\n<p>")}</p>`,
  );
  const table = (first: string, lines: readonly string[]): string => {
    const head = [first, t(words.minutes), t(words.chapter)].map((text) => `<th scope="col">${text}</th>`).join("");
    return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${lines.join("\n")}\n</tbody>\n</table>`;
  };
  const other = language === "ja" ? "en" : "ja";
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t(words.title)} · omakase</title>
<link rel="icon" href="icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="host.css">
</head>
<body>
<nav><a href="index.html">omakase</a> <a href="${hostPageName(other)}" lang="${other}">${inLanguage(words.language, other)}</a></nav>
<h1>${t(words.title)}</h1>
<p>${t(words.lead)}</p>
${parts.slice(0, 2).join("\n")}
<h2>${t(words.timetable({ minutes }))}</h2>
${table(t(words.start), planned)}
<p>${t(words.rest)}</p>
${table("", atHome)}
${parts.slice(2).join("\n")}
</body>
</html>
`;
}

function hostText(chapters: readonly Chapter[], comes: ComesAlong, language: Language): string {
  const t = (text: Text): string => inLanguage(text, language);
  const { rows, minutes, later } = planSession(chapters);
  const titleOf = ({ number, title }: Chapter): string => `${number} · ${t(title)}`;
  const line = (start: string, length: number, title: string): string =>
    `  ${start.padStart(4)}  ${String(length).padStart(3)} ${t(words.minutes)}  ${title}`;
  const planned = rows.map(({ start, minutes: length, chapter }) =>
    line(clock(start), length, chapter ? titleOf(chapter) : t(words.break)),
  );
  const atHome = later.map((chapter) => line("", chapterMinutes(chapter), titleOf(chapter)));
  const parts = sections(comes).map(
    ({ heading, paragraphs }) => `## ${t(heading)}\n\n${paragraphs.map(t).join("\n\n")}`,
  );
  return [
    `# ${t(words.title)} · omakase`,
    t(words.lead),
    ...parts.slice(0, 2),
    `## ${t(words.timetable({ minutes }))}`,
    planned.join("\n"),
    t(words.rest),
    atHome.join("\n"),
    ...parts.slice(2),
    "",
  ].join("\n\n");
}

/** Writes minutes as hours and minutes: `1:05`. */
function clock(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

const style = `:root {
  color-scheme: light dark;
}
body {
  max-width: 46em;
  margin: 0 auto;
  padding: 1.5em 1em 4em;
  font: 1rem/1.7 system-ui, sans-serif;
  line-break: strict;
}
nav {
  display: flex;
  justify-content: space-between;
}
h1 {
  line-height: 1.3;
}
h2 {
  margin: 2em 0 0.5em;
  font-size: 1.2rem;
}
table {
  border-collapse: collapse;
}
th,
td {
  padding: 0.35em 1.2em 0.35em 0;
  border-bottom: 1px solid color-mix(in srgb, currentcolor 25%, transparent);
  text-align: left;
  vertical-align: top;
}
td:nth-child(-n + 2) {
  font-variant-numeric: tabular-nums;
  white-space: nowrap;
}
@media print {
  nav {
    display: none;
  }
  h2 {
    break-after: avoid;
  }
  table {
    break-inside: avoid;
  }
}
`;
