import type { Language, Text } from "../../error.ts";
import { escapeMarkup } from "../markup.ts";

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

/** Replaces `{name}` in a text with values. Values are user text and stay as they are. */
export function fillTemplate(text: Text, values: Readonly<Record<string, Text | string>>): Text {
  const fill = (language: "ja" | "en"): string =>
    text[language].replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      return escapeTemplate(typeof value === "string" ? value : value[language]);
    });
  return { ja: fill("ja"), en: fill("en") };
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
