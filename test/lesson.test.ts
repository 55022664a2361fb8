/** The course, from its one source: exercises fail, solutions pass, and typical mistakes get the hint meant for them. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  answeredText,
  chapterFolder,
  differenceParts,
  findChapter,
  firstRater,
  gapAnswers,
  hintText,
  letterDrawing,
  lineDifference,
  locateError,
  parseProgress,
  programText,
  rate,
  runLesson,
  withProgress,
  type Chapter,
  type Check,
  type LessonEvent,
  type LessonProgram,
} from "../src/lesson/index.ts";
import * as lesson from "../src/lesson/index.ts";
import type { Language } from "../src/error.ts";
import { modelChapters } from "../src/figure/index.ts";
import { cpuDevice, nodeHost } from "../src/node/index.ts";
import { listChapters, readLessonText } from "../src/node/lesson/lesson-library.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const library = join(root, "lesson");
const names = readdirSync(library).filter((name) => /^\d\d-/.test(name));
const languages = ["ja", "en"] as const;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "omakase-lesson-"));
  vi.stubEnv("OMAKASE_CACHE", join(folder, "cache"));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const read = (name: string, file: string) => readFileSync(join(library, name, file), "utf8");
const sourceOf = (name: string) => read(name, "lesson.ts");
const importFrom = async <Value>(name: string, file: string) =>
  ((await import(pathToFileURL(join(library, name, file)).href)) as { readonly default: Value }).default;
const chapterOf = (name: string) => importFrom<Chapter>(name, "chapter.ts");
const checkOf = (name: string) => importFrom<Check>(name, "check.ts");

const { sheetContent } = (await import(pathToFileURL(join(root, "script", "lesson-sheets.mjs")).href)) as {
  sheetContent(module: typeof lesson, chapter: Chapter, language: Language): SheetContent;
};
interface SheetContent {
  readonly content: { readonly idea: readonly string[]; readonly gaps: readonly lesson.PrintedGap[] };
  readonly hash: string;
}

let files = 0;
/** Imports the text of a program as a module. */
async function load(text: string): Promise<LessonProgram> {
  const path = join(folder, `program-${files++}.ts`);
  await writeFile(path, text);
  return (await import(pathToFileURL(path).href)) as LessonProgram;
}

/** Extracts the program of a chapter that a learner would have with these answers, or with none. */
const programs = {
  exercise: (name: string) => programText(sourceOf(name), "exercise", "en"),
  solution: (name: string) => programText(sourceOf(name), "solution", "en"),
};

describe.each(names)("chapter %s", (name) => {
  test("has printed sheets that show its present idea, gaps and hints (else: node script/lesson-sheets.mjs)", async () => {
    const chapter = await chapterOf(name);
    for (const language of languages) {
      const { content, hash } = sheetContent(lesson, chapter, language);
      expect(content.idea).toHaveLength(3);
      expect(content.gaps.length).toBeGreaterThan(0);
      expect(readFileSync(join(library, name, `sheet.${language}.pdf`), "latin1")).toContain(hash);
    }
  });

  test("has a folder named after it, two texts, three hints and at least three typical mistakes", async () => {
    const chapter = await chapterOf(name);
    expect(chapterFolder(chapter)).toBe(name);
    for (const language of languages) {
      const text = read(name, `text.${language}.md`);
      expect(text.split("\n")[0]).toBe(`# ${chapter.number} · ${chapter.title[language]}`);
      const pictures = [...text.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path]) => path);
      expect(pictures.length).toBeGreaterThanOrEqual(2);
      for (const path of pictures) expect(existsSync(join(library, name, path)), path).toBe(true);
    }
    expect(Object.keys(chapter.mistakes).length).toBeGreaterThanOrEqual(3);
    for (const { en, ja } of [
      ...chapter.hints.map(hintText),
      ...Object.values(chapter.mistakes).map(({ hint }) => hint),
    ])
      expect([en, ja].every((text) => text.length > 10)).toBe(true);
    const todos = gapAnswers(sourceOf(name)).map((_, at) => `TODO ${at + 1}: `);
    for (const hint of chapter.hints)
      for (const language of languages)
        expect(hintText(hint)[language].match(/^TODO \d: (?=.)/gm), "a line for each TODO, in order").toEqual(todos);
  });

  test("its programs have at most 60 lines, import public doors only, and gaps of 1 to 10 lines", () => {
    const source = sourceOf(name);
    for (const language of languages)
      for (const kind of ["exercise", "solution"] as const) {
        const text = programText(source, kind, language);
        expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(60);
        expect(text).not.toMatch(/\/\/ (gap|end gap)|\/\/:|(ja|en): /);
        for (const [, target] of text.matchAll(/from "([^"]+)"/g))
          expect(["omakase", "omakase/lesson"]).toContain(target);
      }
    const gaps = gapAnswers(source).map((lines) => lines.filter((line) => line.trim() !== "").length);
    expect(gaps.length).toBeGreaterThan(0);
    for (const lines of gaps) expect(lines >= 1 && lines <= 10).toBe(true);
    const todos = programText(source, "exercise", "ja").match(/\/\/ TODO \d/g);
    expect(todos).toHaveLength(gaps.length);
  });

  test("the exercise fails its check, in a claim of its own for each gap", async () => {
    const findings = await (await checkOf(name)).code(await load(programs.exercise(name)), 11);
    const failed = findings.filter(({ passed }) => !passed);
    expect(failed.length).toBeGreaterThanOrEqual(gapAnswers(sourceOf(name)).length);
  });

  test("the solution passes its check, for several seeds", async () => {
    const [check, program] = [await checkOf(name), await load(programs.solution(name))];
    for (const seed of [1, 2, 3, 4, 5]) {
      const failed = (await check.code(program, seed)).filter(({ passed }) => !passed);
      expect(failed.map(({ claim }) => claim.en)).toEqual([]);
    }
  });

  test("typical wrong answers fail, and get the hint meant for them", async () => {
    const [chapter, check] = [await chapterOf(name), await checkOf(name)];
    for (const [mistake, { answers }] of Object.entries(chapter.mistakes)) {
      const program = await load(answeredText(sourceOf(name), answers, "en"));
      const failed = (await check.code(program, 21)).filter(({ passed }) => !passed);
      expect(
        failed.map((finding) => finding.mistake),
        mistake,
      ).toContain(mistake);
    }
  });
});

test("the learner writes about 90 lines in the whole course", () => {
  const lines = names.flatMap((name) => gapAnswers(sourceOf(name)).flat()).filter((line) => line.trim() !== "");
  expect(lines.length).toBeLessThanOrEqual(90);
});

test("names and ideas that an exercise needs are introduced before it", async () => {
  const known = new Map<Language, string>(languages.map((language) => [language, ""]));
  const ideas = new Set<string>();
  for (const name of names) {
    const { needs, teaches } = await chapterOf(name);
    for (const idea of needs) expect(ideas, `${name}: ${idea}`).toContain(idea);
    for (const idea of teaches) ideas.add(idea.en);
    const answers = gapAnswers(sourceOf(name)).flat().join("\n");
    for (const language of languages) {
      const text = read(name, `text.${language}.md`);
      for (const idea of teaches) expect(text.toLowerCase(), `${name}: ${idea[language]}`).toContain(idea[language]);
      const given = programText(sourceOf(name), "exercise", language).replace(/^import .*$|^const \{ .*$/gm, "");
      const code = [...text.matchAll(/`([^`]+)`/g)].map(([, words]) => words).join(" ");
      known.set(language, `${known.get(language)} ${code} ${given}`);
      const imported = [...sourceOf(name).matchAll(/^(?:import|const) \{ ([^}]*) \}/gm)].flatMap(([, list]) =>
        list.split(", ").map((word) => word.replace(/^type /, "")),
      );
      for (const word of imported.filter((one) => new RegExp(`\\b${one}\\b`).test(answers)))
        expect(known.get(language), `${name} (${language}): ${word}`).toMatch(new RegExp(`\\b${word}\\b`));
    }
  }
});

/** Pairs of patterns: uses of a word of the field, and the mark of the text that explains it. */
const fieldWords: readonly (readonly [used: RegExp, explained: RegExp])[] = [
  [/tensor|テンソル/i, /\*\*(tensor|テンソル)\*\*/],
  [/operand/i, /`Operand`/],
  [/\b(axis|axes)\b|軸|sum\(.*\[\d(, \d)*\]/, /\*\*(axis|軸)\*\*/],
  [/\bshape\b|\/\/ \[\d+, \d+\]|の形(は|です)/, /\*\*(shape|形)\*\*/],
  [/N\(0, ?1\)/, /`N\(0, 1\)`/],
  [/logarithm|対数/, /\*\*(logarithm|対数)\*\*/],
  [/\bKL\b/, /\*\*KL [^*]+\*\*/],
  [/β/, /\*\*β\*\*/],
];

test("words of the field are explained, in bold or as code, before a program, a hint or a text uses them", async () => {
  for (const language of languages) {
    let explained = "";
    for (const name of names) {
      const { hints, mistakes } = await chapterOf(name);
      const text = read(name, `text.${language}.md`);
      explained += [...text.matchAll(/\*\*[^*]+\*\*|`[^`]+`/g)].map(([words]) => words).join(" ");
      const shown = [...hints.map(hintText), ...Object.values(mistakes).map(({ hint }) => hint)];
      const used = [text, programText(sourceOf(name), "exercise", language), ...shown.map((one) => one[language])];
      for (const [word, mark] of fieldWords)
        if (used.some((one) => word.test(one))) expect(explained, `${name} (${language}): ${word}`).toMatch(mark);
    }
  }
});

test.each(names)(
  "%s runs at its reduced size, shows pictures, and its result passes",
  async (name) => {
    const shown: string[] = [];
    const events: LessonEvent[] = [];
    const chapter = await chapterOf(name);
    const passed = await runLesson(() => load(programs.solution(name)), {
      chapter,
      check: await checkOf(name),
      context: {
        host: nodeHost(),
        device: await cpuDevice({ threads: 1 }),
        language: "en",
        show: async (title) => void shown.push(title),
        ...chapter.sizes.reduced,
      },
      file: "program.ts",
      seed: 5,
      emit: (event) => void events.push(event),
    });
    const failed = events.filter((event) => event.type === "error" || (event.type === "finding" && !event.passed));
    expect(failed).toEqual([]);
    expect(passed).toBe(true);
    expect(shown.length).toBeGreaterThanOrEqual(2);
    expect(events.filter(({ type }) => type === "step").length).toBeGreaterThan(1);
  },
  600_000,
);

describe("the core of the course", () => {
  test("every built-in model has a chapter that explains it", () => {
    expect(Object.entries(modelChapters).map(([model, number]) => `${model}: ${names[number - 1]}`)).toEqual([
      "ae: 02-autoencoder",
      "vae: 03-vae",
      "dcgan: 07-dcgan",
      "gan: 08-relativistic",
      "pix2pix: 10-pix2pix",
      "cgan: 11-attributes",
      "latent-flow: 12-latent-flow",
    ]);
  });

  test("findChapter knows numbers, names, and both", () => {
    const chapters = [
      { number: 3, name: "vae" },
      { number: 7, name: "dcgan" },
    ];
    for (const word of ["3", "03", "vae", "03-vae", "lesson 3", "VAE", " 3 "])
      expect(findChapter(chapters, word)?.name, word).toBe("vae");
    for (const word of ["", "4", "gan", "07-vae", "lesson"]) expect(findChapter(chapters, word), word).toBeUndefined();
  });

  test("programText fills gaps, keeps indentation, and leaves one language", () => {
    const source =
      "a\n  // gap\n  // ja: 足す\n  // en: add\n  const b = 1;\n  //: const b = 0;\n  // end gap\n// ja: 終\n// en: end";
    expect(programText(source, "solution", "en")).toBe("a\n  const b = 1;\n// end");
    expect(programText(source, "exercise", "ja")).toBe("a\n  // TODO 1（1 行くらい）: 足す\n  const b = 0;\n// 終");
    expect(answeredText(source, ["const b = 2;\nb;"], "en")).toBe("a\n  const b = 2;\n  b;\n// end");
  });

  test("lineDifference keeps common lines", () => {
    const difference = lineDifference("a\nb\nc\nd", "a\nx\nc\ny\nd");
    expect(difference.map(({ sign, text }) => sign + text)).toEqual([" a", "-b", "+x", " c", "+y", " d"]);
  });

  test("differenceParts counts the equal lines that it leaves out, and shows some beside each change", () => {
    const [before, after] = ["a\nb\nc\nd\ne\nf\ng", "a\nb\nC\nd\ne\nf\nG"];
    const parts = (around: number) =>
      differenceParts(lineDifference(before, after), around).map((part) =>
        "hidden" in part ? part.hidden : part.sign + part.text,
      );
    expect(parts(1)).toEqual([1, " b", "-c", "+C", " d", 1, " f", "-g", "+G"]);
    expect(parts(0)).toEqual([2, "-c", "+C", 3, "-g", "+G"]);
    expect(differenceParts(lineDifference(before, before), 1)).toEqual([]);
  });

  test.each([60, 2000])("a result says that it comes from less than the whole training (%i steps)", async (steps) => {
    const events: LessonEvent[] = [];
    const chapter = await chapterOf("02-autoencoder");
    const finding = { claim: { ja: "はい", en: "yes" }, passed: true };
    await runLesson(async () => ({ run: () => undefined }), {
      chapter,
      check: { code: async () => [finding], result: async () => [finding] },
      context: {
        ...{ host: nodeHost(), device: await cpuDevice({ threads: 1 }), language: "en", show: async () => undefined },
        ...{ size: 16, count: 64, steps },
      },
      ...{ file: "program.ts", seed: 5, emit: (event) => void events.push(event) },
    });
    const notes = events.flatMap((event) => (event.type === "note" ? [event.text] : []));
    expect(events.map(({ type }) => type)).toEqual(["finding", ...notes.map(() => "note"), "finding", "end"]);
    expect(notes.map(({ en }) => /only 60 of 2,000 steps/.test(en))).toEqual(steps === 60 ? [true] : []);
  });

  test("progress survives, and a damaged file counts as none", () => {
    const progress = withProgress(withProgress({}, "vae", { hints: 2 }), "vae", { passed: "2026-01-01" });
    expect(parseProgress(JSON.stringify(progress))).toEqual({ vae: { hints: 2, passed: "2026-01-01" } });
    expect(parseProgress("{")).toEqual({});
    expect(parseProgress(undefined)).toEqual({});
  });

  test("letterDrawing centres letters, and colours them as label maps do", () => {
    const { pixels, width } = letterDrawing("ss\nr?", 16);
    const colourAt = (x: number, y: number) => [...pixels.subarray(3 * (y * width + x), 3 * (y * width + x) + 3)];
    const background = colourAt(0, 0);
    expect(colourAt(7, 6)).toEqual([255, 132, 64]); // salmon
    expect(colourAt(8, 7)).toEqual([255, 132, 64]);
    expect(colourAt(7, 8)).toEqual([245, 242, 230]); // rice
    expect(colourAt(8, 8)).toEqual(background);
    expect(colourAt(6, 6)).toEqual(background);
  });

  test("a rater gets used to good pictures faster than to bad ones", () => {
    const start = { ...firstRater, likes: { nice: 4 }, standard: 2 };
    const [good, bad] = [rate(start, ["nice", "unknown"]), rate(start, [])];
    expect([good.rating, bad.rating]).toEqual([1, -1]);
    expect(good.after.standard - 2).toBeCloseTo(0.2);
    expect(bad.after.standard - 2).toBeCloseTo(-0.04);
    expect(bad.after.history).toEqual([{ pleasure: 0, standard: 2, rating: -1 }]);
    expect(start.history).toEqual([]);
  });

  test("a text that is copied out of the package has no links that lead out of its folder", async () => {
    const texts = await Promise.all(
      (await listChapters()).flatMap((chapter) => [readLessonText(chapter, "ja"), readLessonText(chapter, "en")]),
    );
    expect(texts).toHaveLength(24);
    for (const text of texts) expect(text).not.toMatch(/\]\(\.\.\//);
  });

  test("locateError names the line and says what to do, in both languages", async () => {
    const line = async (text: string) => {
      const error: unknown = await load(text).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      return locateError(error, `program-${files - 1}.ts`);
    };
    const missing = await line("const a = 1;\n\nexport default ad(a);\n");
    expect(missing).toMatchObject({ line: 3, text: { en: expect.stringContaining('There is no "ad" yet') } });
    expect(missing.text.ja).toContain("「ad」");
    expect((await line("const a = 1;\na = 2;\n")).text.en).toContain("A const cannot be changed");
  });
});
