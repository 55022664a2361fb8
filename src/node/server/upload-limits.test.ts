import { expect, test } from "vitest";
import { decodeStride } from "./upload-limits.ts";

test.each([
  [0, 1],
  [200, 1],
  [201, 2],
  [399, 2],
  [401, 3],
])("decode stride: %i pictures, every %ith is decoded, at most 200", (pictures, stride) => {
  expect(decodeStride(pictures)).toBe(stride);
  expect(Math.ceil(pictures / stride)).toBeLessThanOrEqual(200);
});
