import { internalError } from "../../error.ts";

/** Chance-corrected agreement with its 95 % interval. */
export interface Agreement {
  /**
   * Kappa, −1 … 1: 1 is perfect, 0 is chance level, below 0 is less. NaN if chance alone agrees fully, as with a single
   * category.
   */
  readonly kappa: number;
  /** Standard error in large samples; too small with fewer than about 20 pairs. */
  readonly error: number;
  readonly low: number;
  readonly high: number;
  /** Number of pairs. */
  readonly count: number;
}

/**
 * Computes weighted kappa (Cohen 1968; standard error after Fleiss, Cohen & Everitt 1969, equation 13).
 *
 * @param table - counts `[categories][categories]`: rows are first answers, columns second ones.
 * @param disagreement - weight of each cell, 0 on the diagonal. Default: the squared distance.
 * @returns kappa with its error, 95 % interval and count.
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
