import { expect, test } from "vitest";
import { formatCsv } from "./csv.ts";

test("a CSV guards every name that a spreadsheet takes for a formula, and no number", () => {
  const names = ["=1+1", "+1", "-cmd|x", "@sum", "'tis", "－1", "-1+cmd", "\ttab"];
  expect(formatCsv([names])).toBe(`\ufeff${names.map((name) => `'${name}`).join(",")}\r\n`);
  const numbers = ["-0.25", "1e-7", "-2", "12", "a-b"];
  expect(formatCsv([numbers])).toBe(`\ufeff${numbers.join(",")}\r\n`);
});
