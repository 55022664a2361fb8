import { expect, test } from "vitest";
import { familyRows } from "./family-rows.ts";

test("parents stand side by side above their children", () => {
  const rows = familyRows([undefined, undefined, [0, 1], undefined, [2, 3], [2, 3]]);
  expect(rows.map((row) => row.map(({ member }) => member))).toEqual([
    [0, 1],
    [2, 3],
    [4, 5],
  ]);
});

test("parents of several generations stand above the first, and lines pass the generations between", () => {
  // 0 and 1 have 2; 0 and 2 have 3: from 0 a line passes by 2
  const rows = familyRows([undefined, undefined, [0, 1], [0, 2]]);
  expect(rows).toEqual([[{ member: 0 }, { member: 1 }], [{ member: 3, side: 0 }, { member: 2 }], [{ member: 3 }]]);
});

test("a single member is a family", () => {
  expect(familyRows([undefined])).toEqual([[{ member: 0 }]]);
});
