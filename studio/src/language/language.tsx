import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { browserLanguage } from "omakase/browser";
import type { Language, Text } from "omakase/studio";
import { writeSetting, readSetting } from "../storage/setting.ts";
import { inLanguage } from "omakase/studio";
import { numberText } from "./number-text.ts";

/** Texts in both languages. A screen keeps its texts in its `words.ts`. */
export type Words = Readonly<Record<string, Text>>;

/** Language of the page and its formatters. */
export interface PageLanguage {
  readonly language: Language;
  readonly choose: (language: Language) => void;
  /** Returns a text in the page's language with placeholders filled in: `{count} pictures`. */
  readonly t: (text: Text, values?: Readonly<Record<string, string | number>>) => string;
  /** Formats a number in the page's language. */
  readonly formatNumber: (value: number, options?: Intl.NumberFormatOptions) => string;
}

const key = "omakase.language";
const LanguageContext = createContext<PageLanguage | undefined>(undefined);

/** Chooses the language: the address (`?lang=en`), what was chosen before, else the browser's. */
function initialLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang") ?? readSetting(key);
  return asked === "ja" || asked === "en" ? asked : browserLanguage();
}

const plural = /\{(\w+), plural, one \{([^{}]*)\} other \{([^{}]*)\}\}/g;

/** Selects the branch of `{count, plural, one {# draw} other {# draws}}` by a count; `#` becomes the count. */
function selectPlurals(text: string, values: Readonly<Record<string, unknown>> = {}, language: Language): string {
  return text.replaceAll(plural, (_, name: string, one: string, other: string) => {
    const isOne = new Intl.PluralRules(language).select(Number(values[name])) === "one";
    return (isOne ? one : other).replaceAll("#", `{${name}}`);
  });
}

/** Provides its children with the language. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(initialLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choose = useCallback((chosen: Language) => {
    writeSetting(key, chosen);
    setLanguage(chosen);
  }, []);
  const speaking = useMemo((): PageLanguage => {
    const formatNumber: PageLanguage["formatNumber"] = (value, options) => numberText(value, language, options);
    const t: PageLanguage["t"] = (text, values) =>
      selectPlurals(inLanguage(text, language), values, language).replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
        const value = values?.[name];
        return value === undefined ? whole : typeof value === "number" ? formatNumber(value) : value;
      });
    return { language, choose, t, formatNumber };
  }, [language, choose]);
  return <LanguageContext value={speaking}>{children}</LanguageContext>;
}

/** Returns the language of the page. */
export function useLanguage(): PageLanguage {
  return use(LanguageContext)!;
}
