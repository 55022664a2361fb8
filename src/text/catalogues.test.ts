import { expect, test } from "vitest";
import * as en from "./en/index.ts";
import { placeholderNames } from "./format-message.ts";
import * as ja from "./ja/index.ts";
import type { Catalogue } from "./language.ts";

/** Lists the sentences of a catalogue by their keys. */
function sentencesByKey(node: Catalogue, path = ""): [key: string, sentence: string][] {
  return Object.entries(node).flatMap(([key, child]) =>
    typeof child === "string" ? [[path + key, child]] : sentencesByKey(child, `${path}${key}.`),
  );
}

/** Returns the placeholders by key, in one line each; the three parts of an error share theirs. */
function placeholdersByKey(node: Catalogue): Map<string, string> {
  const names = new Map<string, Set<string>>();
  for (const [path, sentence] of sentencesByKey(node)) {
    const key = path.replace(/\.(expected|got|remedy)$/, "");
    names.set(key, new Set([...(names.get(key) ?? []), ...placeholderNames(sentence)]));
  }
  return new Map([...names].map(([key, found]) => [key, [...found].sort().join(" ")]));
}

const { flags: englishFlags, cli, report, ...library } = en;

test("the Japanese catalogue has the keys and the placeholders of the English one", () => {
  const japanese = sentencesByKey({ ...ja }).map(([key]) => key);
  expect(japanese.sort()).toEqual(
    sentencesByKey({ ...en })
      .map(([key]) => key)
      .sort(),
  );
  expect(japanese.length).toBeGreaterThan(1000);
  expect(placeholdersByKey({ ...ja })).toEqual(placeholdersByKey({ ...en }));
});

test("sentences with commands and flags replace sentences that exist, and use their placeholders only", () => {
  const own = new Map(sentencesByKey({ ...library }));
  const placeholders = placeholdersByKey({ ...library });
  for (const [key, sentence] of sentencesByKey(englishFlags)) {
    expect([...own.keys()]).toContain(key);
    const values = placeholders.get(key.replace(/\.(expected|got|remedy)$/, ""))!.split(" ");
    for (const name of placeholderNames(sentence)) expect(values, key).toContain(name);
  }
});

test("no sentence of the library names a flag or a command; those of the command line do", () => {
  const names = (sentences: [string, string][]) => sentences.filter(([, one]) => /--[a-z]|npx omakase/.test(one));
  expect(names(sentencesByKey({ ...library }))).toEqual([]);
  for (const section of [englishFlags, cli, report]) expect(names(sentencesByKey(section))).not.toEqual([]);
});

test("no sentence is empty, and Japanese counts are exact, because the language has one plural form", () => {
  for (const sentences of [en, ja].map((language) => sentencesByKey({ ...language })))
    expect(sentences.filter(([key, one]) => one === "" && !key.startsWith("list."))).toEqual([]);
  expect(sentencesByKey({ ...ja }).filter(([, sentence]) => sentence.includes("plural, one"))).toEqual([]);
});

test("keys are listed with their placeholders, an error as one", () => {
  const error = { expected: "{low} to {high}", got: "{value}", remedy: "Change it" };
  expect(placeholdersByKey({ a: { b: "{y} of {x}", error } })).toEqual(
    new Map([
      ["a.b", "x y"],
      ["a.error", "high low value"],
    ]),
  );
});
