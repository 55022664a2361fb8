/**
 * House rules of comments and test titles, as far as patterns can tell: plain subject–verb–object English. `prose.test.ts`
 * applies them to the whole repository; CONTRIBUTING.md explains them.
 */

/** Words that a doc comment or a test title cannot begin with. */
const openers =
  /^(What|Where|Who|Whoever|Whom|Whose|Of|So|The same|The way back|How (many|much|far|often)|That|Those|Such|As (many|much|far))\b/i;

/** Words that turn programs into persons, and turns of phrase that are not plain English. */
const phrases =
  /\b(nobody|somebody|whoever|by lot|reckon(s|ed)?|(is|are) told|such a one|that which|those that|for ever|anew|dear|of which nobody)\b/i;

/** One breach of the house rules. */
export interface ProseBreach {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

/** Finds breaches in the doc comments, line comments and test titles of a source file. */
export function findProseBreaches(path: string, source: string): ProseBreach[] {
  const breaches: ProseBreach[] = [];
  const check = (text: string, offset: number, opens: boolean) => {
    const plain = text.replace(/`[^`]*`/g, "`code`").trim();
    if (!(opens && openers.test(plain)) && !phrases.test(plain)) return;
    breaches.push({ path, line: source.slice(0, offset).split("\n").length, text: plain.slice(0, 120) });
  };
  for (const { 0: comment, index } of source.matchAll(/\/\*\*[\s\S]*?\*\//g))
    check(comment.replace(/^\/\*\*|\*\/$/g, "").replace(/^\s*\* ?/gm, " "), index, true);
  for (const { 1: comment, index } of source.matchAll(/(?<![:"'`/\w])\/\/ ?(.*)$/gm)) check(comment, index, false);
  if (/\.(test|nightly)\.tsx?$/.test(path))
    for (const { 1: title, index } of source.matchAll(
      /\b(?:test|it|describe)(?:\.\w+)*(?:\([^()"'`]*\))?\(\s*["'`]([^"'`]+)/g,
    ))
      check(title, index, true);
  return breaches;
}
