import { describe, expect, it } from "vitest";
import { random } from "../../tensor/index.ts";
import { latentSum, meanLatent } from "./latent-sum.ts";
import { parseTerms } from "./parse-terms.ts";

const latents = [0, 1, 2].map((at) => random(1, "latent", at).normals(64));
const [a, b, c] = latents;

describe("a sum of latents", () => {
  it("adds and subtracts value by value", () => {
    const sum = latentSum([
      { sign: 1, latent: a },
      { sign: -1, latent: b },
      { sign: 1, latent: c },
    ]);
    sum.forEach((value, at) => expect(value).toBeCloseTo(a[at] - b[at] + c[at], 5));
    expect(latentSum([{ sign: 1, latent: a }])).toEqual(a);
  });

  it("keepNorm scales the noise and leaves the condition", () => {
    const terms = [a, b, c].map((latent) => ({ sign: 1, latent }) as const);
    const [plain, typical] = [latentSum(terms), latentSum(terms, { keepNorm: true, noiseSize: 60 })];
    const length = (latent: Float32Array) => Math.hypot(...latent.subarray(0, 60));
    expect(length(typical)).toBeCloseTo((length(a) + length(b) + length(c)) / 3, 3);
    for (let at = 0; at < 60; at++) expect(typical[at] / plain[at]).toBeCloseTo(length(typical) / length(plain), 3);
    expect(typical.subarray(60)).toEqual(plain.subarray(60));
  });

  it("multiplies each term by its weight", () => {
    const sum = latentSum([
      { sign: 1, latent: a, weight: 0.5 },
      { sign: -1, latent: b, weight: 2 },
      { sign: 1, latent: c },
    ]);
    sum.forEach((value, at) => expect(value).toBeCloseTo(0.5 * a[at] - 2 * b[at] + c[at], 5));
  });

  it("meanLatent averages the rows", () => {
    const mean = meanLatent(Float32Array.of(1, 2, 3, 6), 2);
    expect([...mean]).toEqual([2, 4]);
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
