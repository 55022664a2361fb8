import { expect, test } from "vitest";
import { countText, valueText } from "./number-text.ts";

test("counts are grouped and abbreviated as usual in the language", () => {
  const counts = [0, 640, 4800, 12_345, 48_000, 150_000, 2_500_000, 320_000_000];
  expect(counts.map((count) => countText(count, "ja"))).toEqual([
    "0",
    "640",
    "4,800",
    "1.23万",
    "4.8万",
    "15万",
    "250万",
    "3.2億",
  ]);
  expect(counts.map((count) => countText(count, "en"))).toEqual([
    "0",
    "640",
    "4,800",
    "12.3k",
    "48k",
    "150k",
    "2.5M",
    "320M",
  ]);
});

test("values have three significant digits", () => {
  const values = [0, 0.0213, 0.5, 1.8349, 12.4, 999.6, 3150.2, -0.25, 0.0000123, 4.2e9];
  expect(values.map(valueText)).toEqual([
    "0",
    "0.0213",
    "0.5",
    "1.83",
    "12.4",
    "1,000",
    "3,150",
    "−0.25",
    "1.2e−5",
    "4.2e9",
  ]);
});
