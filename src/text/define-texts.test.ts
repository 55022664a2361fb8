import { afterEach, expect, test } from "vitest";
import { defineTexts } from "./define-texts.ts";
import { formatMessage, placeholderNames } from "./format-message.ts";
import { addLanguage, inLanguage, removeLanguage, textLanguages, writeText } from "./language.ts";
import { listText } from "./list-text.ts";

const english = {
  saved: "Saved {count, plural, one {# picture} other {# pictures of {size} px}} in {folder}.",
  title: "Losses",
  table: { yes: "yes", no: "no" },
  missing: { expected: "a folder", got: "{got}", remedy: "Check {path}" },
} as const;
const texts = defineTexts("sample", english, {
  saved: "{folder} に {count} 枚（{size} px）を書きました。",
  title: "損失",
  table: { yes: "はい", no: "いいえ" },
  missing: { expected: "フォルダ", got: "{got}", remedy: "{path} を確かめてください" },
});

afterEach(() => removeLanguage("zh"));

test("a sentence without placeholders is a text, one with placeholders a function of their values", () => {
  expect(texts.title).toEqual({ en: "Losses", ja: "損失" });
  expect(texts.saved({ count: 1, size: 64, folder: "a" }).en).toBe("Saved 1 picture in a.");
  expect(texts.saved({ count: 3, size: 64, folder: "a" })).toEqual({
    en: "Saved 3 pictures of 64 px in a.",
    ja: "a に 3 枚（64 px）を書きました。",
  });
  expect(Object.keys(texts.table)).toEqual(["yes", "no"]);
});

test("the parts of an error are made together, and a value may be a text", () => {
  expect(texts.missing({ got: texts.title, path: "runs" })).toEqual({
    key: "sample.missing",
    expected: { en: "a folder", ja: "フォルダ" },
    got: { en: "Losses", ja: "損失" },
    remedy: { en: "Check runs", ja: "runs を確かめてください" },
  });
});

test("a wrong key, a missing value and a value too many are type errors", () => {
  // @ts-expect-error no such key
  expect(texts.titel).toBeUndefined();
  // @ts-expect-error the folder is missing
  texts.saved({ count: 1, size: 64 });
  // @ts-expect-error there is no {name}
  texts.saved({ count: 1, size: 64, folder: "a", name: "b" });
  // @ts-expect-error the Japanese title is missing
  defineTexts("sample", { title: "Losses" } as const, {});
});

test("an added language shows its sentences, and English where it has none, also for texts made before", () => {
  const before = { title: texts.title, no: texts.table.no, list: listText([texts.title, "b"]) };
  addLanguage("zh", {
    list: { comma: "、" },
    sample: { title: "损失", saved: "{folder}：{count, number} 张", table: { yes: "是" } },
  });
  expect(textLanguages()).toEqual(["en", "ja", "zh"]);
  expect(texts.title).toEqual({ en: "Losses", ja: "損失", zh: "损失" });
  expect(inLanguage(before.title, "zh")).toBe("损失");
  expect(inLanguage(before.list, "zh")).toBe("损失、b");
  expect(inLanguage(before.no, "zh")).toBe("no");
  expect(inLanguage(texts.saved({ count: 1200, size: 64, folder: "a" }), "zh")).toBe("a：1,200 张");
  expect(inLanguage({ en: "x", ja: "y" }, "zh")).toBe("x");
  expect(
    inLanguage(
      writeText((language) => language),
      "zh",
    ),
  ).toBe("zh");
});

test("an added sentence with an unknown placeholder is shown in English", () => {
  addLanguage("zh", { sample: { missing: { got: "{gto}" } } });
  expect(inLanguage(texts.missing({ got: "nothing", path: "a" }).got, "zh")).toBe("nothing");
});

test("messages choose by plural rules, exact numbers and words", () => {
  const message =
    "{count, plural, =0 {nothing} one {# file} other {# files in {kind, select, zip {an archive} other {a folder}}}}";
  expect(formatMessage(message, { count: 0, kind: "zip" }, "en")).toBe("nothing");
  expect(formatMessage(message, { count: 1, kind: "zip" }, "en")).toBe("1 file");
  expect(formatMessage(message, { count: 2, kind: "zip" }, "en")).toBe("2 files in an archive");
  expect(formatMessage(message, { count: 21, kind: "" }, "ru")).toBe("21 file");
  expect(formatMessage("# {n, number}", { n: 1234.5 }, "de")).toBe("# 1.234,5");
  expect([...placeholderNames(message)]).toEqual(["count", "kind"]);
});

test("a message with a brace too few or too many, or a choice without other, is refused", () => {
  for (const message of ["{a", "a}", "{a, plural, one {x}", "{a, plural, one {x}}", "{a, select, b}"])
    expect(() => placeholderNames(message), message).toThrow("of the message");
});
