/** The measurements that the course's texts quote stand in `docs/lesson-numbers.json`, which `bench/lesson-numbers.mjs` writes. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { quotes, quoteText } from "./lesson-quotes.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const library = join(root, "lesson");
const numbers = JSON.parse(readFileSync(join(root, "docs", "lesson-numbers.json"), "utf8")) as Record<
  string,
  { readonly command: string; readonly values: Readonly<Record<string, number>> }
>;

/** Reads a chapter's text; cells of tables have one space on each side. */
function textOf(chapter: number, language: "en" | "ja"): string {
  const folder = readdirSync(library).find((name) => name.startsWith(`${String(chapter).padStart(2, "0")}-`))!;
  return readFileSync(join(library, folder, `text.${language}.md`), "utf8").replace(/ +\|/g, " |");
}

describe.each(["en", "ja"] as const)("a text in %s", (language) => {
  test.each(quotes.map((quote) => [quote.chapter, quote[language]] as const))(
    "quotes the measured values: chapter %i, %s",
    (chapter, template) => {
      expect(textOf(chapter, language)).toContain(quoteText(template, numbers[chapter].values));
    },
  );
});

test("every measured value is quoted", () => {
  for (const [chapter, { values }] of Object.entries(numbers))
    for (const name of Object.keys(values)) {
      const its = quotes.filter((one) => one.chapter === Number(chapter));
      expect(
        its.some(({ en }) => new RegExp(`\\{${name}\\W`).test(en)),
        `${chapter}: ${name}`,
      ).toBe(true);
    }
});

test("a quote with another value is not in the text", () => {
  const { en } = quotes[0];
  expect(textOf(1, "en")).not.toContain(quoteText(en, { ...numbers[1].values, seven: numbers[1].values.seven + 1 }));
});
