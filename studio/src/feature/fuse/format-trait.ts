import { formatAttributeNumber } from "../../component/format-attribute-number.ts";

/** Formats a trait; numbers follow the format of attributes. */
export function formatTrait(attribute: string, text: string): string {
  const value = Number(text);
  return text === "" || Number.isNaN(value) ? text : formatAttributeNumber(attribute, value);
}
