import type { Language, Text } from "../../error.ts";
import { escapeMarkup } from "../markup.ts";
import { inLanguage, writeText } from "../../text/index.ts";

/**
 * Formats a text in both languages as HTML; the report's style sheet shows the one of the document's `lang`. In our own
 * texts `**important**` and `` `code` `` are marked up; everything else is escaped.
 */
export function bilingualHtml(text: Text | string): string {
  if (typeof text === "string") return marked(text);
  return `<span lang="ja">${marked(text.ja)}</span><span lang="en">${marked(text.en)}</span>`;
}

/** Formats an element with a text in both languages. */
export function element(tag: string, text: Text | string, className = ""): string {
  return `<${tag}${className && ` class="${className}"`}>${bilingualHtml(text)}</${tag}>`;
}

/** Fills a sentence with values. Values are user text, so none of their characters counts as our markup. */
export function fillTemplate<Name extends string>(
  sentence: (values: Readonly<Record<Name, Text>>) => Text,
  values: Readonly<Record<Name, Text | string>>,
): Text {
  const escaped = Object.entries<Text | string>(values).map(([name, value]) => [name, escapedText(value)]);
  return sentence(Object.fromEntries(escaped) as Record<Name, Text>);
}

/** Escapes a text from outside. */
export function escapedText(text: Text | string): Text {
  return writeText((language) => escapeTemplate(inLanguage(text, language)));
}

/** Escapes user text so that no part counts as our markup. */
export function escapeTemplate(text: string): string {
  return text.replace(/[*`]/g, (character) => `\\${character}`);
}

function marked(text: string): string {
  return escapeMarkup(text)
    .replace(/\\([*`])/g, (_, character: string) => `&#${character.charCodeAt(0)};`)
    .replace(/\*\*(.+?)\*\*/g, "<strong>$1</strong>")
    .replace(/`(.+?)`/g, "<code>$1</code>");
}

/** Formats the address of a picture as an attribute: a percent-encoded relative path, or a `data:image/` URL. */
export function pictureAddress(path: string): string {
  if (/^data:image\/[\w.+-]+[;,]/.test(path)) return escapeMarkup(path);
  const parts = path.replaceAll("\\", "/").split("/").map(encodeURIComponent);
  // A first part such as `a:b` would read as a scheme; encodeURIComponent turns the colon into %3A, which does not.
  return escapeMarkup(parts.join("/"));
}

/**
 * Formats the attributes that describe a picture in both languages; {@link inPageLanguage} selects one, and later the
 * script.
 */
export function alternatives({ ja, en }: Text): string {
  return ` data-alt-ja="${escapeMarkup(ja)}" data-alt-en="${escapeMarkup(en)}"`;
}

/** Selects the language of a page's picture descriptions. */
export function inPageLanguage(html: string, language: Language): string {
  return html.replace(/ data-alt-ja="([^"]*)" data-alt-en="([^"]*)"/g, (both, ja: string, en: string) => {
    return ` alt="${language === "ja" ? ja : en}"${both}`;
  });
}
