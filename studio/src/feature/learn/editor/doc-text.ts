/** Returns the first sentence of a text; code between backticks may hold full stops. */
export function firstSentence(text: string): string {
  return /^(?:`[^`]*`|[^`])*?(?<!\bal)[.](?=\s|$)/.exec(text)?.[0] ?? text;
}
