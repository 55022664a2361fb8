import type { Language } from "omakase/studio";

/** Returns a number in words of a language; what rounds to zero has no sign. */
export function numberText(value: number, language: Language, options?: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(language, { signDisplay: "negative", ...options }).format(value);
}
