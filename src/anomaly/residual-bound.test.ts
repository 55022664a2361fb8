import { expect, test } from "vitest";
import { random } from "../tensor/index.ts";
import { residualBound } from "./residual-bound.ts";

test("covers 99 % of known images, or the largest share that few images can guarantee", () => {
  const known = random(1, "known").uniforms(199);
  const bound = residualBound(known)!;
  expect(bound).toMatchObject({ share: 0.99, count: 199 });
  expect(known.filter((residual) => residual > bound.residual)).toHaveLength(1);
  expect(residualBound(known.subarray(0, 49))).toEqual({
    share: 1 - 1 / 50,
    residual: Math.max(...known.subarray(0, 49)),
    count: 49,
  });
  expect(residualBound(known.subarray(0, 18))).toBeUndefined();
});
