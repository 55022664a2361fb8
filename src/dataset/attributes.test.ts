import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  attributeMask,
  attributesFromTags,
  attributesSchema,
  encodedWidth,
  decodeAttributes,
  decodeTagValue,
  encodeAttributes,
  encodeTagValue,
  periodicDistance,
} from "./attributes.ts";
import { binaryChoices, untranslatedText, type TagColumn } from "./tag.ts";

const choices = ["red", "green", "blue"].map((name) => ({ name, label: untranslatedText(name) }));
const columns: TagColumn[] = [
  {
    tag: { name: "glasses", label: untranslatedText("glasses"), kind: "binary", choices: binaryChoices },
    values: of(1, 0, NaN, 1),
  },
  { tag: { name: "colour", label: untranslatedText("colour"), kind: "category", choices }, values: of(2, NaN, 0, 1) },
  { tag: { name: "yaw", label: untranslatedText("yaw"), kind: "number", choices: [] }, values: of(10, 30, 20, NaN) },
];
const std = Math.sqrt(200 / 3);

function of(...values: number[]): Float32Array {
  return Float32Array.from(values);
}

describe("attributes", () => {
  const attributes = attributesFromTags(columns);
  const values = columns.map((column) => column.values);

  test("are plain data that JSON preserves", () => {
    expect(attributesSchema.parse(JSON.parse(JSON.stringify(attributes)))).toEqual(attributes);
    expect(attributes.tags.map(({ name }) => name)).toEqual(["glasses", "colour", "yaw"]);
    expect(attributes.tags[2].mean).toBe(20);
    expect(attributes.tags[2].std).toBeCloseTo(std, 12);
    expect(attributes.tags[0].mean).toBeUndefined();
    expect(encodedWidth(attributes)).toBe(5);
  });

  test("encode as ±1, one-hot, and standard scores; unknown values are 0 and masked", () => {
    const step = Math.fround(10 / std);
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

  test("decode to the encoded values", () => {
    const known = [of(1, 0, 1), of(2, 0, 1), of(10, 30, 20)];
    const back = decodeAttributes(attributes, encodeAttributes(attributes, known));
    expect(back.slice(0, 2)).toEqual(known.slice(0, 2));
    back[2].forEach((value, at) => expect(value).toBeCloseTo(known[2][at], 4));
  });

  describe("a periodic number", () => {
    const tag = { ...columns[2].tag, period: 180 };
    const circle = attributesFromTags([{ tag, values: of(-90, -45, 0, 45, 90, NaN) }]);
    const [turn] = circle.tags;

    test("encodes as a point on the unit circle; unknown values are the centre, and masked", () => {
      expect(attributesSchema.parse(JSON.parse(JSON.stringify(circle)))).toEqual(circle);
      expect(turn).toMatchObject({ period: 180, mean: 0 });
      expect(encodedWidth(circle)).toBe(2);
      const wanted = [
        [0, -1],
        [-1, 0],
        [0, 1],
        [1, 0],
        [0, -1],
        [0, 0],
      ].flat();
      const encoded = encodeAttributes(circle, [of(-90, -45, 0, 45, 90, NaN)]);
      encoded.forEach((value, at) => expect(value).toBeCloseTo(wanted[at], 6));
      expect([...attributeMask(circle, [of(3, NaN)])]).toEqual([1, 1, 0, 0]);
    });

    test("decodes from any positive multiple of its encoding, within half a period of the mean", () => {
      const anywhere = fc.double({ min: -1000, max: 1000, noNaN: true });
      const longer = fc.double({ min: 0.01, max: 100, noNaN: true });
      fc.assert(
        fc.property(anywhere, longer, anywhere, (value, length, mean) => {
          const attribute = { ...turn, mean };
          const numbers = encodeTagValue(attribute, value).map((part) => part * length);
          const back = decodeTagValue(attribute, numbers);
          expect(periodicDistance(attribute, back, value)).toBeLessThan(1e-9);
          expect(Math.abs(back - mean)).toBeLessThan(90 + 1e-9);
        }),
      );
      const back = decodeAttributes(circle, encodeAttributes(circle, [of(80, -45, 0)]));
      back[0].forEach((value, at) => expect(value).toBeCloseTo([80, -45, 0][at], 4));
    });

    test("has the distance along the shorter arc", () => {
      const pairs = [
        [-89, 89, 2],
        [-45, 45, 90],
        [10, 30, 20],
        [0, 180, 0],
        [-90, 271, 1],
      ];
      for (const [a, b, apart] of pairs) {
        expect(periodicDistance(turn, a, b)).toBeCloseTo(apart, 9);
        expect(periodicDistance(turn, b, a)).toBeCloseTo(apart, 9);
      }
      expect(periodicDistance({}, -89, 89)).toBe(178);
    });
  });

  test("constant and unknown numbers encode as finite values", () => {
    const tag = columns[2].tag;
    expect(attributesFromTags([{ tag, values: of(7, 7) }]).tags[0]).toMatchObject({ mean: 7, std: 1 });
    expect(attributesFromTags([{ tag, values: of(NaN, NaN) }]).tags[0]).toMatchObject({ mean: 0, std: 1 });
  });

  test("no tags have width 0", () => {
    expect(encodedWidth(attributesFromTags([]))).toBe(0);
    expect(encodeAttributes(attributesFromTags([]), [])).toEqual(new Float32Array(0));
  });

  test("an index beyond the choices throws an internal error", () => {
    expect(() => encodeAttributes(attributes, [of(1), of(3), of(0)])).toThrow("colour has no choice 3");
    expect(() => encodeAttributes(attributes, [of(1)])).toThrow("1 lists of values, 3 tags");
  });
});
