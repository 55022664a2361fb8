/** Strings, comments and template literals, which may hold any brackets; then brackets. */
const tokens = /\/\/.*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|[()[\]{}]/g;

const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/**
 * Finds the line of the first bracket of a program that has no partner. A parser reports such a mistake far from it: where
 * the arrow function around it begins.
 *
 * @returns line from 1; undefined where all brackets have partners.
 */
export function findBracketError(text: string): number | undefined {
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
