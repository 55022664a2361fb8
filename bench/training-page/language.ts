import { browserLanguage } from "../../src/browser/index.ts";
import type { Language, Text } from "../../src/error.ts";

/** The language of the page: `?lang=ja` or `en`, else the browser's. */
export const pageLanguage: Language = (() => {
  const asked = new URLSearchParams(location.search).get("lang");
  return asked === "ja" || asked === "en" ? asked : browserLanguage();
})();

/** A text in the page's language. */
export function t(text: Text): string {
  return text[pageLanguage];
}

/** A whole number, or one with a digit behind the point where it is small. */
export function formatNumber(value: number): string {
  const maximumFractionDigits = value < 10 ? 1 : 0;
  return new Intl.NumberFormat(pageLanguage, { maximumFractionDigits }).format(value);
}
