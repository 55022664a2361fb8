import { expect, test } from "vitest";
import { isUnsure, meanDifference, movesNothing } from "../../studio/src/feature/explore/taught-quality.ts";

const plain = (level: number) => Uint8ClampedArray.of(level, level, level, 255);

test("a slider that is right for 79 % and changes no picture is no success", () => {
  expect(isUnsure({ accuracy: 0.79 })).toBe(true);
  expect(isUnsure({ accuracy: 0.95 })).toBe(false);
  expect(meanDifference(plain(100), plain(100))).toBe(0);
  expect(movesNothing({ change: meanDifference(plain(100), plain(100)) })).toBe(true);
  expect(meanDifference(plain(100), plain(102))).toBe(2);
  expect(movesNothing({ change: 2 })).toBe(false);
});
