import { expect, test } from "vitest";
import { numberText } from "../../studio/src/language/number-text.ts";

test("a slider at zero, or nearly so, shows no sign", () => {
  const oneDigit = { maximumFractionDigits: 1 };
  for (const language of ["en", "ja"] as const) {
    expect([-0, -0.04, 0.04, -0.1].map((value) => numberText(value, language, oneDigit))).toEqual([
      "0",
      "0",
      "0",
      "-0.1",
    ]);
    expect(numberText(-0.001, language, { minimumFractionDigits: 2, maximumFractionDigits: 2 })).toBe("0.00");
    expect(numberText(0.5, language, { signDisplay: "exceptZero" })).toBe("+0.5");
  }
});
