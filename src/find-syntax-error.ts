import { parser } from "@lezer/javascript";

/** Strings, comments and template literals, which may hold any brackets; then brackets. */
const tokens = /\/\/.*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|[()[\]{}]/g;

const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/**
 * Finds the line of the first syntax error of a TypeScript program: a bracket without a partner, else what a parser that
 * goes on after errors cannot read. Other parsers report both where the arrow function around them begins.
 *
 * @returns line from 1, of the mistake or of what follows it; undefined where there is none.
 */
export function findSyntaxError(text: string): number | undefined {
  const bracket = findBracketError(text);
  if (bracket !== undefined) return bracket;
  let place: number | undefined;
  parser
    .configure({ dialect: "ts" })
    .parse(text)
    .iterate({
      enter({ type, from }) {
        if (type.isError) place ??= from;
      },
    });
  return place === undefined ? undefined : text.slice(0, place).split("\n").length;
}

/** Finds the line of the first bracket without a partner. */
function findBracketError(text: string): number | undefined {
  const open: { readonly wanted: string; readonly at: number }[] = [];
  const lineAt = (at: number) => text.slice(0, at).split("\n").length;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (closing[token]) open.push({ wanted: closing[token], at: index });
    else if (")]}".includes(token)) {
      const last = open.pop();
      if (last?.wanted !== token) return lineAt(last?.at ?? index);
    }
  }
  const unclosed = open.at(-1);
  return unclosed && lineAt(unclosed.at);
}
