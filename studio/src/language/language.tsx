import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { browserLanguage } from "omakase/browser";
import type { Language, Text } from "omakase";
import { remember, remembered } from "../kept/setting.ts";

/** What is said in both languages. A screen keeps all it says in its `words.ts`. */
export type Words = Readonly<Record<string, Text>>;

/** The language of the page, and how to speak it. */
export interface Speaking {
  readonly language: Language;
  readonly choose: (language: Language) => void;
  /** A text in the page's language; what stands in braces is filled in: `{count} pictures`. */
  readonly say: (text: Text, values?: Readonly<Record<string, string | number>>) => string;
  /** A number as the language writes it. */
  readonly number: (value: number, options?: Intl.NumberFormatOptions) => string;
}

const key = "omakase.language";
const SpeakingContext = createContext<Speaking | undefined>(undefined);

/** Chooses the language: the address (`?lang=en`), what was chosen before, else the browser's. */
function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang") ?? remembered(key);
  return asked === "ja" || asked === "en" ? asked : browserLanguage();
}

/** Gives everything in it a language. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choose = useCallback((chosen: Language) => {
    remember(key, chosen);
    setLanguage(chosen);
  }, []);
  const speaking = useMemo((): Speaking => {
    const number: Speaking["number"] = (value, options) => new Intl.NumberFormat(language, options).format(value);
    const say: Speaking["say"] = (text, values) =>
      text[language].replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
        const value = values?.[name];
        return value === undefined ? whole : typeof value === "number" ? number(value) : value;
      });
    return { language, choose, say, number };
  }, [language, choose]);
  return <SpeakingContext value={speaking}>{children}</SpeakingContext>;
}

/** The language of the page. */
export function useLanguage(): Speaking {
  return use(SpeakingContext)!;
}
