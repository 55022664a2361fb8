/** Matrix in an array: element (i, j) is `values[start + i · row + j · column]`. */
export interface MatrixView {
  readonly values: Float64Array;
  readonly start: number;
  readonly row: number;
  readonly column: number;
}

/** Columns of a result that are computed together. With four rows of `b` they take 20 kB. */
const blockColumns = 512;

/**
 * Computes y += a · b, with y `[rows, columns]`, a `[rows, inner]` and b `[inner, columns]`. Rows of y, and rows or columns
 * of b, are read as neighbours where they are.
 */
export function addProduct(
  y: MatrixView,
  a: MatrixView,
  b: MatrixView,
  [rows, inner, columns]: readonly [number, number, number],
): void {
  if (b.column !== 1 || y.column !== 1) {
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) y.values[y.start + i * y.row + j * y.column] += dotProduct(a, i, b, j, inner);
    return;
  }
  for (let first = 0; first < columns; first += blockColumns) {
    const count = Math.min(blockColumns, columns - first);
    for (let i = 0; i < rows; i++) addRow(y, a, b, i, first, count, inner);
  }
}

function dotProduct(a: MatrixView, i: number, b: MatrixView, j: number, inner: number): number {
  const [left, right] = [a.values, b.values];
  let atA = a.start + i * a.row;
  let atB = b.start + j * b.column;
  let sum = 0;
  for (let l = 0; l < inner; l++, atA += a.column, atB += b.row) sum += left[atA] * right[atB];
  return sum;
}

/** Adds to `count` elements of row i of y, from column `first` on. Four products at once read and write y a quarter as often. */
function addRow(
  y: MatrixView,
  a: MatrixView,
  b: MatrixView,
  i: number,
  first: number,
  count: number,
  inner: number,
): void {
  const [to, left, right] = [y.values, a.values, b.values];
  const atY = y.start + i * y.row + first;
  let atA = a.start + i * a.row;
  let at0 = b.start + first;
  let l = 0;
  for (; l + 4 <= inner; l += 4, atA += 4 * a.column, at0 += 4 * b.row) {
    const [at1, at2, at3] = [at0 + b.row, at0 + 2 * b.row, at0 + 3 * b.row];
    const f0 = left[atA];
    const f1 = left[atA + a.column];
    const f2 = left[atA + 2 * a.column];
    const f3 = left[atA + 3 * a.column];
    for (let j = 0; j < count; j++)
      to[atY + j] += f0 * right[at0 + j] + f1 * right[at1 + j] + f2 * right[at2 + j] + f3 * right[at3 + j];
  }
  for (; l < inner; l++, atA += a.column, at0 += b.row) {
    const factor = left[atA];
    for (let j = 0; j < count; j++) to[atY + j] += factor * right[at0 + j];
  }
}
