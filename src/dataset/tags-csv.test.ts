import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OmakaseError } from "../error.ts";
import { readTagsCsv } from "./tags-csv.ts";

const read = (text: string) => readTagsCsv(new TextEncoder().encode(text), "tags.csv");

describe("readTagsCsv", () => {
  test("infers yes/no and categories, and takes numbers where they are declared", () => {
    const { files, tags } = read(
      "file,glasses,hair,age:number\na.png,yes,black,31.5\nsub/b.png,no,brown,\n./c.png,,black,-2\n",
    );
    expect(files).toEqual(["a.png", "sub/b.png", "c.png"]);
    expect(tags.map(({ tag }) => [tag.name, tag.kind])).toEqual([
      ["glasses", "binary"],
      ["hair", "category"],
      ["age", "number"],
    ]);
    expect(tags[1].tag.choices.map(({ name }) => name)).toEqual(["black", "brown"]);
    expect(tags.map(({ values }) => [...values])).toEqual([
      [1, 0, NaN],
      [0, 1, 0],
      [31.5, NaN, -2],
    ]);
  });

  test("reads the period of a number", () => {
    const { tags } = read("file,wind:number:360,tide:number:12.4,age:number\na,350,3,7\nb,-10,,8\n");
    expect(tags.map(({ tag }) => [tag.name, tag.kind, tag.period])).toEqual([
      ["wind", "number", 360],
      ["tide", "number", 12.4],
      ["age", "number", undefined],
    ]);
    expect([...tags[0].values]).toEqual([350, -10]);
    for (const turn of ["0", "-360", "", "deg", "Infinity"])
      expect(() => read(`file,wind:number:${turn}\na,350\n`)).toThrow(/a whole turn above 0.*got `wind:number:/);
  });

  test("reads Japanese words for yes and no", () => {
    const { tags } = read("file,めがね,帽子,ひげ\n一.png,はい,○,有\n二.png,いいえ,×,無\n");
    expect(tags.map(({ tag, values }) => [tag.kind, ...values])).toEqual(
      Array.from({ length: 3 }, () => ["binary", 1, 0]),
    );
  });

  test("counts written as numbers are categories unless declared otherwise", () => {
    const { tags } = read("file,stars\na,1\nb,2\nc,1\n");
    expect(tags[0].tag.kind).toBe("category");
  });

  test("follows RFC 4180: quotes, commas and line breaks in cells, CRLF", () => {
    const { files, tags } = read('file,note\r\n"a, b.png","he said ""hi"""\r\nc.png,"two\r\nlines"\r\n');
    expect(files).toEqual(["a, b.png", "c.png"]);
    expect(tags[0].tag.choices.map(({ name }) => name)).toEqual(['he said "hi"', "two\r\nlines"]);
  });

  test.each([
    ["UTF-8 with BOM", [0xef, 0xbb, 0xbf, ...new TextEncoder().encode("file,髪\nねこ.png,黒\n")]],
    [
      "Shift_JIS",
      // file,髪 ⏎ ねこ.png,黒 ⏎
      [
        ...[0x66, 0x69, 0x6c, 0x65, 0x2c, 0x94, 0xaf, 0x0d, 0x0a, 0x82, 0xcb, 0x82, 0xb1],
        ...[0x2e, 0x70, 0x6e, 0x67, 0x2c, 0x8d, 0x95, 0x0d, 0x0a],
      ],
    ],
    ["UTF-16", [0xff, 0xfe, ...Buffer.from("file,髪\nねこ.png,黒\n", "utf16le")]],
  ])("reads %s", (_, bytes) => {
    const { files, tags } = readTagsCsv(Uint8Array.from(bytes), "tags.csv");
    expect(files).toEqual(["ねこ.png"]);
    expect([tags[0].tag.name, tags[0].tag.choices[0].name]).toEqual(["髪", "黒"]);
  });

  test("paths match across systems: backslashes, decomposed accents", () => {
    expect(read("file,t\nsub\\cafe\u0301.png,1\n").files).toEqual(["sub/caf\u00e9.png"]);
  });

  test("a column of descriptions is skipped with a notice", () => {
    const rows = Array.from({ length: 300 }, (_, at) => `${at}.png,text ${at}`);
    const { tags, notices } = read(["file,caption", ...rows].join("\n"));
    expect(tags).toEqual([]);
    expect(notices[0].en).toContain("caption has 300 different values");
  });

  test.each([
    ["name,tag\na,1\n", "expected a first line `file,<tag>,…`, got `name,tag`"],
    ["", "expected a first line `file,<tag>,…`, got ``"],
    ["file,a,a\n", "a twice"],
    ["file,a,\n", "a column without a name"],
    ["file,age:number\na,3\nb,old\n", "tags.csv:3: expected a number for the tag age, got `old`"],
    ['file,a\nb,"open\n', "expected well-formed CSV"],
  ])("refuses %j in one clear sentence", (text, message) => {
    expect(() => read(text)).toThrow(message);
    expect(() => read(text)).toThrow(OmakaseError);
  });

  test("arbitrary bytes give a table or an OmakaseError", () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ maxLength: 200 }).map((text) => new TextEncoder().encode(`file,${text}`)),
    );
    fc.assert(
      fc.property(noise, (bytes) => {
        try {
          const { files, tags } = readTagsCsv(bytes, "x");
          expect(tags.every(({ values }) => values.length === files.length)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(OmakaseError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
