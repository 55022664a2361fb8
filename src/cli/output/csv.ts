import { csvCell } from "../../preference/index.ts";

/** Formats a table as CSV (RFC 4180), with a byte order mark so that spreadsheets recognise UTF-8. */
export function formatCsv(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
}
