import { describe, expect, it } from "vitest";
import { random } from "../../tensor/index.ts";
import { latentSum, meanLatent } from "./latent-sum.ts";
import { parseTerms } from "./parse-terms.ts";

const layout = { latent: 64, noiseSize: 60 };
const latents = [0, 1, 2].map((at) => random(1, "latent", at).normals(64));
const [a, b, c] = latents;
const [first, second, third] = latents.map((latent) => ({ latent: Array.from(latent) }));

describe("a sum of points", () => {
  it("adds and subtracts value by value", () => {
    const { latent } = latentSum(layout, [
      { sign: 1, point: first },
      { sign: -1, point: second },
      { sign: 1, point: third },
    ]);
    latent.forEach((value, at) => expect(value).toBeCloseTo(a[at] - b[at] + c[at], 5));
    expect(latentSum(layout, [{ sign: 1, point: first }])).toEqual(first);
  });

  it("keepNorm scales the noise and leaves the condition", () => {
    const terms = [first, second, third].map((point) => ({ sign: 1, point }) as const);
    const [plain, typical] = [{}, { keepNorm: true }].map((options) => latentSum(layout, terms, options).latent);
    const length = (latent: ArrayLike<number>) => Math.hypot(...Array.from(latent).slice(0, 60));
    expect(length(typical)).toBeCloseTo((length(a) + length(b) + length(c)) / 3, 3);
    for (let at = 0; at < 60; at++) expect(typical[at] / plain[at]).toBeCloseTo(length(typical) / length(plain), 3);
    expect(typical.slice(60)).toEqual(plain.slice(60));
  });

  it("multiplies each term by its weight", () => {
    const { latent } = latentSum(layout, [
      { sign: 1, point: first, weight: 0.5 },
      { sign: -1, point: second, weight: 2 },
      { sign: 1, point: third },
    ]);
    latent.forEach((value, at) => expect(value).toBeCloseTo(0.5 * a[at] - 2 * b[at] + c[at], 5));
  });

  it("adds feature offsets and local edits with the signs of their terms, and one latent to every layer", () => {
    const mask = new Array<number>(64).fill(1);
    const edited = { ...first, featureOffsets: [1, 2], localEdits: [{ mask, noiseOffset: [3] }] };
    const layered = { latent: [...second.latent, ...third.latent] };
    const sum = latentSum(layout, [
      { sign: 1, point: layered },
      { sign: -1, point: edited, weight: 2 },
    ]);
    expect(sum.featureOffsets).toEqual([-2, -4]);
    expect(sum.localEdits).toEqual([{ mask, noiseOffset: [-6] }]);
    expect(sum.latent).toHaveLength(128);
    expect(sum.latent[64]).toBeCloseTo(c[0] - 2 * a[0], 5);
  });

  it("meanLatent averages the rows", () => {
    expect(meanLatent(Float32Array.of(1, 2, 3, 6), 2)).toEqual({ latent: [2, 4] });
  });
});

describe("a written sum", () => {
  it.each([
    ["7", [[1, "7"]]],
    [
      "7 - 12:3 + photo-2.png",
      [
        [1, "7"],
        [-1, "12:3"],
        [1, "photo-2.png"],
      ],
    ],
    [
      "- 7 + topping=tamago",
      [
        [-1, "7"],
        [1, "topping=tamago"],
      ],
    ],
    [
      "smiling − neutral ＋ glasses",
      [
        [1, "smiling"],
        [-1, "neutral"],
        [1, "glasses"],
      ],
    ],
    [
      "a picture.png - 1",
      [
        [1, "a picture.png"],
        [-1, "1"],
      ],
    ],
  ])("%s", (text, terms) => {
    expect(parseTerms(text).map(({ sign, text }) => [sign, text])).toEqual(terms);
  });

  it.each(["", "7 - ", "+", "7 + - 8", " - "])("refuses %j in one sentence", (text) => {
    expect(() => parseTerms(text)).toThrow(expect.objectContaining({ code: "option" }));
  });
});
