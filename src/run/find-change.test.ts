import { expect, test } from "vitest";
import { findChange } from "./find-change.ts";
import { resolveConfig } from "./resolve-config.ts";

test("findChange: a length that begins at the checkpoint may be replaced, an earlier one may not", () => {
  const config = resolveConfig("ae", "sushi", { size: 16, batchSize: 4 }, { pictures: 40, seed: 1 });
  const withLengths = (...totalImages: { from: number; total: number }[]) => ({ ...config, totalImages });
  const [early, last] = [
    { from: 20, total: 400 },
    { from: 80, total: 120 },
  ];
  const kept = withLengths(early, last);
  expect(findChange(withLengths(early, { from: 80, total: 320 }), kept, 20)).toBeUndefined();
  expect(findChange(withLengths(early, { from: 80, total: 320 }), kept, 21)).toBe("totalImages");
  expect(findChange(withLengths({ from: 20, total: 500 }, last), kept, 20)).toBe("totalImages");
});
