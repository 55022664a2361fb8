import * as ort from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import type { Attributes } from "../dataset/index.ts";
import { onnxDevice } from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import { buildStep, initialWeights } from "../train/index.ts";
import { cgan, cganNetworks, gan, ganNetworks } from "../model/index.ts";
import { recipeSheet } from "./recipe-sheet.ts";
import { sampleAttributes } from "./sample-attributes.ts";
import { generate } from "./generate.ts";
import { createSampler } from "./sampler.ts";
import { renderRecipe } from "./render-recipe.ts";
import { sweepAttribute } from "./sweep-attribute.ts";
import { parseAttributes, wrapInto, wrapAndClamp } from "./parse-attributes.ts";

const choice = (name: string, ja: string, en = name) => ({ name, label: { ja, en } });
const attributes: Attributes = {
  tags: [
    { ...choice("smile", "笑顔"), kind: "binary", choices: [choice("no", "なし"), choice("yes", "あり")] },
    {
      ...choice("hair-colour", "髪の色", "hair colour"),
      kind: "category",
      choices: [choice("black", "黒"), choice("pink", "ピンク"), choice("blond", "金")],
    },
    {
      ...choice("glasses", "めがね"),
      kind: "category",
      choices: [choice("none", "なし"), choice("round", "丸めがね"), choice("square", "四角いめがね")],
    },
    {
      ...choice("mouth", "口"),
      kind: "category",
      choices: [
        choice("closed", "閉じた口"),
        choice("laugh", "大笑い", "laughing, open"),
        choice("o", "驚き", "round, open"),
      ],
    },
    { ...choice("yaw", "顔の向き"), kind: "number", choices: [], mean: 0, std: 30 },
  ],
};
/** Four pictures that were learned from; of the last the mouth is not known. */
const examples = [
  [0, 1, 0, 0],
  [0, 0, 2, 2],
  [0, 1, 0, 2],
  [0, 1, 1, Number.NaN],
  [-60, -12.3, 5, 60],
].map((values) => Float32Array.from(values));

describe("sampleAttributes: choices that do not go together", () => {
  const [smile, hair] = attributes.tags;
  const pair: Attributes = { tags: [smile, hair] };
  /** 300 pictures: the 100 that smile are pink or blond, the others are black or blond. */
  const related = [
    Float32Array.from({ length: 300 }, (_, at) => (at % 3 === 0 ? 1 : 0)),
    Float32Array.from({ length: 300 }, (_, at) => (at % 2 === 0 ? 2 : at % 3 === 0 ? 1 : 0)),
  ];
  const drawn = (examples: Float32Array[], conditions: [string, number[]][]) =>
    sampleAttributes(pair, examples, 7, 300, { conditions: new Map(conditions) });

  test("a choice that never occurs with the requested one is replaced by one that does; others stay", () => {
    const [, usual] = sampleAttributes(pair, related, 7, 300);
    const [smiles, colours] = drawn(related, [["smile", [1]]]);
    expect(new Set(smiles)).toEqual(new Set([1]));
    expect(new Set(colours)).toEqual(new Set([1, 2]));
    usual.forEach((colour, at) => colour !== 0 && expect(colours[at]).toBe(colour));
    expect(new Set(drawn(related, [["hair-colour", [1]]])[0])).toEqual(new Set([1]));
  });

  test("everything that is requested is drawn, even if it never occurs together", () => {
    const [smiles, colours] = drawn(related, [
      ["smile", [1]],
      ["hair-colour", [0]],
    ]);
    expect([new Set(smiles), new Set(colours)]).toEqual([new Set([1]), new Set([0])]);
  });

  test("few pictures are not enough to call a pair unusual", () => {
    const few = related.map((column) => column.slice(0, 12));
    const [, usual] = sampleAttributes(pair, few, 7, 300);
    expect(drawn(few, [["smile", [1]]])[1]).toEqual(usual);
  });
});

describe("parseAttributes", () => {
  test.each([
    [{ smile: true }, "smile", [1]],
    [{ 笑顔: "いいえ" }, "smile", [0]],
    [{ hairColor: "Pink" }, "hair-colour", [1]],
    [{ hair: "pink" }, "hair-colour", [1]],
    [{ 髪: "ピンク" }, "hair-colour", [1]],
    [{ 髪の色: "金" }, "hair-colour", [2]],
    [{ "Hair colour": "ＢＬＡＣＫ" }, "hair-colour", [0]],
    [{ glasses: "on" }, "glasses", [1, 2]],
    [{ glasses: "なし" }, "glasses", [0]],
    [{ glasses: false }, "glasses", [0]],
    [{ mouth: "open" }, "mouth", [1, 2]],
    [{ mouth: "大笑い" }, "mouth", [1]],
    [{ yaw: "30" }, "yaw", 30],
    [{ yaw: -60 }, "yaw", -60],
  ])("%j", (conditions, name, allowed) => {
    expect(parseAttributes(attributes, conditions as Record<string, string>, examples)).toEqual(
      new Map([[name, allowed]]),
    );
  });

  test("equivalent values of a periodic number are equal", () => {
    const period = 180;
    const turning = { tags: [{ ...attributes.tags[4], period }] };
    const read = (value: number, ...learned: number[]) =>
      parseAttributes(turning, { yaw: value }, [Float32Array.from(learned)]).get("yaw");
    expect([30, 120, 270, -400].map((value) => read(value, -89.5, 89.5))).toEqual([30, -60, -90, -40]);
    expect(read(150, -60, 60)).toBe(-30);
    expect(() => read(90, -60, 60)).toThrow(/from -60 to 60/);
    expect([wrapInto([-60, 60], 150, period), wrapInto([-60, 60], 90, period)]).toEqual([-30, 90]);
    expect(wrapInto([-60, 60], 150, undefined)).toBe(150);
  });

  test("a wrapped number stays in the range of the training images", () => {
    const turned = (value: number, period?: number) => wrapAndClamp([-60, 60], value, period);
    expect([-61, -60, 0, 60, 1e3].map((value) => turned(value))).toEqual([-60, -60, 0, 60, 60]);
    expect([150, 90, -90, -150, 30].map((value) => turned(value, 180))).toEqual([-30, 60, -60, 30, 30]);
  });

  test.each([
    [{ glases: "on" }, "glases", /Did you mean "glasses"/],
    [{ wings: "on" }, "wings", /smile, hair-colour, glasses, mouth, yaw/],
    [{ hairColor: "pinc" }, "hair-colour", /Did you mean "pink"/],
    [{ glasses: "green" }, "glasses", /none, round, square/],
    [{ yaw: 90 }, "yaw", /from -60 to 60/],
    [{ yaw: "left" }, "yaw", /from -60 to 60/],
    [{ mouth: "on" }, "mouth", /closed, laugh, o/],
  ])("%j is refused", (conditions, where, sentence) => {
    const reading = () => parseAttributes(attributes, conditions as Record<string, string>, examples);
    expect(reading).toThrow(OmakaseError);
    expect(reading).toThrow(sentence);
    expect(reading).toThrow(new RegExp(`^${where}:`));
  });
});

describe("sampleAttributes: attributes that are not requested", () => {
  const columns = (count: number, options = {}) => sampleAttributes(attributes, examples, 3, count, options);
  const rowsOf = (values: readonly Float32Array[]) =>
    Array.from({ length: values[0].length }, (_, at) => values.map((column) => column[at]));

  test("empirical fill copies a training image and depends on seed and index alone", () => {
    const [rows, known] = [rowsOf(columns(40)), rowsOf(examples)];
    for (const row of rows) expect(known).toContainEqual(row);
    for (const first of [0, 4, 36])
      // each is used once before any repeats
      expect(new Set(rows.slice(first, first + 4).map(String)).size).toBe(4);
    expect(rowsOf(columns(5, { first: 7 }))).toEqual(rows.slice(7, 12));
  });

  test("a request leaves other attributes alone; several allowed choices keep their training frequencies", () => {
    const conditions = parseAttributes(attributes, { glasses: "on" }, examples);
    const [free, told] = [columns(200), columns(200, { conditions })];
    for (const at of [0, 1, 4]) expect(told[at]).toEqual(free[at]); // mouths are not always known
    const count = (place: number) => told[2].filter((value) => value === place).length;
    expect(count(0)).toBe(0);
    expect(count(1)).toBeGreaterThan(60); // one of each was learned
    expect(count(2)).toBeGreaterThan(60);
  });

  test("a request leaves no attribute unknown", () => {
    const mouths = (options = {}) => columns(60, options)[3];
    expect(mouths().some(Number.isNaN)).toBe(true);
    const [free, told] = [mouths(), mouths({ conditions: parseAttributes(attributes, { glasses: "on" }, examples) })];
    expect(told.some(Number.isNaN)).toBe(false);
    free.forEach((value, at) => expect(Number.isNaN(value) ? [0, 1] : [value]).toContain(told[at]));
  });

  test("mode fill takes the most frequent value, uniform fill any value", () => {
    expect(rowsOf(columns(2, { fill: "mode" }))).toEqual([0, 1].map(() => [0, 0, 0, 1, 5]));
    const [smile, hair, , , yaw] = columns(300, { fill: "uniform" });
    expect(smile.filter((value) => value === 1).length).toBeGreaterThan(110);
    expect(hair.filter((value) => value === 1).length).toBeGreaterThan(70); // never learned
    expect(Math.min(...yaw)).toBeGreaterThanOrEqual(-60);
    expect(Math.max(...yaw)).toBeGreaterThan(50);
  });
});

describe("images with attributes", () => {
  const picture = { size: 16, channels: 3 } as const;
  const model = cgan(cganNetworks({ ...picture, features: 4, latent: 8, attributes }));
  const weights = initialWeights(buildStep(model, picture, model.settings), 1);
  const sampler = createSampler({ model, picture, weights, device: onnxDevice(ort, { threads: 1 }), examples });

  test("recipes draw an image and a sheet again without the examples", async () => {
    const drawings = await generate(sampler, { count: 5, seed: 4, attributes: { hairColor: "pink", yaw: 20 } });
    expect(drawings.map(({ recipe }) => recipe.attributes![0]["hair-colour"])).toEqual(new Array(5).fill("pink"));
    const bare = createSampler({ model, picture, weights, device: onnxDevice(ort, { threads: 1 }) });
    const [, second] = drawings;
    expect((await renderRecipe(bare, JSON.parse(JSON.stringify(second.recipe)), "x")).picture).toEqual(second.picture);
    const sheet = recipeSheet(drawings);
    expect(await renderRecipe(bare, JSON.parse(JSON.stringify(sheet.recipe)), "x")).toEqual(sheet);
    bare.dispose();
  });

  test("another request gives another image of the same noise", async () => {
    const [pink, black] = await Promise.all(
      ["pink", "black"].map(async (hair) => (await generate(sampler, { attributes: { hair_colour: hair } }))[0]),
    );
    expect(pink.picture).not.toEqual(black.picture);
    expect({ ...pink.recipe, attributes: 0 }).toEqual({ ...black.recipe, attributes: 0 });
  });

  test("a sweep varies one attribute and keeps the others", async () => {
    const hair = await sweepAttribute(sampler, "髪の色", { seed: 2, attributes: { glasses: "round" } });
    expect(hair.map(({ label }) => label.ja)).toEqual(["黒", "ピンク", "金"]);
    expect(hair.map(({ recipe }) => recipe.attributes![0].glasses)).toEqual(["round", "round", "round"]);
    const turn = await sweepAttribute(sampler, "yaw", { steps: { from: -60, to: 60, count: 5 } });
    expect(turn.map(({ label }) => label.en)).toEqual(["-60", "-30", "0", "30", "60"]);
    expect((await renderRecipe(sampler, turn[3].recipe, "x")).picture).toEqual(turn[3].picture);
  });

  test("a request to a model without attributes is refused", async () => {
    const plain = createSampler({
      ...sampler.trained,
      model: gan(ganNetworks({ ...picture, features: 4, latent: 8 })),
    });
    await expect(generate(plain, { attributes: { smile: true } })).rejects.toMatchObject({ code: "option" });
  });
});
