import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { missingLines, programText } from "./program-text.ts";

const sources = readdirSync("lesson").map(
  (chapter) => [chapter, readFileSync(`lesson/${chapter}/lesson.ts`, "utf8")] as const,
);

test("missing lines: none in the program that a chapter comes with, whatever stands in its gaps", () => {
  expect(sources.length).toBe(12);
  for (const [chapter, source] of sources)
    for (const language of ["en", "ja"])
      for (const kind of ["exercise", "solution"] as const)
        expect(missingLines(source, programText(source, kind, language), language), chapter).toEqual([]);
});

test("missing lines: numbers may be changed, as the texts invite to", () => {
  const [, source] = sources.find(([chapter]) => chapter === "03-vae")!;
  const played = programText(source, "exercise", "en").replace("pull = 10", "pull = 0.5").replace("1e-3", "5e-4");
  expect(played).toContain("pull = 0.5");
  expect(played).toContain("5e-4");
  expect(missingLines(source, played, "en")).toEqual([]);
});

test("missing lines: a given line that an older file spells otherwise is found", () => {
  const [, source] = sources.find(([chapter]) => chapter === "03-vae")!;
  const old = programText(source, "exercise", "en").replaceAll("toLogVariance", "spread");
  expect(missingLines(source, old, "en")[0]).toContain("toLogVariance");
});

test("missing lines: more names may be taken from the library, and none fewer", () => {
  const [, source] = sources.find(([chapter]) => chapter === "08-relativistic")!;
  const file = programText(source, "exercise", "en");
  const [before, after] = ["const { gradients, meanAll,", "const { add, gradients, meanAll,"];
  expect(file).toContain(before);
  expect(missingLines(source, file.replace(before, after), "en")).toEqual([]);
  expect(missingLines(source, file.replace(before, "const { meanAll,"), "en")).toHaveLength(1);
});
