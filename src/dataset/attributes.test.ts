import { describe, expect, test } from "vitest";
import {
  attributeMask,
  attributesOf,
  attributesSchema,
  attributesWidth,
  decodeAttributes,
  encodeAttributes,
} from "./attributes.ts";
import { noYes, sameText, type TagColumn } from "./tag.ts";

const choices = ["red", "green", "blue"].map((name) => ({ name, label: sameText(name) }));
const columns: TagColumn[] = [
  { tag: { name: "glasses", label: sameText("glasses"), kind: "binary", choices: noYes }, values: of(1, 0, NaN, 1) },
  { tag: { name: "colour", label: sameText("colour"), kind: "category", choices }, values: of(2, NaN, 0, 1) },
  { tag: { name: "yaw", label: sameText("yaw"), kind: "number", choices: [] }, values: of(10, 30, 20, NaN) },
];
const deviation = Math.sqrt(200 / 3);

function of(...values: number[]): Float32Array {
  return Float32Array.from(values);
}

describe("attributes", () => {
  const attributes = attributesOf(columns);
  const values = columns.map((column) => column.values);

  test("are plain data that a file can keep", () => {
    expect(attributesSchema.parse(JSON.parse(JSON.stringify(attributes)))).toEqual(attributes);
    expect(attributes.tags.map(({ name }) => name)).toEqual(["glasses", "colour", "yaw"]);
    expect(attributes.tags[2].mean).toBe(20);
    expect(attributes.tags[2].deviation).toBeCloseTo(deviation, 12);
    expect(attributes.tags[0].mean).toBeUndefined();
    expect(attributesWidth(attributes)).toBe(5);
  });

  test("become −1 or +1, one of several, and standard deviations; what is unknown is 0 and masked", () => {
    const step = Math.fround(10 / deviation);
    expect([...encodeAttributes(attributes, values)]).toEqual(
      [
        [1, 0, 0, 1, -step],
        [-1, 0, 0, 0, step],
        [0, 1, 0, 0, 0],
        [1, 0, 1, 0, 0],
      ].flat(),
    );
    expect([...attributeMask(attributes, values)]).toEqual(
      [
        [1, 1, 1, 1, 1],
        [1, 0, 0, 0, 1],
        [0, 1, 1, 1, 1],
        [1, 1, 1, 1, 0],
      ].flat(),
    );
  });

  test("come back from what was encoded", () => {
    const known = [of(1, 0, 1), of(2, 0, 1), of(10, 30, 20)];
    const back = decodeAttributes(attributes, encodeAttributes(attributes, known));
    expect(back.slice(0, 2)).toEqual(known.slice(0, 2));
    back[2].forEach((value, at) => expect(value).toBeCloseTo(known[2][at], 4));
  });

  test("a number that is always the same, or never known, is still a number", () => {
    const tag = columns[2].tag;
    expect(attributesOf([{ tag, values: of(7, 7) }]).tags[0]).toMatchObject({ mean: 7, deviation: 1 });
    expect(attributesOf([{ tag, values: of(NaN, NaN) }]).tags[0]).toMatchObject({ mean: 0, deviation: 1 });
  });

  test("no tags take no room", () => {
    expect(attributesWidth(attributesOf([]))).toBe(0);
    expect(encodeAttributes(attributesOf([]), [])).toEqual(new Float32Array(0));
  });

  test("a choice that does not exist is our mistake", () => {
    expect(() => encodeAttributes(attributes, [of(1), of(3), of(0)])).toThrow("colour has no choice 3");
    expect(() => encodeAttributes(attributes, [of(1)])).toThrow("1 lists of values, 3 tags");
  });
});
