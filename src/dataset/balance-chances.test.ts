import { describe, expect, test } from "vitest";
import { attributeValues, chooseAttributes } from "./attribute-values.ts";
import { attributesOf } from "./attributes.ts";
import { balanceChances, chancePictures } from "./balance-chances.ts";
import { fromPictures } from "./from-pictures.ts";
import type { TagColumn } from "./tag.ts";

const word = (name: string) => ({ name, label: { ja: name, en: name } });
const binary = (name: string, values: number[]): TagColumn => ({
  tag: { ...word(name), kind: "binary", choices: [word("no"), word("yes")] },
  values: Float32Array.from(values),
});
const category = (name: string, choices: string[], values: number[]): TagColumn => ({
  tag: { ...word(name), kind: "category", choices: choices.map(word) },
  values: Float32Array.from(values),
});
const picture = { width: 8, height: 8, channels: 3 as const, pixels: new Uint8Array(192) };
const dataset = (tags: TagColumn[]) =>
  fromPictures(
    Array.from(tags[0].values, () => picture),
    { name: "few", tags },
  );

/** 90 plain pictures, 8 with a hat, 2 with a hat and glasses. */
const hat = [...new Array(90).fill(0), ...new Array(10).fill(1)];
const glasses = [...new Array(98).fill(0), 1, 1];
const columns = [binary("hat", hat), binary("glasses", glasses)];

describe("balanced sampling", () => {
  const attributes = attributesOf(columns);
  const chances = balanceChances(
    attributes,
    columns.map(({ values }) => values),
  );
  const chance = (at: number) => chances[at] - (at === 0 ? 0 : chances[at - 1]);

  test("shows rare combinations more often, but none more than eight times as often as usual", () => {
    expect(chances[99]).toBe(1);
    // as often as each other: 1 / 0.9, 1 / 0.08; and 1 / 0.02, of which eight times the mean is left
    expect(chance(90) / chance(0)).toBeCloseTo(0.9 / 0.08, 6);
    expect(chance(99) / chance(0)).toBeCloseTo((8 * 3 * 100) / 100 / (100 / 90), 6);
  });

  test("draws as often as the chances say, by seed and step alone", () => {
    const drawn = chancePictures(1, 5, 4000, chances);
    expect(drawn).toEqual(chancePictures(1, 5, 4000, chances));
    expect(drawn).not.toEqual(chancePictures(1, 6, 4000, chances));
    const part = (from: number, to: number) => drawn.filter((at) => at >= from && at < to).length / 4000;
    expect(part(90, 98)).toBeCloseTo(chances[97] - chances[89], 1);
    expect(part(98, 100)).toBeGreaterThan(0.1);
    expect(part(0, 90)).toBeCloseTo(chances[89], 1);
  });

  test("takes numbers in three ranges, and a lone tag by itself", () => {
    const yaw = Float32Array.from({ length: 10 }, (_, at) => (at === 9 ? 90 : 0));
    const column: TagColumn = { tag: { ...word("yaw"), kind: "number", choices: [] }, values: yaw };
    const alone = balanceChances(attributesOf([column]), [yaw]);
    expect((alone[9] - alone[8]) / alone[0]).toBeCloseTo(9, 6);
  });
});

describe("attributes of a data set", () => {
  const hair = category("hair", ["short", "long"], [0, 1, Number.NaN]);
  const set = dataset([hair, binary("hat", [1, 0, 1])]);

  test("are all tags, or those that were asked for, in that order", () => {
    expect(chooseAttributes(set).tags.map(({ name }) => name)).toEqual(["hair", "hat"]);
    expect(chooseAttributes(set, ["hat"]).tags.map(({ name }) => name)).toEqual(["hat"]);
    expect(() => chooseAttributes(set, ["wings"])).toThrow(/"wings", got hair, hat/);
  });

  test("keep the places of their choices where a set has them in another order, or lacks some", () => {
    const attributes = chooseAttributes(set);
    const other = dataset([category("hair", ["long", "bald", "short"], [0, 1, 2]), binary("hat", [0, 0, 1])]);
    expect(attributeValues(attributes, other)[0]).toEqual(Float32Array.of(1, Number.NaN, 0));
    const wrong = dataset([binary("hair", [0, 1, 1]), binary("hat", [0, 0, 1])]);
    expect(() => attributeValues(attributes, wrong)).toThrow(/kind category, got binary/);
  });

  test("need tags", () => {
    expect(() => chooseAttributes(fromPictures([picture], { name: "plain" }))).toThrow(/expected pictures with tags/);
  });
});
