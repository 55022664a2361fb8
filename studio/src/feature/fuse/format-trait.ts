import { formatAttributeNumber } from "../../component/format-attribute-number.ts";

/** What somebody shows, in words: a number as one reads it. */
export function formatTrait(attribute: string, text: string): string {
  const value = Number(text);
  return text === "" || Number.isNaN(value) ? text : formatAttributeNumber(attribute, value);
}
