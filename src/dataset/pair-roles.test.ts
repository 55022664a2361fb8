import { expect, test } from "vitest";
import { pairRoles } from "./pair-roles.ts";

test.each([
  ["A", "B", "A", true],
  ["b", "a", "a", true],
  ["trainB", "trainA", "trainA", true],
  ["maps_A", "maps_B", "maps_A", true],
  ["target", "input", "input", true],
  ["output", "input", "input", true],
  ["before", "after", "before", true],
  ["入力", "正解", "入力", true],
  ["photos", "target", "photos", false],
  ["edges", "source", "source", false],
  ["photo", "line", "line", false],
  ["train", "val", "train", false],
  ["from", "input", "from", false],
])("%s and %s: the input is %s", (one, other, input, isCertain) => {
  const target = input === one ? other : one;
  expect(pairRoles(one, other)).toEqual({ input, target, isCertain });
  expect(pairRoles(other, one)).toEqual({ input, target, isCertain });
});
