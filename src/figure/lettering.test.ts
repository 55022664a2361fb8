import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseHTML } from "linkedom/worker";
import { describe, expect, test } from "vitest";
import type { Language } from "../error.ts";
import type { Picture } from "../image/index.ts";
import { learningCurve, type Rating, type RatingRecord } from "../preference/index.ts";
import { balanceCurves } from "./balance-curves.ts";
import { traitEffectBars } from "./trait-effect-bars.ts";
import { brightnessHistogram, sizeHistogram } from "./histogram.ts";
import { duplicatePairs } from "./duplicate-pairs.ts";
import { familyTree } from "./family-tree.ts";
import { predictionScatter } from "./prediction-scatter.ts";
import { labelCounts } from "./label-counts.ts";
import { latentMap } from "./latent-map.ts";
import { lossCurves } from "./loss-curves.ts";
import { raterReliabilityFigure } from "./rater-reliability-figure.ts";
import { reconstructionPairs } from "./reconstruction-pairs.ts";
import { sampleGrid } from "./sample-grid.ts";
import { samplesOverTime } from "./samples-over-time.ts";
import { morphStrips } from "./morph-strips.ts";
import { preferenceCurves } from "./preference-curves.ts";
import { type Figure } from "./figure.ts";
import { shorten, textWidth, wrap } from "./text-width.ts";
import * as en from "../text/en/index.ts";
import * as ja from "../text/ja/index.ts";
import { figureText, type Catalogue } from "../text/index.ts";

const languages: readonly Language[] = ["ja", "en"];

/** Reads the glyphs of a TrueType font: advances by code point, in thousandths of the font size. */
function readFont(name: string): Map<number, number> {
  const bytes = readFileSync(fileURLToPath(import.meta.resolve(`../../asset/font/${name}`)));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = new Map<string, number>();
  for (let entry = 0; entry < view.getUint16(4); entry++) {
    const at = 12 + 16 * entry;
    tables.set(bytes.toString("latin1", at, at + 4), view.getUint32(at + 8));
  }
  const [cmap, head, hhea, hmtx] = ["cmap", "head", "hhea", "hmtx"].map((table) => tables.get(table)!);
  const perEm = view.getUint16(head + 18);
  const wide = view.getUint16(hhea + 34);
  const font = new Map<number, number>();
  for (let entry = 0; entry < view.getUint16(cmap + 2); entry++) {
    const map = cmap + view.getUint32(cmap + 4 + 8 * entry + 4);
    if (view.getUint16(map) !== 12) continue;
    for (let group = 0; group < view.getUint32(map + 12); group++) {
      const [first, last, glyph] = [0, 4, 8].map((offset) => view.getUint32(map + 16 + 12 * group + offset));
      for (let code = first; code <= last; code++) {
        const advance = view.getUint16(hmtx + 4 * Math.min(glyph + code - first, wide - 1));
        font.set(code, (1000 * advance) / perEm);
      }
    }
  }
  return font;
}

const fonts = {
  regular: readFont("NotoSansJP-Regular.ttf"),
  bold: readFont("NotoSansJP-Bold.ttf"),
};

/** Lists the sentences of a catalogue by their keys. */
function sentencesByKey(node: Catalogue, path = ""): [string, string][] {
  return Object.entries(node).flatMap(([key, child]) =>
    typeof child === "string" ? [[path + key, child]] : sentencesByKey(child, `${path}${key}.`),
  );
}

/** Keys whose text may be in the letters of the other language: names of models, papers, and the switch to the other language. */
const exceptions = /\.(name|gloss)$|^page\.otherLanguage$|^credits\.papers/;
const figureSentences = JSON.stringify([en.figure, ja.figure, en.latent.rarity, ja.latent.rarity]);

describe("texts", () => {
  test.each([
    ["figure", en.figure, ja.figure],
    ["report", en.report, ja.report],
  ])("of %s are in the letters of their language", (_, english, japanese) => {
    const letters = /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u;
    const words = (sentence: string) => sentence.replace(/\{\w+\}/g, "").match(/\p{L}{2,}/gu);
    const checked = ([key, sentence]: [string, string]) => !exceptions.test(key) && words(sentence) !== null;
    expect(sentencesByKey(english).filter((one) => checked(one) && letters.test(one[1]))).toEqual([]);
    expect(sentencesByKey(japanese).filter((one) => checked(one) && !letters.test(one[1]))).toEqual([]);
    expect(sentencesByKey(japanese).filter(checked).length).toBeGreaterThan(100);
  });

  test("the font has every character of the figures, in both weights", () => {
    const said = figureSentences + "0123456789.,%−e万億枚kM…?";
    for (const font of Object.values(fonts)) {
      expect([...new Set(said)].filter((character) => !font.has(character.codePointAt(0)!))).toEqual([]);
    }
  });
});

describe("text metrics without a font", () => {
  test.each(["regular", "bold"] as const)("match the width in the font: %s", (weight) => {
    for (let code = 0x20; code <= 0x7e; code++) {
      expect(textWidth(String.fromCharCode(code), 1000, weight)).toBe(fonts[weight].get(code));
    }
    const wide = [...fonts[weight]].filter(
      ([code]) => code > 0x7e && textWidth(String.fromCodePoint(code), 1000) < 1000,
    );
    expect(wide).toEqual([]);
    // Some symbols are wider than a kanji, but no figure uses them.
    for (const character of new Set(figureSentences)) {
      expect(textWidth(character, 1000, weight)).toBeGreaterThanOrEqual(fonts[weight].get(character.codePointAt(0)!)!);
    }
  });

  test("wrap Latin at spaces and Japanese between phrases", () => {
    expect(wrap("the quick brown fox", 60, 10)).toEqual(["the quick", "brown fox"]);
    expect(wrap("鑑定士（識別器）が少しだけ勝っている", 110, 10)).toEqual(["鑑定士（識別器）が", "少しだけ勝っている"]);
    expect(wrap("上から下へ、学習が進みます。", 70, 10)).toEqual(["上から下へ、", "学習が", "進みます。"]);
    expect(wrap("", 70, 10)).toEqual([]);
    for (const line of wrap("a_word_that_is_far_too_long_for_any_line", 60, 10)) {
      expect(textWidth(line, 10)).toBeLessThanOrEqual(60);
    }
  });

  test("shorten text to a width", () => {
    expect(shorten("sushi", 100, 10)).toBe("sushi");
    expect(shorten("a very long name", 50, 10)).toBe("a very lo…");
    expect(shorten("photos/2024/IMG_0001.jpg", 80, 10, "beginning")).toBe("…/IMG_0001.jpg");
    expect(textWidth(shorten("とても長い名前のラベル", 65, 10), 10)).toBeLessThanOrEqual(65);
  });
});

describe("text stays within its figure", () => {
  const long = "とても長い名前のラベルで、図からはみ出しそうなもの";
  const picture = (seed: number): Picture => {
    const pixels = Uint8Array.from({ length: 16 * 16 * 3 }, (_, at) => (at * 7 + seed * 53) % 256);
    return { width: 16, height: 16, channels: 3, pixels };
  };
  const pictures = Array.from({ length: 7 }, (_, seed) => picture(seed));
  const curve = (scale: number) =>
    Array.from({ length: 50 }, (_, at) => [at * 64_000, scale * (1 + Math.sin(at))] as const);
  const learned = (count: number) =>
    learningCurve(
      Array.from({ length: count }, (_, at): RatingRecord => {
        const rating = ((at % 5) - 2) as Rating;
        return { time: 0, rater: "a", candidates: [], rating, expected: { mean: 4 * Math.sin(at), std: 1 } };
      }),
    );
  const draw: Record<string, (language: Language) => Figure | Promise<Figure>> = {
    losses: (language) =>
      lossCurves(
        Object.values(figureText.curves).map((name, at) => ({ name, points: curve(at) })),
        { language, note: `${long}${long}${long}` },
      ),
    "losses in thousandths": (language) =>
      lossCurves([{ name: figureText.curves.divergence, points: curve(1e-7) }], { language, adversarial: true }),
    balance: (language) =>
      balanceCurves(
        curve(1).map(([imagesSeen, value]) => ({
          imagesSeen,
          realScore: value * 1e4,
          fakeScore: -value,
          accuracy: value / 2,
          discriminatorGradient: value * 1e5,
          generatorGradient: value,
        })),
        { language, scoreKind: "score" },
      ),
    "balance of a detective that is nearly always right": (language) =>
      balanceCurves(
        curve(1).map(([imagesSeen], at) => ({ imagesSeen, realScore: 1 - 0.5 / (at + 1), fakeScore: 0.5 / (at + 1) })),
        { language, scoreKind: "probability" },
      ),
    samples: (language) => sampleGrid(pictures, { language, labels: pictures.map(() => long) }),
    "one sample": (language) => sampleGrid(pictures.slice(0, 1), { language, title: long.repeat(3) }),
    time: (language) =>
      samplesOverTime(
        [64, 12_345, 98_765_432].map((imagesSeen) => ({ imagesSeen, pictures })),
        { language },
      ),
    pairs: (language) =>
      reconstructionPairs(
        pictures.map((input) => ({ input, output: input })),
        { language, inputName: long },
      ),
    map: (language) =>
      latentMap(
        pictures.map((shown, at) => ({ x: at, y: at * at, label: `${long} ${at}`, picture: shown })),
        { language },
      ),
    "a family": (language) =>
      familyTree(
        pictures.map((shown, at) => {
          if (at < 2) return { picture: shown, name: long };
          const words = Array.from({ length: at }, () => ({ ja: long, en: "a long word, and accessories" }));
          return {
            picture: shown,
            name: long,
            parents: [at === 6 ? 2 : 0, 1] as const,
            share: { a: 0.3, b: 0.5 },
            inherited: { a: words, b: [{ ja: "髪", en: "hair" }], new: words },
            rarity: {
              word: at % 2 ? ("legendary" as const) : ("uncommon" as const),
              percentile: 1 / 20_000,
              probability: 1e-9,
              seen: { count: 0, of: 20_000 },
            },
          };
        }),
        { language, note: long },
      ),
    strip: (language) =>
      morphStrips([{ frames: pictures.slice(0, 2), from: long.repeat(2), to: long.repeat(2) }], { language }),
    brightness: (language) => brightnessHistogram([0, 3, 255, 128], { language }),
    sizes: (language) => sizeHistogram([64, 64, 64], { language }),
    labels: (language) =>
      labelCounts(
        [
          { label: long.repeat(2), count: 123_456 },
          { label: "x", count: 0 },
        ],
        { language },
      ),
    "how a taste is learned": (language) => preferenceCurves(learned(100), { language, note: long }),
    "a single rating": (language) => preferenceCurves(learned(1), { language }),
    "expected and actual ratings": (language) => predictionScatter(learned(100), { language }),
    beliefs: (language) => {
      const attribute = { name: long, label: { ja: long, en: long }, kind: "number" as const, choices: [] };
      const belief = (mean: number, place: number) => {
        return { mean, std: 2, probability: 0.7, priorStd: 3, traits: [0, 1].map(() => ({ attribute, place })) };
      };
      return traitEffectBars({ single: [belief(3, 0), belief(-2, 1)], pairs: [belief(0.1, 2)] }, { language });
    },
    "a rater": (language) =>
      raterReliabilityFigure(
        {
          drift: {
            residuals: curve(2).map(([, value], event) => ({ event, value })),
            slope: { mean: -1, half: 2 },
            trend: [
              { ratings: 0, value: 1, low: 0, high: 2 },
              { ratings: 2, value: -1, low: -2, high: 0 },
            ],
          },
          repeats: [{ firstIndex: 0, secondIndex: 9, firstRating: -2, secondRating: 2 }],
          agreement: { kappa: -0.25, error: 0.1, low: -1, high: 1, count: 12_345 },
        },
        { language },
      ),
    "a rater without repeats": (language) => raterReliabilityFigure({ repeats: [] }, { language }),
    duplicates: (language) =>
      duplicatePairs(
        [{ first: pictures[0], second: pictures[1], firstName: long, secondName: long.repeat(3), difference: 0.25 }],
        { language },
      ),
  };
  const cases = Object.entries(draw).flatMap(([name, figure]) =>
    languages.map((language) => [name, language, figure] as const),
  );

  test.each(cases)("%s (%s)", async (_, language, figure) => {
    const { svg, width, height } = await figure(language);
    const lines = placedLines(svg);
    expect(lines.length).toBeGreaterThan(0);
    for (const { text, left, right, baseline } of lines) {
      expect(left, text).toBeGreaterThanOrEqual(0);
      expect(right, text).toBeLessThanOrEqual(width);
      expect(baseline, text).toBeGreaterThan(8);
      expect(baseline, text).toBeLessThan(height - 3);
    }
  });

  /** Lists every line of text of a figure with its position. */
  function placedLines(svg: string): { text: string; left: number; right: number; baseline: number }[] {
    const { document } = parseHTML(`<html><body>${svg}</body></html>`);
    return [...document.querySelectorAll("text")].map((element) => {
      const inherited = (name: string): string | undefined => {
        for (let at: Element | null = element; at; at = at.parentElement) {
          const value = at.getAttribute(name);
          if (value !== null) return value;
        }
        return undefined;
      };
      const size = Number(inherited("font-size"));
      const length = (name: string): number => {
        const value = element.getAttribute(name) ?? "0";
        return value.endsWith("em") ? Number.parseFloat(value) * size : Number(value);
      };
      let [x, y] = [length("x"), length("y") + length("dy")];
      for (let at: Element | null = element; at; at = at.parentElement) {
        const [, dx, dy] = /translate\(([-\d.e]+),([-\d.e]+)\)/.exec(at.getAttribute("transform") ?? "") ?? [
          undefined,
          0,
          0,
        ];
        x += Number(dx);
        y += Number(dy);
      }
      const font = inherited("font-weight") === "700" ? fonts.bold : fonts.regular;
      const text = element.textContent ?? "";
      const advance = [...text].reduce((sum, character) => sum + font.get(character.codePointAt(0)!)!, 0);
      const wide = (advance * size) / 1000;
      const before = { start: 0, middle: wide / 2, end: wide }[inherited("text-anchor") ?? "start"]!;
      return { text, left: x - before, right: x - before + wide, baseline: y };
    });
  }
});
