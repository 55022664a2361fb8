import fc from "fast-check";
import { expect, test } from "vitest";
import { random } from "../../tensor/index.ts";
import { addProduct, type MatrixView } from "./add-product.ts";

/** Creates a matrix of random numbers, stored by rows or by columns. */
function matrix(name: string, rows: number, columns: number, byRows: boolean): MatrixView {
  const values = Float64Array.from({ length: 3 + rows * columns }, random(1, name).normal);
  return { values, start: 3, row: byRows ? columns : 1, column: byRows ? 1 : rows };
}

const element = ({ values, start, row, column }: MatrixView, i: number, j: number) =>
  values[start + i * row + j * column];

test("adds the product, however the matrices are stored", () => {
  const length = fc.integer({ min: 1, max: 9 });
  const columnCount = fc.oneof(length, fc.constant(1030)); // more than the two blocks
  fc.assert(
    fc.property(length, length, columnCount, fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()), (n, k, m, order) => {
      const a = matrix("a", n, k, order[0]);
      const b = matrix("b", k, m, order[1]);
      const y = matrix("y", n, m, order[2]);
      const before = { ...y, values: y.values.slice() };
      addProduct(y, a, b, [n, k, m]);
      let error = 0;
      for (let i = 0; i < n; i++)
        for (let j = 0; j < m; j++) {
          let sum = element(before, i, j);
          for (let l = 0; l < k; l++) sum += element(a, i, l) * element(b, l, j);
          error = Math.max(error, Math.abs(element(y, i, j) - sum));
        }
      expect(error).toBeLessThan(1e-10);
      expect(y.values.subarray(0, 3)).toEqual(before.values.subarray(0, 3));
    }),
    { seed: 1, numRuns: 60 },
  );
});
