import { internalError } from "../../error.ts";

/** Agreement beyond chance, with its 95 % interval. */
export interface Agreement {
  /** 1: always the same; 0: as often as by chance; below 0: less. NaN where chance agrees wholly, as with one answer. */
  readonly kappa: number;
  /** Its standard error in large samples; with fewer than about 20 pairs it is too small. */
  readonly error: number;
  readonly low: number;
  readonly high: number;
  /** Pairs that were counted. */
  readonly count: number;
}

/**
 * How well two rows of answers agree, far disagreement counting more than near (weighted kappa: Cohen 1968; its error
 * after Fleiss, Cohen & Everitt 1969, equation 13).
 *
 * @param table - `[categories][categories]`: how often the first answer was the row and the second the column.
 * @param disagreement - how much each cell counts, 0 on the diagonal. Default: the square of the distance.
 */
export function weightedKappa(
  table: readonly (readonly number[])[],
  disagreement: (row: number, column: number) => number = (row, column) => (row - column) ** 2,
): Agreement {
  const size = table.length;
  if (table.some((row) => row.length !== size)) throw internalError("kappa: a table that is not square");
  const places = Array.from({ length: size }, (_, at) => at);
  const count = table.flat().reduce((sum, value) => sum + value, 0);
  const max = Math.max(...places.flatMap((row) => places.map((column) => disagreement(row, column))));
  const weight = (row: number, column: number) => 1 - disagreement(row, column) / max;
  const share = table.map((row) => row.map((value) => value / count));
  const rows = share.map((row) => total(row));
  const columns = places.map((column) => total(share.map((row) => row[column])));
  const sumOf = (value: (row: number, column: number) => number) =>
    total(places.flatMap((row) => places.map((column) => value(row, column))));
  const observed = sumOf((row, column) => weight(row, column) * share[row][column]);
  const expected = sumOf((row, column) => weight(row, column) * rows[row] * columns[column]);
  const kappa = (observed - expected) / (1 - expected);
  const rowMeans = places.map((row) => total(places.map((column) => columns[column] * weight(row, column))));
  const columnMeans = places.map((column) => total(places.map((row) => rows[row] * weight(row, column))));
  const spread = sumOf(
    (row, column) =>
      share[row][column] * (weight(row, column) - (rowMeans[row] + columnMeans[column]) * (1 - kappa)) ** 2,
  );
  const variance = (spread - (kappa - expected * (1 - kappa)) ** 2) / (count * (1 - expected) ** 2);
  const error = Math.sqrt(Math.max(0, variance));
  return { kappa, error, low: Math.max(-1, kappa - 1.96 * error), high: Math.min(1, kappa + 1.96 * error), count };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
