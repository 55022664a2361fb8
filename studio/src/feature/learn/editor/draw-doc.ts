import { firstSentence } from "./doc-text.ts";
import type { DocEntry, LibraryDocs } from "./library-docs.ts";

/** Words around a doc, in the language of the page. */
export interface DocWords {
  readonly parameters: string;
  readonly fields: string;
  readonly returns: string;
  readonly example: string;
  /** Words about a name that the program sets; `{line}` is the number of the line. */
  readonly own: string;
}

/** Draws the signature of a name and the first sentence of its doc, beside a completion. */
export function drawShortDoc(entry: DocEntry): HTMLElement {
  return element("div", "doc", signature(entry), ...paragraph(entry.text && firstSentence(entry.text)));
}

/** Draws the whole doc of a name. */
export function drawDoc(entry: DocEntry, docs: LibraryDocs, words: DocWords): HTMLElement {
  const { parameters = [], returns, example, own } = entry;
  const parts = [signature(entry), ...paragraph(entry.text)];
  if (own) parts.push(element("p", "docTitle", words.own.replace("{line}", String(own.line))), element("pre", "", own.code)); // oxfmt-ignore
  const items = parameters.flatMap(({ name, text = "", type }) => {
    const fields = type !== undefined && /^(options|definition)$/.test(name) ? docs.types[type].fields : [];
    const list = fields.length > 0 ? ` ${words.fields}: ${fields.map((field) => `\`${field.name}\``).join(", ")}` : "";
    return text + list ? [element("li", "", element("code", "", name), ...codeText(` ${text}${list}`))] : [];
  });
  if (items.length > 0) parts.push(element("p", "docTitle", words.parameters), element("ul", "", ...items));
  if (returns !== undefined) parts.push(element("p", "docTitle", words.returns), ...paragraph(returns));
  if (example !== undefined) parts.push(element("p", "docTitle", words.example), element("pre", "", example));
  return element("div", "doc", ...parts);
}

function signature({ name, signature = "" }: DocEntry): HTMLElement {
  return element("code", "docSignature", element("b", "", name), signature);
}

function paragraph(text: string | undefined): HTMLElement[] {
  return text ? [element("p", "", ...codeText(text))] : [];
}

/** Marks what stands between backticks as code. */
function codeText(text: string): (HTMLElement | string)[] {
  return text.split("`").map((part, at) => (at % 2 === 1 ? element("code", "", part) : part));
}

function element(name: string, style: string, ...content: (HTMLElement | string)[]): HTMLElement {
  const made = document.createElement(name);
  if (style) made.className = `cm-${style}`;
  made.append(...content);
  return made;
}
