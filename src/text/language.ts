/** Language of texts for people: a catalogue that comes along, or one added by {@link addLanguage}. */
export type Language = "en" | "ja" | (string & {});

/** Text in English and Japanese, and in every language that was added before it was made. */
export interface Text {
  readonly en: string;
  readonly ja: string;
  readonly [language: string]: string | undefined;
}

/** Sentences of a language, in the groups of the English catalogue. What is missing is shown in English. */
export interface Catalogue {
  readonly [key: string]: string | Catalogue;
}

const addedCatalogues = new Map<Language, Catalogue>();
/** Function that made a text: it writes the text in a language that was added later, too. */
const writers = new WeakMap<Text, (language: Language) => string | undefined>();

/**
 * Adds a language, or sentences that replace those of English or Japanese.
 *
 * @param language - its tag, such as `"zh"`, which also decides its plurals and numbers.
 * @param catalogue - sentences by folder and key, as in `src/text/en`; what is missing is shown in English.
 * @throws RangeError when `language` is no tag of a language (BCP 47).
 *
 * @example
 * ```ts
 * addLanguage("zh", { error: { sentence: "{where}：应为{expected}，实为{got}。{remedy}。" } });
 * ```
 */
export function addLanguage(language: string, catalogue: Catalogue): void {
  Intl.getCanonicalLocales(language);
  addedCatalogues.set(language, catalogue);
}

/** Removes a language that was added. */
export function removeLanguage(language: string): void {
  addedCatalogues.delete(language);
}

/** Returns the languages that texts are written in, English first. */
export function textLanguages(): Language[] {
  return [...new Set(["en", "ja", ...addedCatalogues.keys()])];
}

/** Finds a sentence in the catalogue of a language that was added. */
export function addedSentence(language: Language, path: readonly string[]): string | undefined {
  let node: string | Catalogue | undefined = addedCatalogues.get(language);
  for (const key of path) node = typeof node === "object" ? node[key] : undefined;
  return typeof node === "string" ? node : undefined;
}

/** Returns the text in a language; in English where the language lacks it. A string is the same in every language. */
export function inLanguage(text: Text | string, language: Language): string {
  if (typeof text === "string") return text;
  return text[language] ?? writers.get(text)?.(language) ?? text.en;
}

/** Makes a text by a function that writes it in one language. */
export function writeText(write: (language: Language) => string): Text {
  const text = {
    ja: write("ja"),
    ...Object.fromEntries(textLanguages().map((language) => [language, write(language)])),
  };
  writers.set(text as Text, write);
  return text as Text;
}

/** Makes a text that is the same in every language: a name, a number, a path. */
export function verbatim(value: string | number): Text {
  const word = String(value);
  return { en: word, ja: word };
}
