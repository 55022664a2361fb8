import { numberText } from "../../part/number-text.ts";

/** What somebody shows, in words: a number as one reads it. */
export function traitWords(attribute: string, text: string): string {
  const value = Number(text);
  return text === "" || Number.isNaN(value) ? text : numberText(attribute, value);
}
